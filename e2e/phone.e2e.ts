import type { Locator, Page } from '@playwright/test';
import { expect, isSettled, test } from './fixtures.ts';
import { pixelOf } from './map.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isTouch: true };
const FINGER_PX = 44;

/** Wide enough for nothing to hide beside the screen. */
async function fits(page: Page): Promise<void> {
  const { wide, tooWide } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    tooWide: [...document.querySelectorAll<HTMLElement>('main *')]
      .filter((element) => getComputedStyle(element).overflowX !== 'hidden' && element.scrollWidth > innerWidth && element.clientWidth > 0)
      .map((element) => `${element.tagName} ${element.className} ${element.scrollWidth}`),
  }));
  expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(PHONE.viewport.width);
  expect(tooWide, 'a part scrolls sideways').toEqual([]);
}

/** A label's own box counts for the radio in it. */
async function fitsFinger(targets: Locator): Promise<void> {
  for (const target of await targets.filter({ visible: true }).all()) {
    const box = await target.boundingBox();
    const name = (await target.innerText()) || (await target.getAttribute('aria-label'));
    expect.soft(box?.height, `height of “${name}”`).toBeGreaterThanOrEqual(FINGER_PX);
    expect.soft(box?.width, `width of “${name}”`).toBeGreaterThanOrEqual(FINGER_PX);
  }
}
const tops = async (...parts: Locator[]): Promise<number[]> => Promise.all(parts.map(async (part) => (await part.boundingBox())!.y));

test('on a phone: figures first, then the map; list, drawer and the way back by thumb', async ({ join, api }) => {
  const desk = await api('demo-dispatcher');
  const { code: street } = await desk.largestChild('500101'); // no other test reports here: the new row is near the top
  const { id } = await desk.report({ lngLat: await desk.pointIn(street), category: 'E06-07' });
  const { page } = await join('demo-dispatcher', `/area/${street}`, PHONE);
  await isSettled(page);

  const figures = page.locator('[data-figure]');
  await expect(figures).toHaveCount(6);
  const order = await tops(figures.first(), figures.last(), page.locator('.gt-map-main'));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(order[0]).toBeLessThan(200);
  await fits(page);
  const nav = page.getByRole('navigation', { name: '页面' });
  await fitsFinger(nav.getByRole('button'));
  await fitsFinger(page.getByRole('group', { name: '时段' }).locator('label'));
  await fitsFinger(figures);
  await fitsFinger(page.getByRole('navigation', { name: '位置' }).locator('a, button'));
  await fitsFinger(page.getByRole('button', { name: /^(指标|筛选)/ }));

  await nav.getByRole('button', { name: /^事件/ }).tap();
  const row = page.locator(`[data-id="${id}"]`);
  await expect(row).toBeVisible();
  await fits(page);
  await fitsFinger(page.locator('[data-id]'));
  await fitsFinger(page.getByRole('group', { name: '未结事件' }).locator('label'));

  await row.tap();
  const drawer = page.getByRole('complementary');
  await expect(drawer).toHaveAttribute('data-version', '1');
  const box = (await drawer.boundingBox())!;
  // A sheet from the foot of the screen: what it covers shows above it.
  expect([box.x, box.width, box.y + box.height]).toEqual([0, 390, 844]);
  expect(box.y).toBeGreaterThan(40);
  await fitsFinger(page.locator('button[aria-expanded="true"]').filter({ visible: true }));
  await fits(page);
  await fitsFinger(drawer.getByRole('button'));
  await drawer.locator('[data-command="register"]').tap();
  await expect(drawer).toHaveAttribute('data-version', '2');
  await drawer.getByRole('button', { name: '关闭' }).tap();
  await expect(drawer).toHaveCount(0);
  await expect(row).toBeVisible();

  await nav.getByRole('button', { name: '我的' }).tap();
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible();
  await fits(page);
  await fitsFinger(page.getByRole('region', { name: '我的账户' }).getByRole('button'));
});

test('on a phone the sheets go up and down by pull and by tap', async ({ join }) => {
  const { page } = await join('demo-dispatcher', '/area/500103', PHONE);
  await isSettled(page);
  const map = page.getByRole('region', { name: '地图', exact: true });
  const before = (await map.boundingBox())!;
  const pull = async (name: string, by: number) => {
    const grip = (await page.getByRole('button', { name, exact: true }).first().boundingBox())!;
    const [x, y] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + by, { steps: 4 });
    await page.mouse.up();
  };
  await pull('展开地图', -150);
  await expect.poll(async () => (await map.boundingBox())!.height).toBeGreaterThan(before.height + 200);
  await fits(page);
  await page.getByRole('button', { name: '收起地图' }).tap();
  await expect.poll(async () => (await map.boundingBox())!.height).toBe(before.height);

  await page.getByRole('button', { name: /^事件/ }).tap();
  await page.getByRole('grid').locator('[data-id]').first().tap();
  const drawer = page.getByRole('complementary');
  await expect(drawer).toHaveAttribute('data-version', /\d/);
  await pull('关闭', 20);
  await expect(drawer).toBeVisible();
  await pull('关闭', 200);
  await expect(drawer).toHaveCount(0);
});

test('on a phone a tap on the map goes down a tier, and the city’s own page fits', async ({ join, api }) => {
  const desk = await api('demo-dispatcher');
  const { page } = await join('demo-dispatcher', '/area/50', PHONE);
  await isSettled(page);
  await fits(page);
  await page.locator('.gt-map-main').scrollIntoViewIfNeeded();
  const { x, y } = await pixelOf(page, await desk.pointIn('500101'));
  await page.touchscreen.tap(x, y);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('万州区');
  await isSettled(page);
});
