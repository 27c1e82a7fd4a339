import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { arcMinutesOf, type Glass } from '../shared/wall-glass.ts';
import { expect, goWithin, test } from './fixtures.ts';
import { isOnMap, mapIsPainted } from './map.ts';

/** One 55″ panel in Full HD. */
const glassAt = (distanceM: number): Glass => ({ distanceM, pictureWidthMm: 1210, widthPx: 1920, heightPx: 1080 });
const previewOf = ({ distanceM, pictureWidthMm }: Glass): string => `/wall/preview?bare=1&distance=${distanceM}&width=${pictureWidthMm}`;
const wall = (page: Page) => page.locator('[data-why]');

interface Written {
  text: string;
  /** Heights of painted pixels of 国 and of 7 in its own font, CSS pixels. */
  chinese: number;
  figure: number;
}
/** Every text on the glass, with its glyphs painted as the page paints them and their rows counted. */
const writtenOn = (page: Page): Promise<Written[]> =>
  page.evaluate(() => {
    const painted = new Map<string, number>();
    const rowsOf = (glyph: string, font: string, size: number): number => {
      const key = `${glyph} ${font}`;
      const known = painted.get(key);
      if (known !== undefined) return known;
      const canvas = Object.assign(document.createElement('canvas'), { width: Math.ceil(size * 2), height: Math.ceil(size * 2) });
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      context.font = font;
      context.fillText(glyph, size / 4, size * 1.5);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let rows = 0;
      for (let y = 0; y < canvas.height; y++) {
        const row = data.subarray(y * canvas.width * 4, (y + 1) * canvas.width * 4);
        if (row.some((value, at) => at % 4 === 3 && value > 96)) rows += 1;
      }
      painted.set(key, rows);
      return rows;
    };
    const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT);
    const found: { text: string; chinese: number; figure: number }[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent!.trim();
      const holder = node.parentElement!;
      if (text === '' || holder.closest('.maplibregl-map, .gt-map')) continue;
      const { fontSize, fontFamily, fontWeight } = getComputedStyle(holder);
      const font = `${fontWeight} ${fontSize} ${fontFamily}`;
      const size = Number.parseFloat(fontSize);
      found.push({ text, chinese: rowsOf('国', font, size), figure: rowsOf('7', font, size) });
    }
    return found;
  });

/** What is cut off, or reaches out of its panel. */
const clippedOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const main = document.querySelector('main')!;
    const faults: string[] = [];
    for (const element of main.querySelectorAll<HTMLElement>('section *, header *')) {
      if (element.closest('.gt-map') || element.textContent.trim() === '') continue;
      const name = `${element.tagName} "${element.textContent.slice(0, 30)}"`;
      if (getComputedStyle(element).overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1) faults.push(`cut: ${name}`);
      const inner = element.getBoundingClientRect();
      const panel = (element.closest('section') ?? main).getBoundingClientRect();
      if (inner.width > 0 && (inner.right > panel.right + 1 || inner.bottom > panel.bottom + 1)) faults.push(`out of its panel: ${name}`);
    }
    return faults;
  });

test('at every distance its text is as large as the formula asks, and nothing is cut off', async ({ join }) => {
  const { page } = await join('demo-viewer', previewOf(glassAt(8)), { viewport: { width: 1920, height: 1080 } });
  for (const distanceM of [8, 4, 6, 10]) {
    const glass = glassAt(distanceM);
    if (distanceM !== 8) await goWithin(page, previewOf(glass));
    // A glass that can hold no scene says so, as large as any.
    if (distanceM < 10) await expect(wall(page).locator('[data-panel="overdue"]')).toContainText(/\d/);
    else await expect(wall(page).getByRole('alert')).toContainText('此屏放不下这个场景');
    const written = await writtenOn(page);
    expect(written.length, `${distanceM} m`).toBeGreaterThanOrEqual(2);
    const least = ({ text, chinese, figure }: Written): number => arcMinutesOf(glass, /\p{Script=Han}/u.test(text) ? chinese : figure);
    // A row of pixels is not cut in half: so much the count may lack.
    const oneRow = arcMinutesOf(glass, 1);
    // The small unit beside a key figure is no figure.
    const small = written
      .filter((each) => least(each) + oneRow < (/\d|\p{Script=Han}{2}/u.test(each.text) ? 20 : 16))
      .map(({ text }) => text);
    expect(small, `${distanceM} m`).toEqual([]);
    expect(await clippedOn(page), `${distanceM} m`).toEqual([]);
  }
});

