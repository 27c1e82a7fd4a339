import type { Browser, Page } from 'playwright-core';
import type { ScreenSettings } from '../shared/wall-wire.ts';
import type { WallScene } from '../shared/wall-scene.ts';
import { blankFrameMs } from './blank-frame.ts';
import { launch, signedIn } from './browser.ts';
import { most, quantile, type BenchReport, type Measure, type Pair } from './measure.ts';
import { letIn } from './paired-wall.ts';
import { medianOf } from './painted.ts';
import { seeded } from './random.ts';
import { shownAt, watchFigure } from './shown-figure.ts';
import { openVitalStage, type VitalStage } from './vital-stage.ts';

const REPEATS = 3;
const SAMPLES = 20;
/** Not in step with the server's look at what came. */
const EVERY_MS = [1_200, 2_200] as const;
/** The server looks once a second (docs/adr/0025). */
const LOOK_MS = 1_000;
const SHOWN_WITHIN_MS = 10_000;
/** A reading is on every screen within so long, 95 times of 100. */
const PROMISED_P95_MS = 2_000;
/** It may leap, and every value of it here is beyond its last limit, so a wall names it. */
const SIGN = 'rain.hour';
const FIRST = 70;

/** A panel of 55″ at 4 m. */
const PANEL = { widthPx: 1920, heightPx: 1080, distanceM: 4, pictureWidthMm: 1210 };
const SCENE: WallScene = {
  id: 'bench-signs',
  names: { zh: '体征', en: 'Signs' },
  tiers: ['city', 'district'],
  window: '24h',
  tone: 'wall',
  layouts: [{ fromEm: 0, headerRows: 1, panels: [{ kind: 'vitals', at: [0, 1, 24, 11] }] }],
};

/** From the POST of a reading to the frame that shows it: as a figure of the matrix, and in the panel of a wall. */
export async function bench(): Promise<BenchReport> {
  const stage = await openVitalStage();
  const browser = await launch();
  const report: BenchReport = {
    name: 'vitals',
    title: 'Vital signs: from the POST of a reading to its painted figure, in the matrix of all signs and on a wall',
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  let next = FIRST;
  const tell = async (): Promise<string> => {
    next = Math.round((next + 0.1) * 10) / 10;
    await stage.tell([{ device: stage.deviceOf(stage.districts[0]!), indicator: SIGN, value: next }]);
    return next.toFixed(1);
  };
  try {
    await tell();
    const matrix = await (await signedIn(browser, stage.url)).newPage();
    await matrix.goto(`${stage.url}/area/50/vitals?motion=off`);
    await sampled(stage, matrix, `[data-sign="${SIGN}"] [data-area="50"] b`, 'the matrix', tell, report);
    await matrix.close();
    const wall = await openWall(stage, browser);
    await sampled(stage, wall, `[data-panel="vitals"] [data-vital="${SIGN}"] b`, 'a wall', tell, report);
  } finally {
    await browser.close();
    await stage.close();
  }
  return report;
}

async function sampled(
  stage: VitalStage,
  page: Page,
  figure: string,
  name: string,
  tell: () => Promise<string>,
  report: BenchReport,
): Promise<void> {
  await page.locator(figure).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(5_000);
  await watchFigure(page, figure);
  const random = seeded(7);
  const [p50, p95]: [Pair[], Pair[]] = [[], []];
  let missing = 0;
  for (let i = 0; i < REPEATS; i++) {
    const frameMs = await blankFrameMs(page);
    await stage.server.begin();
    const took: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      const sentMs = performance.timeOrigin + performance.now();
      const at = await shownAt(page, await tell(), SHOWN_WITHIN_MS);
      if (at === null) missing += 1;
      else took.push(at - sentMs);
      const [least, greatest] = EVERY_MS;
      await page.waitForTimeout(least + (greatest - least) * random());
    }
    const { loopP99Ms, loopMaxMs } = await stage.server.read();
    report.loopDelays.push({ what: `${name}, run ${i + 1}`, p99Ms: loopP99Ms, maxMs: loopMaxMs });
    took.sort((a, b) => a - b);
    p50.push({ limit: LOOK_MS / 2 + 25 + 2 * frameMs, ours: quantile(took, 0.5) });
    p95.push({ limit: LOOK_MS + 50 + 2 * frameMs, ours: quantile(took, 0.95) });
  }
  const row = (what: string, limitName: string, pairs: Pair[]): Measure => ({
    what: `${name}, ${what}`,
    unit: 'ms',
    limitName,
    pairs,
    bound: most(1.5),
  });
  report.measures.push(
    row('P50', 'half a look of the server + 25 ms + two blank frames', p50),
    row('P95', 'a look of the server + 50 ms + two blank frames', p95),
  );
  const median = medianOf(p95.map(({ ours }) => ours));
  report.truths.push(
    { what: `${name}: ${missing} of ${REPEATS * SAMPLES} were not painted within 10 s`, isTrue: missing === 0 },
    { what: `${name}: P95 ${Math.round(median)} ms, promised within ${PROMISED_P95_MS}`, isTrue: median <= PROMISED_P95_MS },
  );
}

/** Let in as a city lets one in, and told the scene with nothing but the panel. */
async function openWall({ url, ask }: VitalStage, browser: Browser): Promise<Page> {
  await ask('PUT', `/wall-scenes/50/${SCENE.id}`, { scene: SCENE, glass: PANEL, seenVersion: null });
  const viewport = { width: PANEL.widthPx, height: PANEL.heightPx };
  const page = await (await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage();
  await page.goto(`${url}/wall?motion=off`);
  const { distanceM, pictureWidthMm } = PANEL;
  const place = { columns: 1, rows: 1, column: 1, row: 1 };
  const settings: ScreenSettings = { name: '试验', group: null, areaCode: '50', place, distanceM, pictureWidthMm, bezelMm: 0 };
  const id = await letIn(page, async (code) => (await ask('POST', '/screens', { ...settings, code })) as { id: number });
  await ask('POST', '/screens/orders', { screens: [id], order: { scene: SCENE.id } });
  await page.locator(`[data-line="live"][data-scene="${SCENE.id}"]`).waitFor({ timeout: 60_000 });
  return page;
}
