import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Glass } from '../shared/wall-glass.ts';
import { expect, test, type Look, type Seat } from './fixtures.ts';
import { figuresOn, fromAfar, seenFromAfar, SHADES, type Distant, type Figure, type Shade } from './far-eye.ts';
import { machine } from './machine.ts';
import { readFigures } from './reader.ts';
import { tellAlert } from './told-alert.ts';
import { tellSigns } from './told-signs.ts';
import { GLASSES, NODES, previewOf, SCENES, sceneStands, turnTo, viewportOf, type Previewed } from './wall-scene.ts';

/**
 * Reading from the farthest seat. The picture of the glass is taken to 0.75′ a pixel and blurred as the eye of somebody with half of the
 * usual sharpness (6/12) blurs it, in colour, in grey and as a deuteranope sees it. Then tesseract reads every figure that the document
 * says is on the glass, each by itself.
 *
 * The rule: a figure is read when one of six looks (as a line or a word, brought to 40, 54 or 80 pixels; the last one thrice beside
 * itself) gives its digits, all of them, in their order, with a mark wherever it has a point, a comma or a colon inside. Every figure of
 * every scene has to be read in every shade: none may be left out. Text at 10′ is what such an eye can just not tell any more: of it a
 * fifth at least must be missed.
 */
const LOOKS = [
  { look: 'raw', tallPx: 54, times: 1 },
  { look: 'line', tallPx: 54, times: 1 },
  { look: 'raw', tallPx: 80, times: 1 },
  { look: 'word', tallPx: 80, times: 1 },
  { look: 'line', tallPx: 40, times: 1 },
  { look: 'raw', tallPx: 54, times: 3 },
] as const;
/** What was not read is kept, as the eye had it. */
const KEPT = fileURLToPath(new URL('../test-results/legible/', import.meta.url));
/** Which mark it is, is said by the digits round it; that there is one, is not. */
const shapeOf = (text: string): string => text.replaceAll(/[.,:/]+/g, '·').replaceAll(/^·|·$/g, '');

interface Verdict {
  figures: number;
  /** What was not read, and what it was taken for. */
  missed: string[];
}
/** One picture, in one shade. */
function readFrom(distant: Distant, figures: readonly Figure[], shade: Shade): Verdict {
  let open = figures.map((figure) => ({ figure, taken: [] as string[] }));
  for (const { look, tallPx, times } of LOOKS) {
    if (open.length === 0) break;
    const seen = open.map(({ figure }) => seenFromAfar(distant, figure, shade, { tallPx, times }));
    const said = readFigures(seen, look);
    open = open.flatMap(({ figure, taken }, at) => {
      if (shapeOf(said[at]!) === shapeOf(figure.text.repeat(times))) return [];
      keep(
        `${figure.text.replaceAll(/\W/g, '-')}-${Math.round(figure.x)}-${Math.round(figure.y)}-${shade}-${look}-${tallPx}-${times}`,
        seen[at]!,
      );
      return [{ figure, taken: [...taken, said[at]!] }];
    });
  }
  const missed = open.map(
    ({ figure, taken }) => `${shade}: ${figure.text} at ${Math.round(figure.x)}, ${Math.round(figure.y)}: ${taken.join(' ')}`,
  );
  return { figures: figures.length, missed };
}

function keep(name: string, picture: Buffer): void {
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(`${KEPT}${name}.ppm`, picture);
}

/** The glass stands still while its picture is taken: the clock on it is one of the figures. */
async function pictureOf(page: Page): Promise<{ picture: Buffer; figures: Figure[] }> {
  const begun = Date.now();
  await page.clock.pauseAt(begun + 1_000);
  const figures = await figuresOn(page);
  const picture = await page.screenshot({ scale: 'css' });
  await page.clock.setSystemTime(Date.now());
  await page.clock.resume();
  return { picture, figures };
}

async function readScene(page: Page, desk: Page, glass: Glass, shades: readonly Shade[] = SHADES): Promise<Verdict[]> {
  const { picture, figures } = await pictureOf(page);
  const distant = await fromAfar(desk, picture, glass);
  return shades.map((shade) => readFrom(distant, figures, shade));
}

const FIRST: Previewed = { scene: 'everyday', area: NODES.city };
/** A page whose clock can be stopped. */
async function wallAt(strange: (look: Look) => Promise<Seat>, glass: Glass, language: 'zh' | 'en'): Promise<Seat> {
  const seat = await strange({ viewport: viewportOf(glass), language });
  await seat.api.signIn('demo-shift-leader');
  await seat.page.clock.install();
  await seat.page.goto(`${previewOf(glass, FIRST)}&motion=off`);
  await sceneStands(seat.page, FIRST);
  return seat;
}

for (const [size, glass, areas, language] of [
  ['a panel of 55″ at 4 m', GLASSES.panel, [NODES.city, NODES.district, NODES.street], 'zh'],
  ['the same in English', GLASSES.panel, [NODES.city], 'en'],
  ['a wall of 3 × 2 at 8 m', GLASSES.wall, [NODES.city], 'zh'],
] as const)
  test(`every figure of every scene is read from the farthest seat: ${size}`, async ({ strange, api, baseURL }) => {
    test.setTimeout(900_000);
    const dispatcher = await api('demo-dispatcher');
    const { lift } = await tellAlert(await api('demo-shift-leader'), dispatcher, NODES.district);
    await tellSigns(machine(baseURL!), [NODES.district], Date.now());
    const lngLat = await dispatcher.pointIn(NODES.street);
    const severities = ['critical', 'urgent', 'normal', 'critical', 'urgent', 'critical'] as const;
    await dispatcher.reportMany(severities.map((severity) => ({ lngLat, severity })));
    const { page: desk } = await strange();
    const { page } = await wallAt(strange, glass, language);
    let count = 0;
    for (const area of areas)
      for (const scene of SCENES) {
        await turnTo(page, glass, { scene, area });
        const verdicts = await readScene(page, desk, glass);
        expect(verdicts[0]!.figures, `${scene} ${area}`).toBeGreaterThan(5);
        count += verdicts[0]!.figures;
        expect
          .soft(
            verdicts.flatMap(({ missed }) => missed),
            `${scene} ${area}`,
          )
          .toEqual([]);
      }
    await lift();
    process.stdout.write(`legible, ${size}: ${count} figures in ${SHADES.length} shades\n`);
  });

test('the same at 10′ cannot be read, and a figure that is half covered is named', async ({ strange }) => {
  const glass = GLASSES.panel;
  const { page: desk } = await strange();
  const { page } = await wallAt(strange, glass, 'zh');
  const clock = page.locator('header time');
  await clock.evaluate((element) => (element.style.clipPath = 'inset(0 0 55% 0)'));
  const [covered] = await readScene(page, desk, glass, ['grey']);
  expect(covered!.missed).toEqual([expect.stringMatching(/^grey: \d\d:\d\d:\d\d at/)]);
  await clock.evaluate((element) => (element.style.clipPath = ''));
  await page.evaluate(() => {
    const { documentElement: root } = document;
    root.style.fontSize = `${Number.parseFloat(getComputedStyle(root).fontSize) / 2}px`;
  });
  const [small] = await readScene(page, desk, glass, ['grey']);
  process.stdout.write(`legible, at 10′: ${small!.missed.length} of ${small!.figures} not read\n`);
  expect(small!.missed.length, small!.missed.join('; ')).toBeGreaterThan(small!.figures / 5);
});
