import { presetWindow } from '../shared/local-time.ts';
import { storedCellSumPostgres, takeGroupsPostgres, writeBarePostgres } from './bare-rows-postgres.ts';
import { CLI, demoCity, type DemoCity } from './demo-city.ts';
import { runImport, writeRegister } from './import-runs.ts';
import { eventsOf, groupsHolding, toRequests, type Way } from './ingest-ways.ts';
import { least, quantile, spread, type BenchReport, type Pair } from './measure.ts';
import { openSums } from './open-sums.ts';
import { postgresCity, type PostgresCity, type PostgresPlace } from './postgres-city.ts';
import { postgresSums } from './postgres-sums.ts';
import { fire, request } from './raw-client.ts';
import { reportBodies } from './reports.ts';
import { startServer } from './server-process.ts';
import { measureStarts } from './starts.ts';
import { countsPerSecond, differences, perSecond } from './summary-figures.ts';
import { number } from './tables.ts';

const REPEATS = 3;
const WAYS: readonly Way[] = [
  { what: 'POST /incidents', count: 3_000, connections: 16, pipelining: 8, batch: 0, bound: null },
  { what: 'batches of 10', count: 3_000, connections: 8, pipelining: 2, batch: 10, bound: null },
  { what: 'batches of 100', count: 5_000, connections: 4, pipelining: 1, batch: 100, bound: null },
  { what: 'batches of 1,000', count: 5_000, connections: 2, pipelining: 1, batch: 1000, bound: null },
];
const WARM = 500;
const IMPORT_COUNT = 20_000;
const IMPORT_SHORT = 1_000;

