import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChildSummary, Summary } from '../shared/summary.ts';
import type { TotalName } from '../shared/measures.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { loadCells } from './db/load-cells.ts';
import type { ReadContext } from './db/reads/context.ts';
import { readBreakdown } from './db/reads/incidents.read.ts';
import { verify } from './db/verify.ts';
import { differenceText } from './db/verify/difference.ts';
import type { SumsSource } from './sums/ports.ts';
import { buildSums, type Sums } from './sums/sums.ts';
import { DAY_MS, dispatcher, handler, HOUR_MS, MINUTE_MS, verifier } from './testing/factories.ts';
import { seeded } from './testing/random-run.ts';
import { putReform, rehomeNow } from './testing/reform.ts';
import { CITY, DISTRICTS, pointIn, shanghai, STREETS, TEST_UNITS } from './testing/test-city.ts';
import { testSumsSource } from './testing/sums-source.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';

/** Midnight in Shanghai: districts 9002 and 9003 end, street 9001003 ends, 9009 begins (testing/reform.ts). */
const REFORM_MS = Date.UTC(2026, 2, 4, 16);
const UNITS = TEST_UNITS.filter(({ node }) => node === '9001' || node === CITY);

let store: TestStore;

/** Three days before and three after: reports everywhere, with and without a point, some of them handled and closed later. */
async function liveThroughIt(): Promise<void> {
  const random = seeded(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const open: number[] = [];
  store.clock.nowMs = REFORM_MS - 3 * DAY_MS;
  await putReform(store.connection, store.queue, REFORM_MS);
  while (store.clock.nowMs < REFORM_MS + 3 * DAY_MS) {
    const before = store.clock.nowMs;
    store.clock.nowMs += Math.floor(random() * 120 * MINUTE_MS);
    if (before < REFORM_MS && store.clock.nowMs >= REFORM_MS) store.clock.nowMs += HOUR_MS; // the server was down at the change
    if (store.clock.nowMs >= REFORM_MS) await rehomeNow(store.connection, store.queue, () => store.clock.nowMs);
    const street = pick([...STREETS, '9001003', '9001003', '9001003'] as const);
    const isPoint = random() < 0.7 || (store.clock.nowMs >= REFORM_MS && street === '9001003');
    const { id } = await store.incidents.report(dispatcher, {
      category: pick(['rubbish', 'burst-pipe', 'pothole']),
      ...(isPoint ? { lngLat: [...pointIn(street)] } : { area: street }),
    });
    open.push(id);
    if (random() < 0.5) await close(open.splice(Math.floor(random() * open.length), 1)[0]!, pick(UNITS).code);
  }
}

async function close(id: number, unit: string): Promise<void> {
  let { version } = (await store.queue.write((tx) => tx.load(id)))!;
  const steps = [
    [dispatcher, 'register', {}],
    [dispatcher, 'dispatch', { unit }],
    [handler(unit), 'accept', {}],
    [handler(unit), 'start', {}],
    [handler(unit), 'handle', { disposition: 'resolved' }],
    [verifier, 'verify', { outcome: 'pass' }],
  ] as const;
  for (const [actor, command, body] of steps)
    ({ version } = await store.incidents.command(actor, id, command, { seenVersion: version, ...body }));
}

const sourceOf = (context: ReadContext): SumsSource => testSumsSource(() => context);

async function sumsAt(nowMs: number): Promise<Sums> {
  const { connection } = store;
  const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
  const { tree } = await catalogueReader(connection.reader, connection.schema).current();
  const sums = buildSums({ time: shanghai, tree: () => tree, now: () => nowMs, source: sourceOf(context) });
  sums.startedAt(await loadCells(connection, { time: shanghai, hoursFromMs: sums.memory().hoursFromMs }, sums.load));
  return sums;
}

const ask = async (query: SQL): Promise<number> =>
  Number((await store.connection.dialect.rows<{ n: number }>(store.connection.reader, query))[0]!.n);

// By hand: the district of a street, then and now.
const districtThen = (place: SQL): SQL => sql`case when ${place} = '90' then '90' else substr(${place}, 1, 4) end`;
const districtNow = (place: SQL): SQL =>
  sql`case when ${place} in ('9002001', '9003001', '9003002') then '9009' when ${place} in ('9002002') then '9001'
    when ${place} = '90' then '90' else substr(${place}, 1, 4) end`;
const isIn = (area: string, place: SQL, atMs: SQL): SQL =>
  sql`('90' = ${area} or ${place} = ${area} or case when ${atMs} < ${REFORM_MS} then ${districtThen(place)} else ${districtNow(place)} end = ${area})`;
const within = (atMs: SQL, { fromMs, toMs }: Window): SQL => sql`${atMs} >= ${fromMs} and ${atMs} < ${toMs}`;

interface Window {
  fromMs: number;
  toMs: number;
}
/** Each figure counted from the log and its own words; `place` of an event is where the incident lay then. */
const COUNTED: Partial<Record<TotalName, (area: string, window: Window, only: SQL) => Promise<number>>> = {
  received: (area, window, only) => countEvents('IncidentReported', area, window, only),
  dispatched: (area, window, only) => countEvents('IncidentDispatched', area, window, only),
  closed: (area, window, only) => countEvents('IncidentClosed', area, window, only),
  open: (area, _window, only) =>
    ask(
      sql`select count(*) as n from incidents i where status <> 'closed' and ${only} and ${isIn(area, sql`i.place`, sql.raw(String(REFORM_MS)))}`,
    ),
};
function countEvents(type: string, area: string, window: Window, only: SQL): Promise<number> {
  const place = store.connection.dialect.jsonText(sql`e.payload`, 'place');
  const at = sql`e.occurred_at_ms`;
  return ask(
    sql`select count(*) as n from events e join incidents i on i.id = e.stream where e.type = ${type} and ${within(at, window)} and ${only} and ${isIn(area, place, at)}`,
  );
}
/** Due in the window: the place at the due time is the first one before the change, today's after it. */
function countDue(area: string, window: Window, only: SQL): Promise<number> {
  const first = store.connection.dialect.jsonText(sql`e.payload`, 'place');
  const place = sql`case when i.due_at_ms < ${REFORM_MS} then ${first} else i.place end`;
  return ask(
    sql`select count(*) as n from incidents i join events e on e.stream = i.id and e.version = 1 where ${within(sql`i.due_at_ms`, window)} and ${only} and ${isIn(area, place, sql`i.due_at_ms`)}`,
  );
}

const day = (n: number): number => REFORM_MS + n * DAY_MS;
const WINDOWS: Record<string, Window> = {
  before: { fromMs: day(-3), toMs: day(0) },
  over: { fromMs: day(-2), toMs: day(2) },
  after: { fromMs: day(0), toMs: day(3) },
  'over, ragged': { fromMs: day(-1) + 5 * HOUR_MS, toMs: day(1) + 7 * HOUR_MS },
  'the hour before': { fromMs: day(0) - HOUR_MS, toMs: day(0) },
  'long after': { fromMs: day(10), toMs: day(11) },
};
const AREAS = [CITY, ...DISTRICTS, '9009', '9001002', '9001003', '9002002', '9003001'];
const add = (rows: readonly Pick<ChildSummary, 'totals'>[], name: TotalName): number =>
  rows.reduce((sum, { totals }) => sum + totals[name], 0);
const request = ({ fromMs, toMs }: Window): Window => ({ fromMs, toMs });

describe.each(ENGINES)('around a reform, on %s,', (engine) => {
  beforeAll(async () => {
    store = await openTestStore(engine);
    await liveThroughIt();
  }, 120_000);
  afterAll(() => store.close());

  it.each([
    ['from memory', 3 * DAY_MS],
    ['long after, when hours are kept no more', 90 * DAY_MS],
  ])(
    'summaries equal a recount by hand and add up, %s',
    async (_when, laterMs) => {
      const nowMs = REFORM_MS + laterMs;
      const sums = await sumsAt(nowMs);
      const moved = await ask(sql`select count(*) as n from incidents where former_place = '9001003'`);
      expect(moved).toBeGreaterThan(3);
      for (const [name, window] of Object.entries(WINDOWS)) {
        for (const area of AREAS) {
          for (const category of [undefined, 'pothole']) {
            const where = `${name}, ${area}, ${category ?? 'all'}`;
            const only = category === undefined ? sql`1 = 1` : sql`i.category = ${category}`;
            const found = await sums.summary(area, request(window), category === undefined ? {} : { category });
            const cohort = { fromMs: window.fromMs, toMs: Math.max(window.fromMs, Math.min(window.toMs, nowMs)) };
            for (const [total, count] of Object.entries(COUNTED))
              expect(found.totals[total as TotalName], `${total} ${where}`).toBe(await count(area, window, only));
            expect(found.rates.onTimeClosingRate.n, `due ${where}`).toBe(await countDue(area, cohort, only));
            for (const total of Object.keys(found.totals) as TotalName[])
              expect(found.own.totals[total] + add(found.children, total), `${total} adds up ${where}`).toBe(found.totals[total]);
            expect(found.durations.close.n, `closed ${where}`).toBe(found.totals.closed);
          }
        }
      }
    },
    120_000,
  );

  it('every child says for which part of the window it stands', async () => {
    const sums = await sumsAt(REFORM_MS + 3 * DAY_MS);
    const marks = ({ children }: Summary) => children.map(({ area, validFrom, validTo }) => [area, validFrom, validTo]);
    const at = new Date(REFORM_MS).toISOString();
    expect(marks(await sums.summary(CITY, request(WINDOWS['over']!), {}))).toEqual([
      ['9001', undefined, undefined],
      ['9002', undefined, at],
      ['9003', undefined, at],
      ['9009', at, undefined],
    ]);
    expect(marks(await sums.summary('9001', request(WINDOWS['over']!), {}))).toEqual([
      ['9001001', undefined, undefined],
      ['9001002', undefined, undefined],
      ['9001003', undefined, at],
      ['9002002', at, undefined],
    ]);
    // Stocks are now: who holds some of them is named although it came after the window.
    const before = await sums.summary(CITY, request(WINDOWS['before']!), {});
    expect(marks(before).at(-1)).toEqual(['9009', at, undefined]);
    const series = await sums.series('9002', 'received', 'day', request(WINDOWS['over']!), {});
    expect(series.slice(2).map(({ value }) => value)).toEqual([0, 0]);
    expect(series[0]!.value).toBeGreaterThan(0);
  });

  it('the breakdown counts each incident where it lay when it came in', async () => {
    const { reader: db, dialect, schema } = store.connection;
    const { tree } = await catalogueReader(db, schema).current();
    const sums = await sumsAt(REFORM_MS + 3 * DAY_MS);
    for (const area of AREAS) {
      for (const [name, window] of Object.entries(WINDOWS)) {
        const parts = tree
          .epochs(window.fromMs, window.toMs)
          .map(([fromMs, toMs]) => ({ places: tree.subtree(area, fromMs), fromMs, toMs }));
        const rows = await readBreakdown({ db, dialect, schema }, { parts, categories: null, severities: null, by: 'category' });
        const sum = rows.reduce((total, { count }) => total + count, 0);
        expect(await sums.breakdown(area, 'category', window, {}), `${area} ${name}`).toEqual(rows);
        expect(sum, `${area} ${name}`).toBe(await COUNTED.received!(area, window, sql`1 = 1`));
      }
    }
  }, 60_000);

  it('a group counts each of its streets for its time, and nothing twice', async () => {
    const sums = await sumsAt(REFORM_MS + 3 * DAY_MS);
    const members = ['9001002', '9001003', '9002002', '9003001'];
    for (const [name, window] of Object.entries(WINDOWS)) {
      for (const category of [undefined, 'pothole']) {
        const only = category === undefined ? sql`1 = 1` : sql`i.category = ${category}`;
        const group = await sums.groupSummary({ code: 'zone', members }, window, category === undefined ? {} : { category });
        const where = `${name} ${category ?? 'all'}`;
        expect(group.children.map(({ area }) => area).every((area) => members.includes(area))).toBe(true);
        for (const [total, count] of Object.entries(COUNTED)) {
          const each = await Promise.all(members.map((member) => count(member, window, only)));
          expect(group.totals[total as TotalName], `${total} ${where}`).toBe(each.reduce((sum, n) => sum + n, 0));
          expect(add(group.children, total as TotalName)).toBe(group.totals[total as TotalName]);
        }
        expect([group.own.totals.received, group.durations.close.n]).toEqual([0, group.totals.closed]);
      }
    }
  }, 60_000);

  it('every open incident has a home, once, and log, rows, sums and memory agree', async () => {
    expect(await rehomeNow(store.connection, store.queue, () => store.clock.nowMs)).toBe(0);
    expect(await ask(sql`select count(*) as n from incidents where is_open = 1 and place in ('9001003', '9002', '9003')`)).toBe(0);
    const late = await ask(sql`select count(*) as n from events where type = 'IncidentRehomed' and occurred_at_ms <> ${REFORM_MS}`);
    expect(late).toBe(0);
    const flagged = await ask(sql`select count(*) as n from incidents where place = '9001' and flags like '%place-ended%'`);
    expect(flagged).toBeGreaterThan(0);
    const sums = await sumsAt(REFORM_MS + 3 * DAY_MS);
    const { differences } = await verify(store.connection, { memory: sums.memory() });
    expect(differences.map(differenceText)).toEqual([]);
  }, 120_000);
});
