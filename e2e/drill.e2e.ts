import type { Page } from '@playwright/test';
import { expect, goWithin, isSettled, soon, test } from './fixtures.ts';
import { toTop } from './keys-only.ts';
import { clickMap, mapIsPainted, namesOnMap } from './map.ts';

const DISTRICT = { code: '500101', zh: '万州区' };

/** The path, the heading and the table of contents above it say the same place. */
async function isAt(page: Page, code: string, crumbs: readonly string[]): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/area/${code}\\?`));
  const nav = page.getByRole('navigation', { name: '位置' });
  await expect(nav.getByRole('heading', { level: 1 })).toHaveText(crumbs.at(-1)!);
  await expect(nav.getByRole('link')).toHaveText(crumbs.slice(0, -1));
  await expect(page.getByRole('region', { name: `${crumbs.at(-1)!}地图` })).toBeVisible();
}

test('by mouse: a click on the map goes down, the breadcrumb and Back go up', async ({ join }) => {
  const { page, api } = await join('demo-officer', '/area/50?window=30d');
  const street = await api.largestChild(DISTRICT.code);
  await isSettled(page);
  await clickMap(page, await api.pointIn(DISTRICT.code));
  await isAt(page, DISTRICT.code, ['重庆市', DISTRICT.zh]);
  await mapIsPainted(page);
  await clickMap(page, await api.pointIn(street.code));
  await isAt(page, street.code, ['重庆市', DISTRICT.zh, street.names.zh]);
  await expect(page).toHaveURL(/window=30d/);
  await isSettled(page);

  await page.goBack();
  await isAt(page, DISTRICT.code, ['重庆市', DISTRICT.zh]);
  await page.goBack();
  await isAt(page, '50', ['重庆市']);
  await page.goForward();
  await isAt(page, DISTRICT.code, ['重庆市', DISTRICT.zh]);
  await page.getByRole('navigation', { name: '位置' }).getByRole('link', { name: '重庆市' }).click();
  await isAt(page, '50', ['重庆市']);
  await isSettled(page);
});

test('by keyboard alone: the picker and the table go down, Escape goes up', async ({ join }) => {
  const { page } = await join('demo-officer', '/area/50');
  await isSettled(page);
  const isOn = (name: RegExp) => expect(page.locator(':focus')).toHaveAccessibleName(name);

  // The first stops of the page: skip link, mark, pages, child picker.
  await toTop(page);
  for (const _ of ['skip', 'mark', 'overview', 'alerts', 'scores', 'vitals', 'plans', 'devices', 'rules', 'picker'])
    await page.keyboard.press('Tab');
  await isOn(/选择 重庆市 的下级辖区/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('wanzhou');
  await expect(page.getByRole('option')).toHaveText([/万州区/]);
  await page.keyboard.press('Enter');
  await isAt(page, DISTRICT.code, ['重庆市', DISTRICT.zh]);

  await page.getByRole('button', { name: '以表格显示' }).focus();
  await page.keyboard.press('Enter');
  const rows = page.getByRole('region', { name: '万州区地图' }).getByRole('row').getByRole('link');
  await expect(rows.first()).toBeVisible();
  while (!(await rows.first().evaluate((link) => link === document.activeElement))) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const third = rows.nth(2);
  await expect(third).toBeFocused();
  const street = { zh: (await third.textContent())!, code: /\d{9}/.exec((await third.getAttribute('href'))!)![0] };
  await page.keyboard.press('Enter');
  await isAt(page, street.code, ['重庆市', DISTRICT.zh, street.zh]);

  await page.keyboard.press('Escape');
  await isAt(page, DISTRICT.code, ['重庆市', DISTRICT.zh]);
  await page.keyboard.press('Escape');
  await isAt(page, '50', ['重庆市']);
  await page.keyboard.press('Escape'); // there is nothing above
  await isAt(page, '50', ['重庆市']);
  await page.getByRole('button', { name: '以地图显示' }).press('Enter');
});

test('a link shows a colleague the same: window, measure, filter and list', async ({ join }) => {
  const { page } = await join('demo-shift-leader', `/area/${DISTRICT.code}?window=24h&measure=reworkRate&list=overdue`);
  await isSettled(page);
  await expect(page.getByRole('radio', { name: '24 小时' })).toBeChecked();
  await expect(page.getByRole('button', { name: '指标: 返工率' })).toBeVisible();
  await expect(page.locator('[data-figure]').first()).toHaveAttribute('data-figure', 'reworkRate');
  await expect(page.getByRole('radio', { name: /^超期/ })).toBeChecked();
  await page.getByRole('button', { name: '指标: 返工率' }).click();
  await page
    .getByRole('menuitemradio', { name: /结案率/ })
    .first()
    .click();
  await expect(page).toHaveURL(/window=24h/);
  await expect(page).not.toHaveURL(/measure=reworkRate/);
  await page.goBack();
  await expect(page.getByRole('button', { name: '指标: 返工率' })).toBeVisible();
});

test('a place that is not there, and a page that is not there, say so and lead back', async ({ join }) => {
  const { page, watch } = await join('demo-officer', '/area/999999');
  watch.allow(/40[04]/); // place and list are asked for at once
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('没有编码为 999999 的辖区')).toBeVisible();
  await page.getByRole('link', { name: '回到我的辖区' }).click();
  await expect(page).toHaveURL(/\/area\/50$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('重庆市');
});

test('in a window as narrow as a tablet no row of the list covers another', async ({ join }) => {
  const { page } = await join('demo-officer', '/area/50', { viewport: { width: 1024, height: 720 } });
  await isSettled(page);
  const rows = page.getByRole('grid').locator('[data-id]');
  const boxes = await Promise.all((await rows.all()).slice(0, 6).map((row) => row.boundingBox()));
  const sorted = boxes.map((box) => box!).sort((a, b) => a.y - b.y);
  for (const [i, box] of sorted.slice(1).entries()) expect(box.y).toBeGreaterThanOrEqual(sorted[i]!.y + sorted[i]!.height - 1);
});

test('names that wait for a font do not come back over those of the next measure', async ({ strange }) => {
  const { page, api } = await strange();
  await api.signIn('demo-officer');
  // Only names of areas that missed their target are in this weight.
  await page.addInitScript(() => {
    const held = window as Window & { askedForFont?: boolean; bringFont?: () => void };
    const brought = new Promise<void>((resolve) => (held.bringFont = resolve));
    const load = document.fonts.load.bind(document.fonts);
    document.fonts.load = async (font, text) => {
      if (!font.includes('Guantong Semibold')) return load(font, text);
      held.askedForFont = true;
      await brought;
      return load(font, text);
    };
  });
  await page.goto('/area/50?window=30d&measure=onTimeClosingRate&motion=off');
  await soon(() => page.evaluate(() => (window as Window & { askedForFont?: boolean }).askedForFont), 60_000).toBe(true);
  await goWithin(page, '/area/50?window=30d&measure=closingRate');
  await expect(page.getByRole('button', { name: '指标: 结案率' })).toBeVisible();
  // A reader's moment: names without that weight could be drawn in it.
  await page.evaluate(async () => {
    for (let frames = 0; frames < 20; frames++) await new Promise(requestAnimationFrame);
    (window as Window & { bringFont?: () => void }).bringFont!();
  });
  await isSettled(page);
  await soon(async () => (await namesOnMap(page)).filter((name) => name.class >= 1)).toEqual([]);
  expect((await namesOnMap(page)).length).toBeGreaterThan(10);
});
