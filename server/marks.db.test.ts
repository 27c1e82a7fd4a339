import { asc } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RuleContent, RuleSubject } from '../shared/rule-wire.ts';
import { ruleRun } from './app/rule-run.ts';
import { ruleUses } from './app/rules.ts';
import type { Store } from './app/ports.ts';
import { cameInReads } from './db/came-in.read.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { rulesRepo } from './db/rules.repo.ts';
import { actor, DAY_MS, HOUR_MS, MINUTE_MS, NOON_MS } from './testing/factories.ts';
import { readingHouseOf } from './testing/reading-house-of.ts';
import { CITY, DISTRICTS, STREETS } from './testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';

const WAIT_S = 120;
const iso = (ms: number): string => new Date(ms).toISOString();
const [leader, machine] = [actor('shift-leader', CITY), actor('system')];
const names = { zh: '人数', en: 'People' };
/** Of the first district, and of the second one's the same. */
const PLACES = [STREETS[0], STREETS[3]] as const;

const content = (given: Partial<RuleContent> & Pick<RuleContent, 'subject' | 'levels'>): RuleContent => ({
  names,
  overrides: [],
  waitS: 0,
  holeS: null,
  actions: {},
  ...given,
});

/** Every use is a process of its own as far as rules know. */
function rulesOver(store: TestStore, write: Store['write'] = store.queue.write) {
  const { connection, clock } = store;
  const deps = {
    store: { write },
    rows: rulesRepo(connection),
    catalogue: catalogueReader(connection.reader, connection.schema).current,
    onChanged: () => undefined,
    breathe: async () => undefined,
    now: () => clock.nowMs,
  };
  const readings = readingHouseOf(store).reads;
  return { ...ruleRun({ ...deps, readings, cameIn: cameInReads(connection) }), uses: ruleUses(deps) };
}
function cityOver(store: TestStore) {
  const house = readingHouseOf(store);
  return {
    ...house,
    register: (code: string, area: string) =>
      house.devices.put(machine, code, { names, kind: 'x', area, channels: [{ indicator: 'people.count' }] }),
    take: (rows: readonly { device: string; atMs: number; value: number }[]) =>
      house.readings.take(
        machine,
        rows.map((row) => ({ ...row, indicator: 'people.count', isStale: false, datum: null })),
      ),
  };
}
async function alarmsOf({ connection: { reader, schema } }: TestStore) {
  const alarms = await reader.select().from(schema.alarms).orderBy(asc(schema.alarms.raisedAtMs), asc(schema.alarms.id));
  const steps = await reader.select().from(schema.alarmChanges).orderBy(asc(schema.alarmChanges.id));
  return alarms.map((alarm) => ({ ...alarm, steps: steps.filter((step) => step.alarm === alarm.id) }));
}
const open = async (engine: (typeof ENGINES)[number]): Promise<TestStore> => {
  const store = await openTestStore(engine);
  onTestFinished(() => store.close());
  return store;
};

