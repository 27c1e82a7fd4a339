import type { Page } from '@playwright/test';
import { ARC_MINUTES, arcMinutesOf, type Glass } from '../shared/wall-glass.ts';
import { expect, test } from './fixtures.ts';
import { previewOf, sceneStands, turnTo } from './wall-scene.ts';

/** A panel of 110″ in 4K: from 10 m it still holds a scene. */
const glassAt = (distanceM: number): Glass => ({ distanceM, pictureWidthMm: 2440, widthPx: 3840, heightPx: 2160 });
const EVERYDAY = { scene: 'everyday', area: '50' };

/** What stands in which size, and where such a text is found. */
const SIZES = [
  { what: 'running text', where: '[data-panel="overdue"] li', arcMin: ARC_MINUTES.text },
  { what: 'a title', where: '[data-panel="overdue"] > div:not([data-narrow="true"]) h2', arcMin: ARC_MINUTES.dense },
  { what: 'a key figure', where: '[data-panel="figures"] strong', arcMin: 35 },
] as const;
/** One that is as high as its script, flat above and below, and one with strokes over one another. */
const GLYPHS = { 中文: ['国', '目'], figures: ['7', '8'], Latin: ['H', 'E'] } as const;

interface Measured {
  height: number;
  /** Through the middle from top to bottom: the thinnest stroke, and the narrowest gap between two. */
  stroke: number;
  gap: number;
}
/** A glyph painted in the font that an element has, CSS pixels; eight times as large, so that a row is an eighth of one. */
const measure = (page: Page, where: string, glyph: string): Promise<Measured> =>
  page
    .locator(where)
    .first()
    .evaluate((element, text) => {
      const FINE = 8;
      const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
      const size = Number.parseFloat(fontSize) * FINE;
      const canvas = Object.assign(document.createElement('canvas'), { width: Math.ceil(size * 2), height: Math.ceil(size * 2) });
      const pen = canvas.getContext('2d', { willReadFrequently: true })!;
      pen.font = `${fontWeight} ${size}px ${fontFamily}`;
      pen.fillText(text, size / 4, size * 1.5);
      const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const isInk = (x: number, y: number): boolean => data[(y * width + x) * 4 + 3]! > 127;
      const columns = Array.from({ length: width }, (_, x) => x).filter((x) =>
        Array.from({ length: height }, (_, y) => y).some((y) => isInk(x, y)),
      );
      const middle = Math.round((columns[0]! + columns.at(-1)!) / 2);
      const rows = Array.from({ length: height }, (_, y) => y).filter((y) => columns.some((x) => isInk(x, y)));
      const runs: { isInk: boolean; length: number }[] = [];
      for (const y of rows) {
        const own = isInk(middle, y);
        const last = runs.at(-1);
        if (last?.isInk === own) last.length += 1;
        else runs.push({ isInk: own, length: 1 });
      }
      // Feet of a frame reach below its last stroke.
      while (runs.at(-1)?.isInk === false) runs.pop();
      while (runs[0]?.isInk === false) runs.shift();
      const least = (ink: boolean): number =>
        Math.min(...runs.filter((run) => run.isInk === ink && run.length > 1).map(({ length }) => length)) / FINE;
      return { height: rows.length / FINE, stroke: least(true), gap: least(false) };
    }, glyph);

test('glyphs of 中文, figures and Latin are as high as the formula says at 4, 6, 8 and 10 m, with strokes of 1′ and gaps of 2′', async ({
  open,
}) => {
  test.setTimeout(300_000);
  const viewport = { width: 3840, height: 2160 };
  const { page } = await open('demo-viewer', previewOf(glassAt(4), EVERYDAY), { viewport });
  await sceneStands(page, EVERYDAY);
  const lines: string[] = [];
  for (const distanceM of [4, 6, 8, 10]) {
    const glass = glassAt(distanceM);
    await turnTo(page, glass, EVERYDAY);
    for (const { what, where, arcMin } of SIZES)
      for (const [script, [tall, striped]] of Object.entries(GLYPHS)) {
        // The sparsest arrangement has no key figure, a narrow panel no title of its own size.
        if ((await page.locator(where).count()) === 0) continue;
        const { height } = await measure(page, where, tall);
        const { stroke, gap } = await measure(page, where, striped);
        const seen = (px: number): number => arcMinutesOf(glass, px);
        const name = `${what}, ${script}, ${distanceM} m`;
        lines.push(`${name}: ${seen(height).toFixed(1)}′, stroke ${seen(stroke).toFixed(1)}′, gap ${seen(gap).toFixed(1)}′`);
        // Two in a hundred are the browser's rounding of type sizes; figures and Latin may stand a little higher than 中文 beside them.
        expect.soft(seen(height) / arcMin, name).toBeGreaterThan(0.98);
        expect.soft(seen(height) / arcMin, name).toBeLessThan(1.05);
        expect.soft(seen(stroke), `${name}, stroke`).toBeGreaterThanOrEqual(1);
        expect.soft(seen(gap), `${name}, gap`).toBeGreaterThanOrEqual(2);
      }
  }
  process.stdout.write(`${lines.join('\n')}\n`);
  // Running text in three scripts at each of the four distances, at least.
  expect(lines.length).toBeGreaterThanOrEqual(12);
});

test('a face that is too thin, too small or too close is found', async ({ open }) => {
  const glass = glassAt(4);
  const { page } = await open('demo-viewer', previewOf(glass, EVERYDAY), { viewport: { width: 1920, height: 1080 } });
  await sceneStands(page, EVERYDAY);
  const where = SIZES[0].where;
  const text = await measure(page, where, '8');
  await page
    .locator(where)
    .first()
    .evaluate((element) => (element.style.fontSize = '0.5em'));
  const small = await measure(page, where, '8');
  expect(small.height / text.height).toBeCloseTo(0.5, 1);
  expect(arcMinutesOf(glass, (await measure(page, where, '鬱')).gap)).toBeLessThan(2);
  await page
    .locator(where)
    .first()
    .evaluate((element) => (element.style.fontWeight = '100'));
  expect(arcMinutesOf(glass, (await measure(page, where, '8')).stroke)).toBeLessThan(1);
});