/** What the other benches measure on SQLite, on PostgreSQL: its own CPU is counted with that of the process that asks it. */
export async function bench(): Promise<BenchReport> {
  const city = demoCity();
  const report: BenchReport = {
    name: 'postgres',
    title: 'PostgreSQL: taking in, start and sums, each commit durable when it is answered',
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  const postgres = await postgresCity(city);
  try {
    for (const way of WAYS) await ingest({ city, postgres, report }, way);
    const place = await imports({ city, postgres, report });
    await counts(postgres, place, report);
    const { url, dataDir, environment } = place;
    const what = `${IMPORT_COUNT.toLocaleString('en-US')} incidents`;
    await measureStarts({ what, place: url, dataDir, environment, besides: postgres.cpuSeconds }, report);
    report.notes.push(`PostgreSQL ${postgres.version}, fsync on, all else as it comes`);
  } finally {
    await postgres.stop();
    city.remove();
  }
  return report;
}

interface Given {
  city: DemoCity;
  postgres: PostgresCity;
  report: BenchReport;
}

async function ingest({ city, postgres, report }: Given, way: Way): Promise<void> {
  const pairs: Pair[] = [];
  const notes: { wall: number; ours: number; bare: number; perGroup: number; p50: number; p99: number }[] = [];
  const delays: { p99: number; max: number }[] = [];
  let isSame = true;
  for (let i = 0; i < REPEATS; i++) {
    const place = await postgres.fresh();
    const bodies = reportBodies(city, way.count, 100 + i);
    const server = await startServer(CLI, ['serve'], place.dataDir, place.environment);
    const warm = reportBodies(city, WARM, 900 + i).map((body) => request('POST', '/api/v1/incidents', postgres.token, body));
    await fire({ port: server.port, requests: warm, connections: 8, pipelining: 8 });
    const requests = toRequests(bodies, way.batch, postgres.token);
    await server.begin();
    const before = postgres.cpuSeconds();
    const loaded = await fire({ port: server.port, requests, connections: way.connections, pipelining: way.pipelining });
    const probe = await server.read();
    const ours = probe.cpuMs / 1000 + postgres.cpuSeconds() - before;
    await server.stop();

    const groups = await takeGroupsPostgres(place.url, city.pack.pack.timeZone, probe.commitsAtMs);
    const { url } = await postgres.fresh();
    const warmGroups = groupsHolding(groups, WARM);
    await writeBarePostgres(url, groups.slice(0, warmGroups), postgres.cpuSeconds);
    const bare = await writeBarePostgres(url, groups.slice(warmGroups), postgres.cpuSeconds);
    isSame &&=
      [...loaded.statuses.keys()].every((status) => status < 300) &&
      eventsOf(groups) === WARM + way.count &&
      bare.cellSum === (await storedCellSumPostgres(place.url));
    pairs.push({ limit: way.count / bare.cpuSeconds, ours: way.count / ours });
    const latencies = [...loaded.latenciesMs].sort((a, b) => a - b);
    notes.push({
      wall: way.count / loaded.seconds,
      ours: (ours * 1e6) / way.count,
      bare: (bare.cpuSeconds * 1e6) / way.count,
      perGroup: way.count / (groups.length - warmGroups),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
    });
    delays.push({ p99: probe.loopP99Ms, max: probe.loopMaxMs });
  }
  report.measures.push({ ...INGEST, what: way.what, pairs, bound: way.bound });
  const middle = (pick: (run: (typeof notes)[number]) => number): string => number(spread(notes.map(pick)).median);
  report.loopDelays.push({
    what: way.what,
    p99Ms: spread(delays.map(({ p99 }) => p99)).median,
    maxMs: spread(delays.map(({ max }) => max)).median,
  });
  report.notes.push(
    `${way.what}: ${middle(({ wall }) => wall)}/s by the wall clock, client and all; CPU ${middle(({ ours }) => ours)} µs an incident, bare ${middle(({ bare }) => bare)} µs; ` +
      `${middle(({ perGroup }) => perGroup)} a commit; answered P50 ${middle(({ p50 }) => p50)} ms, P99 ${middle(({ p99 }) => p99)} ms`,
  );
  report.truths.push({ what: `${way.what}: every report is in the log; bare and ours stored the same cells`, isTrue: isSame });
}
const INGEST = { unit: 'incidents/s of CPU', limitName: 'the same rows, same groups, bare pg' };

/** Gives the place of the last import, for what follows. */
async function imports({ city, postgres, report }: Given): Promise<PostgresPlace> {
  const pairs: Pair[] = [];
  let isSame = true;
  let last: PostgresPlace | null = null;
  const cpuOf = (place: PostgresPlace, count: number, seed: number): { seconds: number; imported: number; commitsAtMs: number[] } => {
    const before = postgres.cpuSeconds();
    const { took, imported } = runImport(place.dataDir, writeRegister(city, count, seed), place.environment);
    return { seconds: took.cpuMs / 1000 + postgres.cpuSeconds() - before, imported, commitsAtMs: took.commitsAtMs };
  };
  for (let i = 0; i < REPEATS; i++) {
    const start = cpuOf(await postgres.fresh(), IMPORT_SHORT, 50 + i).seconds;
    const place = await postgres.fresh();
    const { seconds, imported, commitsAtMs } = cpuOf(place, IMPORT_COUNT, 60 + i);
    const { url } = await postgres.fresh();
    const groups = await takeGroupsPostgres(place.url, city.pack.pack.timeZone, commitsAtMs);
    const bare = await writeBarePostgres(url, groups, postgres.cpuSeconds);
    isSame &&= imported === IMPORT_COUNT && bare.cellSum === (await storedCellSumPostgres(place.url));
    pairs.push({ limit: IMPORT_COUNT / bare.cpuSeconds, ours: (IMPORT_COUNT - IMPORT_SHORT) / (seconds - start) });
    last = place;
  }
  report.measures.push({ ...INGEST, what: `import of a CSV of ${IMPORT_COUNT.toLocaleString('en-US')}`, pairs, bound: null });
  report.truths.push({ what: 'import: every row is in; bare and ours stored the same cells', isTrue: isSame });
  return last!;
}

/** Sums come out of memory on either engine; here against the engine that holds these rows. */
async function counts(postgres: PostgresCity, { url, dataDir }: PostgresPlace, report: BenchReport): Promise<void> {
  const { catalogue, cold, close } = await openSums(url, dataDir);
  const sums = await cold();
  const { root } = catalogue.tree;
  const window = presetWindow({ window: '30d' }, Date.now(), catalogue.time);
  const summary = await sums.summary(root, window, {});
  const cohortTo = Date.parse(summary.cohortTo);
  const engine = await postgresSums(url, catalogue, root, Date.now());
  const counted = await engine.fromRows(window.fromMs, window.toMs, cohortTo);
  const areas = [root, ...catalogue.tree.children(root, Date.now())];
  const pairs: Pair[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const limit = await perSecond(async () => void (await engine.fromRows(window.fromMs, window.toMs, cohortTo)), postgres.cpuSeconds);
    pairs.push({ limit, ours: await countsPerSecond(sums, areas, window, catalogue) });
  }
  const differ = differences(summary, counted);
  report.measures.push({
    what: `counts of city, 30d, ${summary.children.length} children, ${IMPORT_COUNT.toLocaleString('en-US')} incidents`,
    unit: 'a second of CPU',
    limitName: 'plain SQL on rows, PostgreSQL',
    pairs,
    bound: least(20),
  });
  report.truths.push({ what: `${differ} counts differ between the sums and SQL on the rows`, isTrue: differ === 0 });
  await engine.close();
  await close();
}