const levels = fc.record({
  above: fc.integer({ min: 2, max: 6 }),
  deadBand: fc.integer({ min: 0, max: 2 }),
  forM: fc.integer({ min: 0, max: 15 }),
});
const subjects = fc.constantFrom<RuleSubject>(
  { kind: 'reading', indicator: 'people.count' },
  { kind: 'sum', indicator: 'people.count', hours: 1, of: 'station' },
  { kind: 'sum', indicator: 'people.count', hours: 1, of: 'mean', tier: 'district' },
  { kind: 'sum', indicator: 'people.count', hours: 1, of: 'stations', tier: 'district', atLeast: 4 },
  { kind: 'rate', indicator: 'people.count', minutes: 10 },
  { kind: 'missing', indicator: 'people.count' },
);
const readings = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 12 }),
    value: fc.integer({ min: 0, max: 9 }),
    device: fc.constantFrom('a', 'b', 'c'),
    delay: fc.integer({ min: 0, max: WAIT_S * 1000 - 1 }),
  }),
  { minLength: 10, maxLength: 24 },
);
const cases = fc.record({
  subject: subjects,
  level: levels,
  rows: readings,
  /** After so many of them have come: a mark, and the lifting. */
  marked: fc.nat(),
  lifted: fc.option(fc.nat()),
  /** How long before, minutes. */
  back: fc.integer({ min: 0, max: 150 }),
  /** Which writes of a judging are cut off. */
  killEvery: fc.constantFrom(0, 2, 3),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

describe.each(ENGINES)('marks and alarms on %s', (engine) => {
  it('a mark is as if its readings had never come, a lifted one as if it had never been, wherever a judging is cut off', async () => {
    const store = await open(engine);
    const city = cityOver(store);
    let n = 0;
    /** Of each case every reading goes to a second device in another district too, but for those that do not count in the end. */
    async function run({ subject, level, rows, marked, lifted, back, killEvery }: Case): Promise<void> {
      const id = ++n;
      const beginMs = NOON_MS + id * 3 * DAY_MS;
      // Of every other case the rule has been there for long: then it is not gone back to its own beginning.
      store.clock.nowMs = beginMs - (id % 2) * 4 * HOUR_MS;
      const { above, deadBand, forM } = level;
      const isMissing = subject.kind === 'missing';
      const limits: RuleContent['levels'] = isMissing
        ? [{ state: 'attention', above: above * 5, isInclusive: true }]
        : [
            { state: 'attention', above, deadBand, forS: forM * 60 },
            { state: 'alarm', above: above + 2, deadBand },
          ];
      let writes = 0;
      const mortal: Store['write'] = async (work) => {
        const isCut = killEvery > 0 && (writes += 1) % killEvery === 0;
        if (isCut && writes % (2 * killEvery) === 0) throw new Error('cut off');
        const done = await store.queue.write(work);
        if (isCut) throw new Error('cut off');
        return done;
      };
      let judge = rulesOver(store);
      const { rule } = await judge.uses.create(leader, {
        node: CITY,
        isOn: true,
        content: content({ subject, levels: limits, waitS: isMissing ? 0 : WAIT_S }),
      });
      const codes = ['a', 'b', 'c'];
      for (const [i, area] of PLACES.entries()) for (const code of codes) await city.register(`${id}${code}${i}`, area);
      let atMs = beginMs;
      const told = rows
        .map(({ gap, value, device, delay }) => {
          atMs += gap * MINUTE_MS;
          return { device, atMs, value, seenMs: atMs + (isMissing ? 0 : delay) };
        })
        .sort((x, y) => x.seenMs - y.seenMs);
      const markAt = marked % told.length;
      const markMs = told[markAt]!.seenMs;
      const fromMs = Math.max(beginMs, markMs - back * MINUTE_MS);
      const liftAt = lifted === null ? null : markAt + (lifted % (told.length - markAt));
      const counts = (row: (typeof told)[number]): boolean => liftAt !== null || row.device !== 'a' || row.atMs < fromMs;
      const turn = async (isCut: boolean): Promise<void> => {
        if (!isCut) return judge.turn();
        judge = rulesOver(store, mortal);
        for (let tries = 0; tries < 40; tries++) {
          const isDone = await judge.turn().then(
            () => true,
            () => false,
          );
          if (isDone) break;
          judge = rulesOver(store, mortal);
        }
        judge = rulesOver(store);
        await judge.turn();
      };
      for (const [i, row] of told.entries()) {
        store.clock.nowMs = Math.max(store.clock.nowMs, row.seenMs);
        await city.take([0, ...(counts(row) ? [1] : [])].map((k) => ({ ...row, device: `${id}${row.device}${k}` })));
        if (i % 3 === 0 || i === markAt || i === liftAt) await turn(false);
        if (i === markAt) await city.devices.suspect(leader, `${id}a0`, { from: iso(fromMs), reason: 'x' });
        if (i === liftAt) await city.devices.trust(leader, `${id}a0`, { reason: 'x' });
        if (i === markAt || i === liftAt) {
          await city.settle();
          await turn(true);
        }
      }
      // Whatever comes after goes on from the same state.
      store.clock.nowMs += 5 * MINUTE_MS;
      for (const value of [9, 9, 0]) {
        const later = codes.flatMap((code) => [0, 1].map((k) => ({ device: `${id}${code}${k}`, atMs: store.clock.nowMs, value })));
        await city.take(later.filter(({ device }) => liftAt !== null || !device.includes('a')));
        await turn(false);
        store.clock.nowMs += 8 * MINUTE_MS;
        await turn(false);
      }
      const seen = (await alarmsOf(store)).filter((alarm) => alarm.rule === rule.id);
      const isOfAreas = subject.kind === 'sum' && subject.of !== 'station';
      const of = (k: number) =>
        seen
          .filter(({ subject: at, isWithdrawn }) => isWithdrawn === 0 && (isOfAreas ? at === DISTRICTS[k] : at.endsWith(String(k))))
          .map(({ subject: at, raisedAtMs, clearedAtMs, level: rank, value }) => ({
            at: isOfAreas ? '' : at.replace(/\d$/, ''),
            raised: (raisedAtMs - beginMs) / MINUTE_MS,
            cleared: clearedAtMs && (clearedAtMs - beginMs) / MINUTE_MS,
            rank,
            value,
          }));
      const order = (all: ReturnType<typeof of>) => [...all].sort((x, y) => x.raised - y.raised || (x.at < y.at ? -1 : 1));
      expect(order(of(0))).toEqual(order(of(1)));
      // Nothing that people have seen is raised a second time.
      const raised = seen.map(({ subject: at, raisedAtMs }) => `${at} ${raisedAtMs}`);
      expect(new Set(raised).size).toBe(raised.length);
      for (const { steps } of seen) expect(steps.filter(({ change }) => change === 'raised')).toHaveLength(1);
      await judge.uses.change(leader, rule.id, { seenVersion: 1, isOn: false, content: rule.content });
    }
    await fc.assert(fc.asyncProperty(cases, run), {
      numRuns: engine === 'sqlite' ? 10 : 2,
      seed: 29,
      endOnFailure: true,
    });
  });

  it('another process that held what was judged before judges on from what was judged anew', async () => {
    const store = await open(engine);
    const city = cityOver(store);
    const other = await store.another();
    const [one, two] = [rulesOver(store), rulesOver(other)];
    const subject: RuleSubject = { kind: 'sum', indicator: 'people.count', hours: 1, of: 'mean', tier: 'district' };
    await one.uses.create(leader, { node: CITY, isOn: true, content: content({ subject, levels: [{ state: 'alarm', above: 10 }] }) });
    for (const code of ['a', 'b']) await city.register(code, STREETS[0]);
    const tell = (minute: number, values: Record<string, number>) => {
      store.clock.nowMs = NOON_MS + minute * MINUTE_MS;
      return city.take(Object.entries(values).map(([device, value]) => ({ device, atMs: store.clock.nowMs, value })));
    };
    await tell(1, { a: 50, b: 2 });
    await one.turn();
    await city.devices.suspect(leader, 'a', { from: iso(NOON_MS), reason: 'x' });
    await city.settle();
    other.clock.nowMs = store.clock.nowMs;
    await two.turn();
    await tell(2, { b: 3 });
    await one.turn();
    const [alarm, ...others] = await alarmsOf(store);
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({ isWithdrawn: 1, clearedAtMs: NOON_MS + MINUTE_MS });
    expect(alarm!.steps.map(({ change, detail }) => [change, detail])).toEqual([
      ['raised', null],
      ['withdrawn', 'a#1'],
    ]);
    await tell(3, { b: 30 });
    await one.turn();
    expect((await alarmsOf(store)).map(({ n, value, isWithdrawn }) => [n, value, isWithdrawn])).toEqual([
      [1, 50, 1],
      [2, 35, 0],
    ]);
  });

  it('of a rule that has been there for long it begins shortly before the mark, with what fell before that', async () => {
    const store = await open(engine);
    const city = cityOver(store);
    const rules = rulesOver(store);
    const subject: RuleSubject = { kind: 'sum', indicator: 'people.count', hours: 1, of: 'max', tier: 'district' };
    const limits: RuleContent['levels'] = [
      { state: 'attention', above: 5 },
      { state: 'alarm', above: 20 },
    ];
    store.clock.nowMs = NOON_MS - 5 * HOUR_MS;
    await rules.uses.create(leader, { node: CITY, isOn: true, content: content({ subject, levels: limits }) });
    for (const code of ['a', 'b']) await city.register(code, STREETS[0]);
    const tell = async (minute: number, device: string, value: number): Promise<void> => {
      store.clock.nowMs = NOON_MS + minute * MINUTE_MS;
      await city.take([{ device, atMs: store.clock.nowMs, value }]);
      await rules.turn();
    };
    for (const [minute, device, value] of [
      [-50, 'b', 4],
      [-20, 'b', 3],
      [-10, 'a', 30],
    ] as const)
      await tell(minute, device, value);
    await city.devices.suspect(leader, 'a', { from: iso(NOON_MS - 15 * MINUTE_MS), reason: 'x' });
    await city.settle();
    await rules.turn();
    const now = async () =>
      (await alarmsOf(store)).map(({ raisedAtMs, clearedAtMs, level, value }) => [raisedAtMs, clearedAtMs, level, value]);
    expect(await now()).toEqual([[NOON_MS - 20 * MINUTE_MS, null, 0, 7]]);
    await tell(20, 'b', 0);
    expect(await now()).toEqual([[NOON_MS - 20 * MINUTE_MS, NOON_MS + 20 * MINUTE_MS, 0, 7]]);
  });

  it('what others still carry stands on, by their readings; what was to be done and was not is not done, and is when it is back', async () => {
    const store = await open(engine);
    const city = cityOver(store);
    const rules = rulesOver(store);
    const subject: RuleSubject = { kind: 'sum', indicator: 'people.count', hours: 1, of: 'max', tier: 'district' };
    const actions = { incident: { from: 'attention' as const, category: 'rubbish' } };
    const limits: RuleContent['levels'] = [
      { state: 'attention', above: 5 },
      { state: 'alarm', above: 20 },
    ];
    await rules.uses.create(leader, { node: CITY, isOn: true, content: content({ subject, levels: limits, actions }) });
    for (const code of ['a', 'b']) await city.register(code, STREETS[0]);
    store.clock.nowMs = NOON_MS + MINUTE_MS;
    const atMs = store.clock.nowMs;
    await city.take([
      { device: 'a', atMs, value: 30 },
      { device: 'b', atMs, value: 8 },
    ]);
    await rules.turn();
    const mark = async (act: 'suspect' | 'trust', code: string): Promise<void> => {
      await city.devices[act](leader, code, { from: iso(NOON_MS), reason: 'x' });
      await city.settle();
      await rules.turn();
    };
    const now = async () => (await alarmsOf(store)).map(({ level, value, todo, isWithdrawn }) => [level, value, todo, isWithdrawn]);
    expect(await now()).toEqual([[2, 30, 'incident', 0]]);
    await mark('suspect', 'a');
    expect(await now()).toEqual([[0, 8, 'incident', 0]]);
    await mark('suspect', 'b');
    expect(await now()).toEqual([[0, 8, null, 1]]);
    await mark('trust', 'a');
    expect(await now()).toEqual([[2, 30, 'incident', 0]]);
    await mark('trust', 'b');
    const [alarm] = await alarmsOf(store);
    expect(alarm!.clearedAtMs).toBeNull();
    expect(alarm!.steps.map(({ change, detail }) => [change, detail])).toEqual([
      ['raised', null],
      ['rejudged', 'a#1'],
      ['withdrawn', 'b#1'],
      ['restored', 'a#2'],
    ]);
  });
});
