import type { Page } from 'playwright-core';
import { launch, openStage, VIEWPORT } from './browser.ts';
import type { BenchPage } from './map-page-api.ts';
import { serveMapPage } from './map-page-server.ts';
import { most, quantile, spread, type BenchReport, type Pair } from './measure.ts';
import { cpuBelow } from './process-cpu.ts';
import { number } from './tables.ts';

const REPEATS = 5;
const SAMPLES = 15;
const CHARTS_MOST_MS = 50;

type Benched = Window & { benchPage: BenchPage };

/** A frame of the map with every street of the city, and an update of six charts, drawn in a page of their own by the client's code. */
export async function bench(): Promise<BenchReport> {
  const { streets, area, rivers } = await shapes();
  const files = await serveMapPage();
  const browser = await launch();
  try {
    const page = await (await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN' })).newPage();
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => faults.push(message));
    await page.goto(files.url);
    await page.waitForFunction(() => (window as unknown as Benched).benchPage !== undefined);
    const { labels } = await page.evaluate((given) => (window as unknown as Benched).benchPage.open(given), { streets, area, rivers });
    const frames = await measureFrames(page);
    const charts = await measureCharts(page);
    const count = streets.features.length.toLocaleString('en-US');
    const row = { unit: 'ms', limitName: 'the blank map' };
    return {
      name: 'map',
      title: `Map and charts: drawn by the processor (software WebGL), ${VIEWPORT.width} × ${VIEWPORT.height}`,
      measures: [
        {
          ...row,
          what: `a frame with ${count} streets`,
          limitName: 'MapLibre’s own fill and line of them',
          pairs: frames.bare,
          bound: most(1),
        },
        // The aim is 2.8, which MapLibre's own map of these streets misses by twice as much.
        { ...row, what: `a frame with ${count} streets`, pairs: frames.shapes, bound: null },
        // Names have no bound: no screen of ours shows so many at once.
        { ...row, what: `a frame with ${count} streets and their names`, pairs: frames.plain, bound: null },
        { ...row, what: `a frame with ${count} streets and their names`, unit: 'ms of CPU', pairs: frames.cpu, bound: null },
        {
          ...row,
          what: `every one of ${count} streets recoloured`,
          limitName: 'a plain frame of them',
          pairs: frames.recolour,
          bound: most(1.3),
        },
        { ...row, what: 'six charts of a week by the hour, updated', limitName: `${CHARTS_MOST_MS} ms`, pairs: charts, bound: most(1) },
      ],
      loopDelays: [],
      notes: [
        `the frame has fills, borders, rivers and the city’s outline; with names it has those of ${labels.toLocaleString('en-US')} streets, of which MapLibre shows those that find room`,
        `by the wall clock, which a busy machine stretches; least of a frame ${number(spread(frames.plain.map(({ ours }) => ours)).min)} ms, blank ${number(spread(frames.plain.map(({ limit }) => limit)).min)} ms`,
      ],
      truths: [{ what: `the page had ${faults.length} faults ${faults[0] ?? ''}`.trim(), isTrue: faults.length === 0 }],
    };
  } finally {
    await browser.close();
    files.close();
  }
}

type Collection = { features: { properties: { tier: string } }[] };

/** As the product's API gives them. */
async function shapes(): Promise<{ streets: Collection; area: unknown; rivers: unknown }> {
  const stage = await openStage();
  try {
    const get = async <T>(path: string): Promise<T> => {
      const answer = await fetch(`${stage.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${stage.city.token}` } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return (await answer.json()) as T;
    };
    return {
      streets: await get<Collection>('areas?tier=street'),
      area: await get<unknown>('areas/50'),
      rivers: await get<unknown>('base-map/rivers'),
    };
  } finally {
    await stage.close();
  }
}

type Kind = 'blank' | 'bare' | 'plain' | 'recolour';

/** In turn, so that what else the machine does meets all of them; each pair is of medians. CPU: of all the browser's processes. */
async function measureFrames(page: Page): Promise<Record<'bare' | 'shapes' | 'plain' | 'recolour' | 'cpu', Pair[]>> {
  const pairs = { bare: [] as Pair[], shapes: [] as Pair[], plain: [] as Pair[], recolour: [] as Pair[], cpu: [] as Pair[] };
  const names = (areShown: boolean): Promise<void> =>
    page.evaluate((shown) => (window as unknown as Benched).benchPage.names(shown), areShown);
  for (let i = 0; i < REPEATS; i++) {
    await names(false);
    const [bare, nameless] = [await draw(page, 'bare'), await draw(page, 'plain')];
    await names(true);
    const [blank, plain, recolour] = [await draw(page, 'blank'), await draw(page, 'plain'), await draw(page, 'recolour')];
    pairs.bare.push({ limit: bare.ms, ours: nameless.ms });
    pairs.shapes.push({ limit: blank.ms, ours: nameless.ms });
    pairs.plain.push({ limit: blank.ms, ours: plain.ms });
    pairs.recolour.push({ limit: plain.ms, ours: recolour.ms });
    pairs.cpu.push({ limit: blank.cpuMs, ours: plain.cpuMs });
  }
  return pairs;
}

async function draw(page: Page, what: Kind): Promise<{ ms: number; cpuMs: number }> {
  const before = cpuBelow(process.pid);
  const times = await page.evaluate(
    async ({ kind, samples }) => {
      const page_ = (window as unknown as Benched).benchPage;
      const took: number[] = [];
      for (let sample = 0; sample < samples; sample++) took.push(await page_[kind]());
      return took.sort((a, b) => a - b);
    },
    { kind: what, samples: SAMPLES },
  );
  return { ms: quantile(times, 0.5), cpuMs: ((cpuBelow(process.pid) - before) * 1000) / SAMPLES };
}

async function measureCharts(page: Page): Promise<Pair[]> {
  await page.evaluate(() => (window as unknown as Benched).benchPage.openCharts());
  const pairs: Pair[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const took = await page.evaluate(async (samples) => {
      const times: number[] = [];
      for (let sample = 0; sample < samples; sample++) {
        times.push((window as unknown as Benched).benchPage.updateCharts());
        await new Promise(requestAnimationFrame);
      }
      return times.sort((a, b) => a - b)[samples >> 1]!;
    }, SAMPLES);
    pairs.push({ limit: CHARTS_MOST_MS, ours: took });
  }
  return pairs;
}
