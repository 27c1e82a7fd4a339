import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { FOCUS_SCENE } from '../shared/wall-scenes.ts';
import type { CityApi } from './city.ts';
import { expect, test } from './fixtures.ts';
import { machine } from './machine.ts';
import { tellAlert } from './told-alert.ts';
import { tellSigns } from './told-signs.ts';
import { GLASSES, NODES, previewOf, SCENES, sceneStands, turnTo, viewportOf, type Previewed } from './wall-scene.ts';

/** `npm run screenshots -- walls`: every scene that comes with the product, on three glasses, in both languages. */
const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
/** Sharp enough for text, and all of them together in a few megabytes. */
const QUALITY = 0.8;

test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
test.setTimeout(1_800_000);

/** As WebP, which the browser itself makes. */
async function shoot(desk: Page, page: Page, name: string): Promise<void> {
  const png = (await page.screenshot({ scale: 'css', animations: 'disabled', caret: 'hide' })).toString('base64');
  const webp = await desk.evaluate(
    async ({ picture, quality }) => {
      const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      canvas.getContext('2d')!.drawImage(image, 0, 0);
      const made = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
      return btoa(Array.from(made, (byte) => String.fromCharCode(byte)).join(''));
    },
    { picture: png, quality: QUALITY },
  );
  writeFileSync(`${FOLDER}${name}.webp`, Buffer.from(webp, 'base64'));
}

let filled: number | null = null;
/**
 * A city at work: cases spread over its districts, some grave, a day of readings, an alert over the core, so that no list and no map is
 * empty; the id of one case. All pictures show the same.
 */
async function fill(api: (username: string) => Promise<CityApi>, baseURL: string): Promise<number> {
  if (filled !== null) return filled;
  const dispatcher = await api('demo-dispatcher');
  await tellAlert(await api('demo-shift-leader'), dispatcher, NODES.district);
  const everywhere = (await dispatcher.children(NODES.city)).map(({ properties }) => properties.code);
  await tellSigns(machine(baseURL), everywhere, Date.now());
  const places = [NODES.street, ...(await dispatcher.children(NODES.district)).slice(0, 3).map(({ properties }) => properties.code)];
  const districts = everywhere.slice(0, 9);
  const categories = ['E06-07', 'E06-04', 'E06-03'];
  for (const [i, code] of [...places, ...districts].entries())
    await dispatcher.report({
      lngLat: await dispatcher.pointIn(code),
      severity: i % 5 === 0 ? 'critical' : 'urgent',
      category: categories[i % 3]!,
    });
  const { id } = await dispatcher.report({ lngLat: await dispatcher.pointIn(NODES.street), severity: 'critical', category: 'E06-07' });
  filled = id;
  return id;
}

for (const [size, glass] of Object.entries(GLASSES))
  for (const language of ['zh', 'en'] as const)
    test(`what stands on a ${size} of ${glass.widthPx} × ${glass.heightPx}, ${language}`, async ({ open, strange, api, baseURL }) => {
      const incident = await fill(api, baseURL!);
      const { page: desk } = await strange();
      const first: Previewed = { scene: 'everyday', area: NODES.city };
      const { page } = await open('demo-shift-leader', previewOf(glass, first), { viewport: viewportOf(glass), language });
      await sceneStands(page, first);
      for (const tier of ['city', 'street'] as const)
        for (const scene of SCENES) {
          await turnTo(page, glass, { scene, area: NODES[tier] });
          await shoot(desk, page, `wall-${scene}-${tier}-${glass.widthPx}-${language}`);
        }
      await turnTo(page, glass, { scene: FOCUS_SCENE, area: NODES.city, incident });
      await expect(page.locator('[data-panel="incident"]')).toContainText(/\d{6}/);
      await shoot(desk, page, `wall-focus-city-${glass.widthPx}-${language}`);
    });
