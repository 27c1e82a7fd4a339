import type { Browser } from 'playwright-core';
import { spread, type Pair } from './measure.ts';
import type { BenchPage, WallLook } from './map-page-api.ts';
import { serveMapPage } from './map-page-server.ts';

type Benched = Window & { benchPage: BenchPage };

/** Area, its children (as `streets`) and rivers, as the API gives them. */
export interface MapShapes {
  area: unknown;
  streets: unknown;
  rivers: unknown;
}
const FRAMES = 5;

/** Pairs of medians, ms. */
export interface WallFrames {
  nameless: Pair[];
  named: Pair[];
}
/** Frames of the map of a wall, each beside one of MapLibre's own fill and line of the same areas, which has no names. */
export async function wallFrames(browser: Browser, shapes: MapShapes, look: WallLook, repeats: number): Promise<WallFrames> {
  const files = await serveMapPage();
  const context = await browser.newContext({ viewport: { width: look.width, height: look.height }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await page.goto(files.url);
    await page.waitForFunction(() => (window as unknown as Benched).benchPage !== undefined);
    await page.evaluate(({ given, wall }) => (window as unknown as Benched).benchPage.open(given, wall), { given: shapes, wall: look });
    const pairs: WallFrames = { nameless: [], named: [] };
    for (let i = 0; i < 2 * repeats; i++) {
      const isNamed = i % 2 === 1;
      await page.evaluate((areShown) => (window as unknown as Benched).benchPage.names(areShown), isNamed);
      // In turn, so that what else the machine does meets both.
      const took = await page.evaluate((frames) => {
        const { bare, plain } = (window as unknown as Benched).benchPage;
        return Array.from({ length: frames }, () => ({ bare: bare(), plain: plain() }));
      }, FRAMES);
      pairs[isNamed ? 'named' : 'nameless'].push({
        limit: spread(took.map(({ bare }) => bare)).median,
        ours: spread(took.map(({ plain }) => plain)).median,
      });
    }
    return pairs;
  } finally {
    await context.close();
    files.close();
  }
}
