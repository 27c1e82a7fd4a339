import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, isSettled, test } from './fixtures.ts';
import { SIZES, THEMES, type SizeName } from './looks.ts';
import { watchPages } from './watch-pages.ts';

const REPORT = fileURLToPath(new URL('../test-results/axe/', import.meta.url));
type Finding = { state: string; theme: string; impact: string; rule: string; where: string; advice: string };

/** Every rule in the theme at hand; in the others only what a change of colours can change. */
async function scan(page: Page, state: string, found: Finding[]): Promise<number> {
  const shown = await page.locator('html').getAttribute('data-theme');
  for (const theme of [shown!, ...THEMES.filter((other) => other !== shown)]) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    const axe = new AxeBuilder({ page });
    const { violations } = await (theme === shown ? axe : axe.withRules(['color-contrast'])).analyze();
    for (const { id, impact, nodes } of violations)
      for (const { html, failureSummary } of nodes)
        found.push({ state, theme, impact: impact ?? 'minor', rule: id, where: html.slice(0, 300), advice: failureSummary ?? '' });
  }
  await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), shown!);
  return THEMES.length;
}

/** Serious and critical findings fail; the lesser ones stand in the report. */
function report(size: SizeName, states: number, found: readonly Finding[], part = ''): void {
  const grave = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  mkdirSync(REPORT, { recursive: true });
  writeFileSync(`${REPORT}${size}${part}.json`, JSON.stringify({ size, states, themes: THEMES, findings: found }, null, 1));
  process.stdout.write(
    `axe, ${size}${part}: ${states} states × themes, ${grave.length} serious or critical, ${found.length - grave.length} lesser\n`,
  );
  expect(grave).toEqual([]);
}

for (const size of ['desk', 'wall'] as const) {
  test(`no serious finding on any page in any theme, ${size}`, async ({ open, strange, api }) => {
    test.setTimeout(600_000);
    const found: Finding[] = [];
    let states = 0;
    const look = async (page: Page, state: string) => {
      states += await scan(page, state, found);
    };
    const desk = await api('demo-dispatcher');
    const { scope: street } = await desk.demoUser('demo-street-officer');
    const { id } = await desk.report({ lngLat: await desk.pointIn(street) });
    const stranger = await strange(SIZES[size]);
    stranger.watch.allow(/401/);
    await stranger.page.goto('/?motion=off');
    await expect(stranger.page.getByRole('listitem').first()).toBeVisible();
    await look(stranger.page, 'sign-in');

    const { page, watch } = await open('demo-dispatcher', '/area/50', SIZES[size]);
    await isSettled(page);
    await look(page, 'city');
    await page.getByRole('button', { name: '以表格显示' }).click();
    for (const name of ['表格：每小时接报', '表格：按类别']) await page.getByRole('button', { name }).click();
    // A wide screen has two breakdowns.
    await expect(page.getByRole('table')).toHaveCount(size === 'wall' ? 4 : 3);
    await look(page, 'tables');
    await page.goto(`/area/${street}?incident=${id}&motion=off`);
    await isSettled(page);
    await expect(page.getByRole('complementary')).toHaveAttribute('data-version', '1');
    await look(page, 'street, drawer');
    await page.keyboard.press('x');
    await expect(page.getByRole('complementary').locator('form')).toBeVisible();
    await look(page, 'form');
    await page.goto(`/area/${street}?list=suspended&motion=off`);
    await isSettled(page);
    await look(page, 'empty list');
    watch.allow(/404/);
    await page.goto('/area/nowhere?motion=off');
    await expect(page.getByText('nowhere')).toBeVisible();
    await look(page, 'no such area');
    report(size, states, found);
  });
}

test('no serious finding on any page in any theme, phone', async ({ open }) => {
  test.setTimeout(600_000);
  const found: Finding[] = [];
  let states = 0;
  const { page } = await open('demo-dispatcher', '/area/50', SIZES.phone);
  await isSettled(page);
  states += await scan(page, 'city', found);
  await page.getByRole('button', { name: '展开地图' }).tap();
  states += await scan(page, 'map', found);
  await page.getByRole('button', { name: '收起地图' }).tap();
  await page.getByRole('button', { name: /^事件/ }).tap();
  await expect(page.getByRole('grid')).toBeVisible();
  states += await scan(page, 'list', found);
  await page.getByRole('grid').locator('[data-id]').first().tap();
  await expect(page.getByRole('complementary')).toHaveAttribute('data-version', /\d/);
  states += await scan(page, 'drawer', found);
  await page.getByRole('complementary').getByRole('button', { name: '关闭' }).tap();
  await page.getByRole('button', { name: '我的' }).tap();
  states += await scan(page, 'me', found);
  report('phone', states, found);
});

for (const size of ['desk', 'wall', 'phone'] as const) {
  test(`no serious finding on the pages of signs, devices, plans, rules and alerts in any theme, ${size}`, async ({
    open,
    api,
    baseURL,
  }) => {
    test.setTimeout(600_000);
    const found: Finding[] = [];
    let states = 0;
    const { pages, lift } = await watchPages({ leader: await api('demo-shift-leader'), desk: await api('demo-dispatcher') }, baseURL!);
    const { page } = await open('demo-shift-leader', '/rules', SIZES[size]);
    for (const [name, show] of pages) {
      await show(page);
      states += await scan(page, name, found);
    }
    await lift();
    report(size, states, found, '-watch');
  });
}

test('the scan finds what it looks for', async ({ strange }) => {
  const { page, watch } = await strange();
  watch.allow(/401/);
  await page.goto('/?motion=off');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await page.evaluate(() => document.querySelector('main')!.append(document.createElement('button')));
  await page.addStyleTag({ content: '[data-theme="projector"] main p { color: #999 }' });
  const found: Finding[] = [];
  await scan(page, 'planted', found);
  expect(found.map(({ rule, theme }) => `${rule} ${theme}`)).toEqual(
    expect.arrayContaining(['button-name dark', 'color-contrast projector']),
  );
});
