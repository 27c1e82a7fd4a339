import { presetWindow, type LocalTime } from '../shared/local-time.ts';
import type { Preset } from '../shared/live.ts';
import type { Summary } from '../shared/summary.ts';
import type { OpenDatabase } from '../server/database.ts';
import { rebuild } from '../server/db/rebuild.ts';
import { METRIC_COUNT } from '../server/domain/metrics.ts';
import { stretches } from '../server/sums/cubes.ts';
import type { Window } from '../server/sums/hours.ts';
import type { Sums } from '../server/sums/sums.ts';
import { cpuSeconds } from './core-time.ts';
import { CLI, demoCity, type DemoCity } from './demo-city.ts';
import { generate } from './generate.ts';
import { least, quantile, type BenchReport, type Pair } from './measure.ts';
import { openSums } from './open-sums.ts';
import { plainSums, type ByChild } from './plain-sums.ts';
import { fire, request } from './raw-client.ts';
import { startServer } from './server-process.ts';
import { number } from './tables.ts';

const COUNT = Number(process.env['BENCH_INCIDENTS'] ?? 1_000_000);
const REBUILD_COUNT = 40_000;
const REPEATS = 3;
const PRESETS: readonly Preset[] = ['30d', '7d', '24h'];

/** Figures of the city and a district with all their children, from a year of history. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  const report: BenchReport = {
    name: 'summary',
    title: `Summaries: an area with all its children, of ${COUNT.toLocaleString('en-US')} incidents in a year`,
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  try {
    await start(city, report);
    const dataDir = city.fresh();
    const begin = performance.now();
    const cells = generate(city, dataDir, { count: COUNT, untilMs: Date.now(), seed: 11, hasEvents: false });
    report.notes.push(`the generator took ${number((performance.now() - begin) / 1000)} s and gave ${cells.toLocaleString('en-US')} cells`);
    await inProcess(dataDir, report);
    await overHttp(city, dataDir, report);
  } finally {
    city.remove();
  }
  return report;
}

/** A restart loads cells; making them anew from the log is what it spares. */
async function start(city: DemoCity, report: BenchReport): Promise<void> {
  const dataDir = city.fresh();
  generate(city, dataDir, { count: REBUILD_COUNT, untilMs: Date.now(), seed: 12, hasEvents: true });
  const pairs: Pair[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const { database, loadS, close } = await openSums(dataDir);
    const rebuildS = await cpuSeconds(() => rebuildOf(database));
    pairs.push({ limit: 1 / rebuildS, ours: 1 / loadS });
    await close();
  }
  report.measures.push({
    what: `start with ${REBUILD_COUNT.toLocaleString('en-US')} incidents`,
    unit: 'times/s of CPU',
    limitName: 'rebuild from the log',
    pairs,
    // The aim was 20. A start reads every stored cell, and of place × hour × category × metric there are nine to an incident.
    bound: least(2),
  });
}
const rebuildOf = ({ connection }: OpenDatabase): Promise<unknown> => rebuild(connection);

async function inProcess(dataDir: string, report: BenchReport): Promise<void> {
  const before = process.memoryUsage.rss();
  const { sums, catalogue, loadS, close } = await openSums(dataDir);
  report.notes.push(
    `loading the sums of all areas took ${number(loadS)} s; the cubes hold ${number(sums.bytes() / 2 ** 20)} MB, the process grew by ${number((process.memoryUsage.rss() - before) / 2 ** 20)} MB`,
  );
  const { tree } = catalogue;
  const { root } = tree;
  const district = tree.children(root, Date.now()).find((code) => tree.children(code, Date.now()).length > 20)!;
  let differ = 0;
  for (const [name, area] of [
    ['city', root],
    ['district', district],
  ] as const) {
    const plain = plainSums(dataDir, catalogue, area, Date.now());
    for (const preset of PRESETS) {
      const window = presetWindow(preset, Date.now(), catalogue.time);
      const rows: Pair[] = [];
      const cells: Pair[] = [];
      let counted: ByChild = new Map();
      const summary = await sums.summary(area, window, {});
      const cohortTo = Date.parse(summary.cohortTo);
      const ours = await summariesPerSecond(sums, area, window);
      for (let i = 0; i < REPEATS; i++) {
        const rowsS = await cpuSeconds(() => (counted = plain.fromRows(window.fromMs, window.toMs, cohortTo)));
        rows.push({ limit: 1 / rowsS, ours: await summariesPerSecond(sums, area, window) });
      }
      differ += differences(summary, counted);
      if (preset === '30d') {
        const cellsS = await cpuSeconds(() => (counted = plain.fromCells(window.fromMs, window.toMs, cohortTo)));
        cells.push({ limit: 1 / cellsS, ours });
        differ += differences(summary, counted);
      }
      const what = `${name}, ${preset}, ${summary.children.length} children`;
      const isMain = name === 'city' && preset === '30d';
      report.measures.push({
        what: `summary of ${what}`,
        unit: 'a second of CPU',
        limitName: 'plain SQL on rows',
        pairs: rows,
        bound: null,
      });
      if (isMain) {
        // The very counts that the SQL gives, from memory: a summary has three times as many, rates, percentiles and its JSON.
        const counts = await countsPerSecond(sums, [area, ...tree.children(area, Date.now())], window, catalogue.time);
        report.measures.push({
          what: `counts of ${what}`,
          unit: 'a second of CPU',
          limitName: 'plain SQL on rows',
          pairs: rows.map(({ limit }) => ({ limit, ours: counts })),
          bound: least(1000),
        });
      }
      if (cells.length > 0)
        report.measures.push({
          what: `summary of ${what}`,
          unit: 'a second of CPU',
          limitName: 'plain SQL on stored cells',
          pairs: cells,
          bound: null,
        });
    }
    plain.close();
  }
  report.truths.push({ what: `${differ} counts differ between the sums, plain SQL on rows and plain SQL on cells`, isTrue: differ === 0 });
  await close();
}

