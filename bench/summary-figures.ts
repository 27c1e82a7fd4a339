import { presetWindow } from '../shared/local-time.ts';
import type { Preset } from '../shared/terms.ts';
import type { Summary } from '../shared/summary.ts';
import type { Catalogue } from '../server/app/ports.ts';
import { METRIC_COUNT } from '../server/domain/metrics.ts';
import { stretches } from '../server/sums/cubes.ts';
import type { Window } from '../server/domain/hours.ts';
import type { Sums } from '../server/sums/sums.ts';
import { cpuSeconds } from './core-time.ts';
import { duckRows } from './duck-sums.ts';
import { least, type BenchReport, type Measure, type Pair } from './measure.ts';
import { measuredAreas, openSums } from './open-sums.ts';
import { plainSums, type ByChild, type RowCounts } from './plain-sums.ts';
import { number } from './tables.ts';

const REPEATS = 3;
const PRESETS: readonly Preset[] = ['30d', '7d', '24h'];
const CUBES_MOST_MB = 200;

/** Summaries out of memory against engines that count rows: the same answers, from the very same incidents. */
export async function measureFigures(dataDir: string, folder: string, report: BenchReport): Promise<void> {
  const { catalogue, cold, keep, close } = await openSums(`${dataDir}/guantong.db`, dataDir);
  const before = process.memoryUsage.rss();
  let sums!: Sums;
  const loadS = await cpuSeconds(async () => (sums = await cold()));
  const cubesMb = sums.bytes() / 2 ** 20;
  report.notes.push(
    `summing all stored cells took ${number(loadS)} s of CPU; the cubes hold ${number(cubesMb)} MB, the process grew by ${number((process.memoryUsage.rss() - before) / 2 ** 20)} MB`,
  );
  report.truths.push({ what: `the cubes hold ${number(cubesMb)} ≤ ${CUBES_MOST_MB} MB`, isTrue: cubesMb <= CUBES_MOST_MB });
  await keep(sums);
  const duck = await duckRows(dataDir, folder);
  let differ = 0;
  for (const [name, area] of measuredAreas(catalogue, Date.now())) {
    const plain = plainSums(dataDir, catalogue, area, Date.now());
    const columns = await duck.sums(catalogue, area, Date.now());
    for (const preset of PRESETS) {
      const window = presetWindow({ window: preset }, Date.now(), catalogue.time);
      const summary = await sums.summary(area, window, {});
      const asked = { sums, area, window, cohortTo: Date.parse(summary.cohortTo) };
      const isMain = name === 'city' && preset === '30d';
      const what = `${name}, ${preset}, ${summary.children.length} children`;
      for (const [engine, limitName, floor] of [
        [plain, 'plain SQL on rows, SQLite', 1000],
        [columns, 'plain SQL on rows, DuckDB', 20],
      ] as const) {
        const { pairs, counted } = await against(asked, engine);
        differ += differences(summary, counted);
        report.measures.push(row(`summary of ${what}`, limitName, pairs));
        if (!isMain) continue;
        // The very counts that the SQL gives, from memory: a summary has three times as many, rates, percentiles and its JSON.
        const counts = await countsPerSecond(sums, [area, ...catalogue.tree.children(area, Date.now())], window, catalogue);
        const ours = pairs.map(({ limit }) => ({ limit, ours: counts }));
        report.measures.push({ ...row(`counts of ${what}`, limitName, ours), bound: least(floor) });
      }
      if (preset !== '30d') continue;
      let counted: ByChild = new Map();
      const cellsS = await cpuSeconds(() => (counted = plain.fromCells(window.fromMs, window.toMs, asked.cohortTo)));
      report.measures.push(
        row(`summary of ${what}`, 'plain SQL on stored cells', [{ limit: 1 / cellsS, ours: await summariesPerSecond(asked) }]),
      );
      differ += differences(summary, counted);
    }
    plain.close();
  }
  duck.close();
  report.truths.push({
    what: `${differ} counts differ between the sums, SQL on the rows in SQLite and in DuckDB, and SQL on the stored cells`,
    isTrue: differ === 0,
  });
  await close();
}

const row = (what: string, limitName: string, pairs: readonly Pair[]): Measure => ({
  what,
  unit: 'a second of CPU',
  limitName,
  pairs,
  bound: null,
});

interface Asked {
  sums: Sums;
  area: string;
  window: Window;
  cohortTo: number;
}

/** The engine warm: its first answer is not counted. */
async function against(asked: Asked, engine: RowCounts): Promise<{ pairs: Pair[]; counted: ByChild }> {
  const { window, cohortTo } = asked;
  let counted = await engine.fromRows(window.fromMs, window.toMs, cohortTo);
  const pairs: Pair[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const limit = await perSecond(async () => void (counted = await engine.fromRows(window.fromMs, window.toMs, cohortTo)));
    pairs.push({ limit, ours: await summariesPerSecond(asked) });
  }
  return { pairs, counted };
}

const summariesPerSecond = ({ sums, area, window }: Asked): Promise<number> =>
  perSecond(async () => void (await sums.summary(area, window, {})));

/** More at a time until it takes long enough for the CPU clock, which is coarse. */
export async function perSecond(work: () => Promise<void>, besides?: () => number): Promise<number> {
  for (let count = 1; ; count *= 4) {
    const seconds = await cpuSeconds(async () => {
      for (let i = 0; i < count; i++) await work();
    }, besides);
    if (seconds >= 0.2) return count / seconds;
  }
}

export function countsPerSecond(sums: Sums, areas: readonly string[], { fromMs, toMs }: Window, { time }: Catalogue): Promise<number> {
  const memory = sums.memory();
  return perSecond(async () => {
    for (const area of areas) {
      const into = new Float64Array(METRIC_COUNT);
      for (const stretch of stretches(fromMs, toMs, time)) memory.sum(area, stretch, into);
      memory.stocks(area);
    }
  });
}

export function differences(summary: Summary, counted: ByChild): number {
  let differ = 0;
  for (const { area, totals, rates } of summary.children) {
    const counts = counted.get(area)!;
    for (const name of ['received', 'closed', 'closedOnTime', 'closedLate', 'open'] as const)
      if (totals[name] !== counts[name]) differ += 1;
    if (rates.onTimeClosingRate.n !== counts.dueN || rates.onTimeClosingRate.numerator !== counts.dueOnTime) differ += 1;
  }
  return differ;
}
