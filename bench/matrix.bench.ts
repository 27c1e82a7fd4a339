import type { Browser, Page } from 'playwright-core';
import { launch, signedIn } from './browser.ts';
import { framesOf, type Frames } from './frames.ts';
import { most, quantile, type BenchReport, type Pair } from './measure.ts';
import { paced } from './paced.ts';
import { seeded } from './random.ts';
import { number } from './tables.ts';
import { openVitalStage, valueOf, type VitalStage } from './vital-stage.ts';

const REPEATS = 3;
const SECONDS = 15;
const CHANGES_PER_SECOND = 200;
const BATCHES_PER_SECOND = 10;
const VIEWPORT = { width: 1920, height: 1080 };

/** The page of vital signs with every sign of every district, while hundreds of its cells change. */
export async function bench(): Promise<BenchReport> {
  const stage = await openVitalStage();
  const browser = await launch();
  try {
    const page = await openMatrix(stage, browser);
    const bare = await openBare(stage, browser);
    const cdp = await page.context().newCDPSession(page);
    const bareCdp = await bare.page.context().newCDPSession(bare.page);
    const came = cellsThatCame(page);
    const change = changing(stage);
    const runs: { still: Frames; live: Frames; plain: Frames; cells: number }[] = [];
    await page.waitForTimeout(5_000);
    for (let i = 0; i < REPEATS; i++) {
      await bare.page.bringToFront();
      const plain = await framesOf(bare.page, bareCdp, () => bare.change(SECONDS, CHANGES_PER_SECOND));
      await page.bringToFront();
      const still = await framesOf(page, cdp, () => page.waitForTimeout(SECONDS * 1000));
      const before = came();
      const live = await framesOf(page, cdp, () => change(SECONDS));
      runs.push({ still, live, plain, cells: (came() - before) / SECONDS });
    }
    return reportOf(stage, runs);
  } finally {
    await browser.close();
    await stage.close();
  }
}

function reportOf(
  { signs, districts }: VitalStage,
  runs: readonly { still: Frames; live: Frames; plain: Frames; cells: number }[],
): BenchReport {
  const pairs = (of: (frames: Frames) => number, against: 'still' | 'plain'): Pair[] =>
    runs.map((run) => ({ limit: of(run[against]), ours: of(run.live) }));
  const at =
    (share: number) =>
    ({ ms }: Frames): number =>
      quantile(ms, share);
  const cells = Math.min(...runs.map((run) => run.cells));
  const row = { unit: 'ms', limitName: 'the same page at rest' };
  const size = `${districts.length + 1} × ${signs.length}`;
  return {
    name: 'matrix',
    title: `The matrix of vital signs: ${size} cells, of which ${number(cells)} change a second, ${VIEWPORT.width} × ${VIEWPORT.height} (software WebGL)`,
    measures: [
      { ...row, what: 'a frame, P50', pairs: pairs(at(0.5), 'still'), bound: most(1.2) },
      // A frame comes with the screen or with the one after: 2 is one frame left out.
      { ...row, what: 'a frame, P95', pairs: pairs(at(0.95), 'still'), bound: most(2) },
      { ...row, what: 'a frame, P99', pairs: pairs(at(0.99), 'still'), bound: null },
      { ...row, what: 'the longest frame', limitName: 'a bare table of that size', pairs: pairs(at(1), 'plain'), bound: most(2) },
      {
        what: 'the page’s thread',
        unit: 'ms a second',
        limitName: 'a bare table of that size, as many cells changed by hand',
        pairs: pairs(({ busyMs }) => busyMs, 'plain'),
        bound: null,
        note: 'ours has the map, the line of a sign and its instruments beside the table',
      },
    ],
    loopDelays: [],
    notes: [
      `frames over 50 ms in ${SECONDS} s: ${runs.map(({ live }) => live.long).join(', ')}; at rest ${runs.map(({ still }) => still.long).join(', ')}; longest ${runs.map(({ live }) => number(live.ms.at(-1)!)).join(', ')} ms`,
    ],
    truths: [{ what: `at least ${0.9 * CHANGES_PER_SECOND} cells changed a second`, isTrue: cells >= 0.9 * CHANGES_PER_SECOND }],
  };
}

async function openMatrix({ url, districts, signs }: VitalStage, browser: Browser): Promise<Page> {
  const page = await (await signedIn(browser, url)).newPage();
  await page.setViewportSize(VIEWPORT);
  await page.goto(`${url}/area/50/vitals?motion=off`);
  await page.waitForFunction(
    ({ cells }) => document.querySelectorAll('[role="gridcell"] [data-state]').length >= cells,
    { cells: districts.length * signs.length },
    { timeout: 60_000 },
  );
  return page;
}

/** Cells that the server has sent so far, as changed. */
function cellsThatCame(page: Page): () => number {
  let cells = 0;
  page.on('response', (response) => {
    if (new URL(response.url()).pathname === '/api/v1/vitals')
      void response
        .json()
        .then((body: { isWhole: boolean; cells: unknown[] }) => void (cells += body.isWhole ? 0 : body.cells.length))
        .catch(() => undefined);
  });
  return () => cells;
}

/** Readings of random signs and districts; each differs from the one before it. */
function changing({ districts, signs, deviceOf, tell }: VitalStage): (seconds: number) => Promise<void> {
  const random = seeded(11);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const turns = new Map<string, number>();
  return async (seconds) => {
    const under: Promise<void>[] = [];
    await paced(BATCHES_PER_SECOND, seconds * BATCHES_PER_SECOND, () => {
      const told = new Map<string, { device: string; indicator: string; value: number }>();
      while (told.size < CHANGES_PER_SECOND / BATCHES_PER_SECOND) {
        const [sign, device] = [pick(signs), deviceOf(pick(districts))];
        const key = `${sign.code} ${device}`;
        if (told.has(key)) continue;
        turns.set(key, (turns.get(key) ?? 0) + 1);
        told.set(key, { device, indicator: sign.code, value: valueOf(sign, turns.get(key)!) });
      }
      under.push(tell([...told.values()]));
    });
    await Promise.all(under);
  };
}

/** The same number of cells without anything of ours, changed once a second like those of the page. */
async function openBare({ districts, signs }: VitalStage, browser: Browser) {
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  await page.setContent('<!doctype html><style>td{width:26px;height:29px}</style><table></table>');
  await page.evaluate(
    ({ rows, columns }) => {
      const table = document.querySelector('table')!;
      for (let i = 0; i < rows; i++) for (const row = table.insertRow(); row.cells.length < columns; ) row.insertCell().textContent = '·';
    },
    { rows: signs.length, columns: districts.length + 2 },
  );
  return {
    page,
    change: (seconds: number, perSecond: number): Promise<void> =>
      page.evaluate(
        async ({ times, cells }) => {
          const all = [...document.querySelectorAll('td')];
          for (let i = 0; i < times; i++) {
            for (let n = 0; n < cells; n++) all[(n * 97 + i * 13) % all.length]!.textContent = String((n + i) % 10);
            await new Promise((resolve) => setTimeout(resolve, 1000));
          }
        },
        { times: seconds, cells: perSecond },
      ),
  };
}