/** As when the graphics card goes away. */
const loseMap = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')!;
    canvas.dataset['lost'] = 'true';
    canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
  });
/** Its canvas then comes back empty, and the browser says so. Gives how much of it is drawn, and how much soon after. */
const loseChart = (page: Page): Promise<{ before: number; after: number }> =>
  page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('[_echarts_instance_] canvas')!;
    const context = canvas.getContext('2d')!;
    const drawn = (): number => context.getImageData(0, 0, canvas.width, canvas.height).data.filter((value) => value > 0).length;
    const before = drawn();
    context.clearRect(0, 0, canvas.width, canvas.height);
    canvas.dispatchEvent(new Event('contextrestored'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { before, after: drawn() };
  });

/** Fifty a second for a minute. */
const BURST = 3_000;

test('a critical incident takes the screen and gives it back; a burst, a lost graphics card and a silent cut are got over', async ({
  join,
  api,
}) => {
  const { page, watch } = await join('demo-viewer', previewOf(glassAt(4)), { viewport: { width: 1920, height: 1080 } });
  // Chromium's advice on reading a canvas often is for this test, which does.
  watch.allow(/ERR_INTERNET_DISCONNECTED/, /willReadFrequently/);
  const dispatcher = await api('demo-dispatcher');
  await mapIsPainted(page);
  await expect(wall(page)).toHaveAttribute('data-line', 'live');
  await page.waitForTimeout(6_500);
  const { code } = await dispatcher.largestChild('50');
  const lngLat = await dispatcher.pointIn(code);
  const description = 'wall secret 13912345678';
  const { id, number, version } = await dispatcher.report({ lngLat, severity: 'critical', description });
  await expect(wall(page)).toHaveAttribute('data-why', 'attention', { timeout: 3_000 });
  await expect(wall(page).locator('[data-panel="incident"]')).toContainText(number.slice(-6));
  await expect(page.locator('body')).not.toContainText('wall secret');

  await loseMap(page);
  await expect(page.locator('canvas.maplibregl-canvas:not([data-lost])')).toBeAttached();
  await expect.poll(() => isOnMap(page, id), { message: 'the mark is on the new map' }).toBe(true);

  // All at once is harder than in a minute.
  await dispatcher.reportMany(Array.from({ length: BURST }, () => ({ lngLat, severity: 'low' as const })));
  await dispatcher.command(id, 'cancel', { seenVersion: version, reason: 'test' });
  await expect(wall(page), 'given back when it is over').toHaveAttribute('data-why', 'scene', { timeout: 5_000 });
  const { totals } = await dispatcher.summary('50');
  expect(totals.open).toBeGreaterThan(BURST);
  await expect(wall(page).locator('[data-panel="figures"]').first()).toContainText(totals.open.toLocaleString('en-US'));
  await expect(wall(page)).toHaveAttribute('data-line', 'live');
  await expect.poll(async () => (await loseChart(page)).before).toBeGreaterThan(0);
  const { before, after } = await loseChart(page);
  // Meanwhile a minute may have come to it.
  expect(Math.abs(after - before) / before).toBeLessThan(0.1);

  await page.context().setOffline(true);
  const cutAt = Date.now();
  await expect(wall(page)).toHaveAttribute('data-line', 'stale', { timeout: 6_500 });
  expect(Date.now() - cutAt).toBeLessThan(6_500);
  await expect(wall(page).getByRole('alert')).toContainText('连接中断');
  await expect(wall(page).locator('[data-panel="overdue"] [data-stale="true"]').first()).toBeAttached();
  await page.context().setOffline(false);
  await expect(wall(page).getByText(/^已补齐 \d\d:\d\d–\d\d:\d\d$/)).toBeVisible({ timeout: 20_000 });
  await expect(wall(page)).toHaveAttribute('data-line', 'live');
});

