import { expect, isSettled, test } from './fixtures.ts';
import { nearPixels, nearStyles, paintedBy } from './colour-scan.ts';
import { eachTheme, isDark, THEMES } from './looks.ts';
import { watchPages } from './watch-pages.ts';

test('nothing outside of alerts comes near a hazard colour, in every theme; map and chart follow the switch', async ({ open, api }) => {
  test.setTimeout(400_000);
  const desk = await api('demo-dispatcher');
  const { scope: street } = await desk.demoUser('demo-street-officer');
  const { id } = await desk.report({ lngLat: await desk.pointIn(street), category: 'E06-07', severity: 'critical' });
  const { page } = await open('demo-dispatcher', `/area/${street}?incident=${id}`);
  await isSettled(page);
  const map = page.locator('.gt-map');
  const chart = page.locator('[data-chart-painted]');
  await eachTheme(page, async (theme) => {
    for (const canvas of [map, chart]) {
      const isInTone = async () => (await paintedBy(page, canvas)).brightness < 110 === isDark(theme);
      await expect.poll(isInTone, { message: `${theme}: the canvas follows` }).toBe(true);
      expect.soft(await nearPixels(page, canvas), `${theme}, painted`).toEqual([]);
    }
    expect.soft(await nearStyles(page), `${theme}, style sheets`).toEqual([]);
  });
});

test('a whole city’s map and lists, too', async ({ open }) => {
  test.setTimeout(400_000);
  const { page } = await open('demo-shift-leader', '/area/50');
  await isSettled(page);
  await eachTheme(page, async (theme) => {
    const isInTone = async () => (await paintedBy(page, page.locator('.gt-map'))).brightness < 110 === isDark(theme);
    await expect.poll(isInTone).toBe(true);
    expect.soft(await nearPixels(page, page.locator('.gt-map')), `${theme}, painted`).toEqual([]);
    expect.soft(await nearStyles(page), `${theme}, style sheets`).toEqual([]);
  });
});

test('the pages of signs, devices, plans, rules and alerts, too', async ({ open, api, baseURL }) => {
  test.setTimeout(400_000);
  const { pages, lift } = await watchPages({ leader: await api('demo-shift-leader'), desk: await api('demo-dispatcher') }, baseURL!);
  const { page } = await open('demo-shift-leader', '/rules');
  for (const [name, show] of pages) {
    await show(page);
    for (const theme of THEMES) {
      await page.evaluate((set) => (document.documentElement.dataset['theme'] = set), theme);
      expect.soft(await nearStyles(page), `${name}, ${theme}`).toEqual([]);
    }
  }
  await lift();
});

test('the scan finds what it looks for', async ({ strange }) => {
  const { page, watch } = await strange();
  watch.allow(/401/);
  await page.goto('/?motion=off');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  expect(await nearStyles(page)).toEqual([]);
  expect(await nearPixels(page, page.locator('main'))).toEqual([]);
  await page.evaluate(() => {
    const plant = (style: string) => {
      const element = document.createElement('i');
      element.style.cssText = style;
      document.querySelector('main')!.append(element);
      return element;
    };
    plant('color: #d9453c');
    plant('box-shadow: 0 0 0 1px rgb(84, 146, 250)');
    plant('background: linear-gradient(#ffe14a, #000)');
    plant('border-left: 1px solid #ff9a1f').dataset['hazard'] = 'orange'; // an alert's own
    const canvas = document.createElement('canvas');
    Object.assign(canvas.style, { position: 'fixed', inset: '0 auto auto 0' });
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#f0382f';
    pen.fillRect(0, 0, 4, 4);
    document.querySelector('main')!.append(canvas);
  });
  const near = (await nearStyles(page)).map((text) => text.replace(/ at .*/, ''));
  expect(near.sort()).toEqual(['rgb(217, 69, 60)', 'rgb(255, 225, 74)', 'rgb(84, 146, 250)']);
  expect(await nearPixels(page, page.locator('main'))).toContain('#f0382f');
});
