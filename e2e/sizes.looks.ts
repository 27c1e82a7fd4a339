import type { Page } from '@playwright/test';
import { expect, isSettled, test } from './fixtures.ts';
import { layoutFaults } from './layout.ts';
import { pickTheme, SIZES, type SizeName } from './looks.ts';
import { watchPages } from './watch-pages.ts';

const CITY = '50';
const DISTRICT = '500103';
const WORDS = {
  zh: { incidents: /^事件/, me: '我的', district: '渝中区', back: '概览', none: '没有挂账' },
  en: {
    incidents: /^Incidents/,
    me: 'Me',
    district: 'Yuzhong',

    back: 'Overview',
    none: 'Nothing suspended',
  },
} as const;

async function lies(page: Page, size: SizeName, where: string): Promise<void> {
  expect.soft(await layoutFaults(page, SIZES[size]), where).toEqual([]);
}

/** City, district, street, an incident and back, in one language; the theme changes on the way. On a phone by thumb. */
for (const size of ['desk', 'wall', 'phone'] as const) {
  for (const language of ['zh', 'en'] as const) {
    test(`the main way, ${size}, ${language}, both themes`, async ({ open }) => {
      test.setTimeout(400_000);
      const words = WORDS[language];
      const isPhone = size === 'phone';
      const { page } = await open('demo-dispatcher', `/area/${CITY}`, { ...SIZES[size], language, theme: 'dark' });
      await isSettled(page);
      await lies(page, size, 'city');
      if (isPhone) await page.getByRole('button', { name: words.me, exact: true }).tap();
      await pickTheme(page, 'light');
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
      if (isPhone) await page.getByRole('button', { name: words.back, exact: true }).tap();

      await page.goto(`/area/${DISTRICT}?motion=off`);
      await isSettled(page);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(words.district);
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
      await lies(page, size, 'district');
      if (isPhone) await page.getByRole('button', { name: words.incidents }).tap();
      const row = page.getByRole('grid').locator('[data-id]').first();
      await expect(row).toBeVisible();
      if (isPhone) await lies(page, size, 'list');
      await row.click();
      await expect(page.getByRole('complementary')).toHaveAttribute('data-version', /\d/);
      await lies(page, size, 'drawer');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('complementary')).toHaveCount(0);

      await page.goto(`/area/${DISTRICT}?list=suspended&motion=off${isPhone ? '&pane=incidents' : ''}`);
      await expect(page.getByRole('grid')).toContainText(words.none);
      await lies(page, size, 'empty');
    });
  }
}

for (const size of ['desk', 'wall', 'phone'] as const) {
  test(`the pages of signs, devices, plans, rules and alerts, ${size}, both languages and themes`, async ({ open, api, baseURL }) => {
    test.setTimeout(400_000);
    const { pages, lift } = await watchPages({ leader: await api('demo-shift-leader'), desk: await api('demo-dispatcher') }, baseURL!);
    for (const [language, theme] of [
      ['zh', 'dark'],
      ['en', 'light'],
    ] as const) {
      const { page } = await open('demo-shift-leader', '/rules', { ...SIZES[size], language, theme });
      for (const [name, show] of pages) {
        await show(page);
        await lies(page, size, `${name}, ${language}`);
      }
    }
    await lift();
  });
}

test('a wide screen has two right columns, and no half of it is empty', async ({ open }) => {
  const { page } = await open('demo-shift-leader', `/area/${CITY}`, SIZES.wall);
  await isSettled(page);
  const ranking = (await page.getByRole('region', { name: '区县排名' }).boundingBox())!;
  const figures = (await page.locator('[data-figure]').first().boundingBox())!;
  expect(ranking.x).toBeGreaterThan(figures.x + figures.width - 2);
  expect(ranking.height, 'the second column is filled').toBeGreaterThan(0.9 * (2160 - ranking.y));
  const smallest = await page.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll('body *')]
        .filter(
          (element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim()),
        )
        .filter((element) => !element.closest('.visually-hidden'))
        .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
    ),
  );
  // 14 px at a desk, half as large again here; the arrows of change are a little smaller.
  expect(smallest).toBeGreaterThanOrEqual(18);
});
