import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { GLASSES, NODES, previewOf, SCENES, sceneStands, turnTo, viewportOf } from './wall-scene.ts';

const MOST_SATURATED = 0.05;

/** Share of the picture's pixels whose largest and least of red, green and blue lie more than 70 apart, as in tokens-wall.test.ts. */
const saturatedShare = (desk: Page, picture: Buffer): Promise<number> =>
  desk.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      const [red, green, blue] = [data[i]!, data[i + 1]!, data[i + 2]!];
      if (Math.max(red, green, blue) - Math.min(red, green, blue) > 70) count += 1;
    }
    return count / (data.length / 4);
  }, picture.toString('base64'));

test('at night no more than a twentieth of any scene is saturated, and it is darker than by day', async ({ open, strange }) => {
  test.setTimeout(600_000);
  const glass = GLASSES.panel;
  const { page: desk } = await strange();
  const first = { scene: 'night', area: NODES.city };
  const { page } = await open('demo-shift-leader', previewOf(glass, first), { viewport: viewportOf(glass) });
  await sceneStands(page, first);
  const shares: string[] = [];
  for (const area of Object.values(NODES))
    for (const scene of SCENES) {
      await turnTo(page, glass, { scene, area, tone: 'wall-night' });
      const share = await saturatedShare(desk, await page.screenshot());
      shares.push(`${scene} ${area} ${(100 * share).toFixed(2)} %`);
      expect.soft(share, `${scene} ${area}`).toBeLessThanOrEqual(MOST_SATURATED);
    }
  process.stdout.write(`saturated at night: ${shares.join(', ')}\n`);
  await page.locator('[data-panel="overdue"]').evaluate((panel) => (panel.style.background = 'var(--hz-red)'));
  expect(await saturatedShare(desk, await page.screenshot()), 'a planted red panel is found').toBeGreaterThan(MOST_SATURATED);
});