/** More at a time until it takes long enough for the CPU clock, which is coarse. */
async function summariesPerSecond(sums: Sums, area: string, window: Window): Promise<number> {
  for (let count = 1; ; count *= 4) {
    const seconds = await cpuSeconds(async () => {
      for (let i = 0; i < count; i++) await sums.summary(area, window, {});
    });
    if (seconds >= 0.2) return count / seconds;
  }
}

async function countsPerSecond(sums: Sums, areas: readonly string[], { fromMs, toMs }: Window, time: LocalTime): Promise<number> {
  const memory = sums.memory();
  const seconds = await cpuSeconds(() => {
    for (let i = 0; i < 1_000; i++)
      for (const area of areas) {
        const into = new Float64Array(METRIC_COUNT);
        for (const stretch of stretches(fromMs, toMs, time)) memory.sum(area, stretch, into);
        memory.stocks(area);
      }
  });
  return 1_000 / seconds;
}

function differences(summary: Summary, counted: ByChild): number {
  let differ = 0;
  for (const { area, totals, rates } of summary.children) {
    const counts = counted.get(area)!;
    for (const name of ['received', 'closed', 'closedOnTime', 'closedLate', 'open'] as const)
      if (totals[name] !== counts[name]) differ += 1;
    if (rates.onTimeClosingRate.n !== counts.dueN || rates.onTimeClosingRate.numerator !== counts.dueOnTime) differ += 1;
  }
  return differ;
}

/** The same by HTTP, from a server that has just started on that database. */
async function overHttp(city: DemoCity, dataDir: string, report: BenchReport): Promise<void> {
  const begin = performance.now();
  const server = await startServer(CLI, ['serve'], dataDir);
  const startS = (performance.now() - begin) / 1000;
  const { rssBytes } = await server.read();
  report.notes.push(`the server started in ${number(startS)} s by the wall clock and holds ${number(rssBytes / 2 ** 20)} MB (RSS)`);
  const pairs: Pair[] = [];
  const latencies: number[] = [];
  await perSecond('/api/v1/areas/50/summary');
  for (let i = 0; i < REPEATS; i++) {
    const limit = await perSecond('/api/v1/me');
    await server.begin();
    pairs.push({
      limit,
      ours: await perSecond(`/api/v1/areas/50/summary?from=${new Date(Date.now() - 30 * 86_400_000).toISOString()}`, latencies),
    });
    const { loopP99Ms, loopMaxMs } = await server.read();
    report.loopDelays.push({ what: `city by HTTP, run ${i + 1}`, p99Ms: loopP99Ms, maxMs: loopMaxMs });
  }
  await server.stop();
  latencies.sort((a, b) => a - b);
  report.measures.push({ what: 'city, 30 days, by HTTP', unit: 'answers/s of CPU', limitName: 'GET /me', pairs, bound: null });
  report.notes.push(
    `city, 30 days, by HTTP: answered P50 ${number(quantile(latencies, 0.5))} ms, P99 ${number(quantile(latencies, 0.99))} ms, 2 at once`,
  );

  async function perSecond(path: string, into: number[] = []): Promise<number> {
    const requests = Array.from({ length: 200 }, () => request('GET', path, city.token, ''));
    await server.begin();
    const { latenciesMs, statuses } = await fire({ port: server.port, requests, connections: 2, pipelining: 1 });
    if (statuses.get(200) !== requests.length) throw new Error(`${path}: ${JSON.stringify([...statuses])}`);
    into.push(...latenciesMs);
    return requests.length / ((await server.read()).cpuMs / 1000);
  }
}