test('a scene is copied, changed by keys, refused while nobody could read it, kept, shown, changed and removed; its wall follows within a second', async ({
  strange,
  open,
}) => {
  test.setTimeout(180_000);
  const { page: screen } = await strange({ viewport: { width: 1920, height: 1080 } });
  await screen.goto('/wall?motion=off');
  const shown = screen.locator('[data-code]:not([data-code=""])');
  await expect(shown).toBeVisible({ timeout: 30_000 });
  const code = await shown.getAttribute('data-code');
  const { page: desk, watch } = await open('demo-shift-leader', '/walls/scenes');
  watch.allow(/422/);
  const id = await desk.evaluate(async (typed) => {
    const place = { columns: 1, rows: 1, column: 1, row: 1 };
    const settings = { name: '北墙', group: null, areaCode: '50', place, distanceM: 4, pictureWidthMm: 1210, bezelMm: 0 };
    const response = await fetch('/api/v1/screens', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: typed, ...settings }),
    });
    return ((await response.json()) as { id: number }).id;
  }, code);
  await expect(screen.locator(`main[data-screen="${id}"]`)).toBeVisible();

  await desk.getByRole('button', { name: '复制' }).click();
  await desk.getByLabel('中文名称').fill('台风');
  await desk.getByLabel('英文名称').fill('Typhoon');
  await desk.getByLabel(/^代码/).fill('typhoon');
  await desk.getByRole('radio', { name: /排法 2/ }).check({ force: true });
  const preview = desk.frameLocator('iframe').locator('[data-why]');
  await expect(preview).toHaveAttribute('data-scene', 'previewed', { timeout: 30_000 });
  const panel = desk.getByRole('button', { name: '3 超时' });
  await panel.focus();
  for (let n = 0; n < 2; n++) await desk.keyboard.press('Shift+ArrowUp');
  await expect(desk.getByText(/^第 3 格（超时）：需 3 行/)).toBeVisible();
  await expect(preview, 'as the wall would say it').toContainText('此屏放不下这个场景');
  // Only this arrangement is left, so nothing sparser stands in for it.
  for (const gone of ['排法 4', '排法 3', '排法 1']) {
    await desk.getByRole('radio', { name: new RegExp(gone) }).check({ force: true });
    await desk.getByRole('button', { name: '删去这种' }).click();
  }
  await desk.keyboard.press('Control+s');
  await expect(desk.getByRole('alert')).toContainText('第 3 格（超时）：需 3 行');
  await expect(desk.getByLabel('中文名称')).toHaveValue('台风');
  await panel.focus();
  for (let n = 0; n < 2; n++) await desk.keyboard.press('Shift+ArrowDown');
  await expect(desk.getByText('4 米外全部读得清')).toBeVisible();
  await desk.keyboard.press('Control+s');
  await expect(desk).toHaveURL(/piece=scene.*typhoon/);
  const found = await new AxeBuilder({ page: desk })
    .exclude('iframe')
    .options({ resultTypes: ['violations'] })
    .analyze();
  expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id: rule }) => rule)).toEqual([]);

  await desk.getByLabel('在屏幕上显示').selectOption(String(id));
  await desk.getByRole('button', { name: '显示', exact: true }).click();
  const stage = screen.locator('[data-why]');
  await expect(stage).toHaveAttribute('data-scene', 'typhoon', { timeout: 1_000 });
  await desk.getByLabel('中文名称').fill('台风二号');
  const seen = screen.getByText('台风二号').waitFor();
  await desk.keyboard.press('Control+s');
  const savedAt = Date.now();
  await seen;
  expect(Date.now() - savedAt).toBeLessThan(1_000);
  await desk.getByRole('button', { name: '删除', exact: true }).click();
  await desk.getByRole('button', { name: '再按一次删除' }).click();
  await expect(stage).toHaveAttribute('data-scene', 'everyday', { timeout: 1_000 });
  await expect(screen.getByText('没有场景 typhoon')).toBeVisible();
  await goWithin(desk, '/walls');
  await expect(desk.locator(`tr[data-screen="${id}"]`)).toContainText('没有场景“typhoon”，显示“日常”');
});
