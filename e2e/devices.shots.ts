import { fileURLToPath } from 'node:url';
import { expect, isSettled, test } from './fixtures.ts';
import { machine } from './machine.ts';
import { tellDevices } from './told-devices.ts';

/** Pictures of docs/readings.md: `npm run screenshots -- devices`. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const DISTRICT = '500103';

test.setTimeout(400_000);
test('devices of a district, one of them open', async ({ open, api, baseURL }) => {
  const desk = await api('demo-admin');
  const streets = (await desk.children(DISTRICT)).map(({ properties }) => properties.code);
  const device = await tellDevices(machine(baseURL!), desk, streets, Date.now());
  for (const [theme, language] of [
    ['dark', 'zh'],
    ['light', 'en'],
  ] as const) {
    const path = `/area/${DISTRICT}/devices?device=${device}`;
    const { page } = await open('demo-admin', path, { viewport: { width: 1920, height: 1080 }, theme, language });
    await expect(page.locator(`section[data-device="${device}"] [data-chart-painted]`)).toBeVisible();
    await isSettled(page);
    await page.evaluate(() => document.fonts.ready);
    await page.mouse.move(0, 0);
    await page.screenshot({ path: `${FOLDER}devices-${theme}-${language}.png`, scale: 'css', animations: 'disabled', caret: 'hide' });
  }
});
