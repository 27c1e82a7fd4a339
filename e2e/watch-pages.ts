import type { Page } from '@playwright/test';
import type { CityApi } from './city.ts';
import { expect, isSettled } from './fixtures.ts';
import { machine } from './machine.ts';
import { tellAlert } from './told-alert.ts';
import { tellRules } from './told-rules.ts';

const DISTRICT = '500103';
/** One that `tellRules` has told of. */
const DEVICE = 'shown-underpass-1';

/** The pages of signs, devices, plans, rules and alerts, each with something on it and drawn to the end. */
export async function watchPages(
  { leader, desk }: { leader: CityApi; desk: CityApi },
  baseURL: string,
): Promise<{ pages: readonly (readonly [name: string, open: (page: Page) => Promise<void>])[]; lift(): Promise<unknown> }> {
  const streets = (await leader.children(DISTRICT)).map(({ properties }) => properties.code);
  const rule = await tellRules(machine(baseURL), leader, streets, Date.now());
  const { id, lift } = await tellAlert(leader, desk, DISTRICT);
  const goTo = (page: Page, path: string) => page.goto(`${path}${path.includes('?') ? '&' : '?'}motion=off`);
  return {
    lift,
    pages: [
      [
        'signs',
        async (page) => {
          await goTo(page, '/area/50/vitals');
          await expect(page.locator('[data-sign]').first()).toBeVisible();
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        },
      ],
      [
        'a sign',
        async (page) => {
          await goTo(page, '/area/50/vitals?sign=drainage.underpass-depth');
          await expect(page.locator('[data-vital] [data-chart-painted]')).toBeVisible();
          await isSettled(page);
        },
      ],
      [
        'devices, one of them',
        async (page) => {
          await goTo(page, `/area/${DISTRICT}/devices?device=${DEVICE}`);
          await expect(page.locator(`section[data-device="${DEVICE}"] [data-chart-painted]`)).toBeVisible();
          await isSettled(page);
        },
      ],
      [
        'a plan, one of its indicators',
        async (page) => {
          await goTo(page, '/area/50/plans?item=service.on-time');
          await expect(page.locator('[data-plan-item] [data-chart-painted]')).toBeVisible();
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
        },
      ],
      [
        'alarms',
        async (page) => {
          await goTo(page, '/rules');
          await page.locator('[data-cleared="false"] > button').first().click();
          await expect(page.locator('[data-cleared="false"] ol').first()).toBeVisible();
        },
      ],
      [
        'a rule, tried',
        async (page) => {
          await goTo(page, `/rules?rule=${rule}`);
          await page.locator('form button[type="submit"]').click();
          await expect(page.locator('[data-chart-painted]')).toBeVisible({ timeout: 30_000 });
        },
      ],
      [
        'an alert',
        async (page) => {
          await goTo(page, `/area/${DISTRICT}/alerts?alert=${id}`);
          await expect(page.locator(`section[data-alert="${id}"]`)).toHaveAttribute('data-version', '3');
          await isSettled(page);
        },
      ],
      [
        'a draft of an alert',
        async (page) => {
          await goTo(page, `/area/${DISTRICT}/alerts?write=draft`);
          const form = page.getByRole('form');
          await form.locator('[name="kind"]').selectOption('rainstorm');
          await form.locator('[name="issuer"]').selectOption('weather');
        },
      ],
    ],
  };
}
