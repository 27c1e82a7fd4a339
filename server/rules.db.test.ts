import fc from 'fast-check';
import { asc } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RuleContent } from '../shared/rule-wire.ts';
import { ACTING_PER_HOUR } from '../shared/rule-terms.ts';
import type { KeepPace } from './app/rule-memory.ts';
import { ruleRun } from './app/rule-run.ts';
import { ruleUses } from './app/rules.ts';
import type { Store } from './app/ports.ts';
import { cameInReads } from './db/came-in.read.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { rulesRepo } from './db/rules.repo.ts';
import { actor, NOON_MS } from './testing/factories.ts';
import { CITY, STREETS } from './testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';
import { toldReadings } from './testing/told-readings.ts';

const MINUTE = 60_000;
const names = { zh: '人数', en: 'People' };
const plain: RuleContent = {
  names,
  subject: { kind: 'reading', indicator: 'people.count' },
  levels: [
    { state: 'attention', above: 10, forS: 600, deadBand: 2 },
    { state: 'alarm', above: 20, deadBand: 2 },
  ],
  overrides: [],
  waitS: 120,
  holeS: 1800,
  actions: {},
};
const leader = actor('shift-leader', CITY);
/** As of a server that has no time for it. */
const SELDOM: KeepPace = { atOnce: 0, everyMs: 3_600_000 };

/** Rules over a log of readings in memory; every use is a process of its own as far as rules know. */
function rulesOver(
  store: TestStore,
  readings: ReturnType<typeof toldReadings>,
  { write = store.queue.write, pace }: { write?: Store['write']; pace?: KeepPace | undefined } = {},
) {
  const { connection, clock } = store;
  const catalogues = catalogueReader(connection.reader, connection.schema);
  const deps = {
    store: { write },
    rows: rulesRepo(connection),
    catalogue: catalogues.current,
    onChanged: () => undefined,
    breathe: async () => undefined,
    now: () => clock.nowMs,
    ...(pace && { pace }),
  };
  return { ...ruleRun({ ...deps, readings: readings.reads, cameIn: cameInReads(connection) }), uses: ruleUses(deps), rows: deps.rows };
}
async function alarmsOf({ connection: { reader, schema } }: TestStore) {
  const steps = await reader.select().from(schema.alarmChanges).orderBy(asc(schema.alarmChanges.id));
  const alarms = await reader.select().from(schema.alarms).orderBy(asc(schema.alarms.id));
  const subjectOf = new Map(alarms.map(({ id, subject, n }) => [id, `${subject} ${n}`]));
  return steps.map(({ alarm, change, atMs, level, value }) => [subjectOf.get(alarm), change, atMs, level, value]);
}
const bySubject = (steps: Awaited<ReturnType<typeof alarmsOf>>) =>
  [...steps].sort((a, b) => String(a[0]).localeCompare(String(b[0])) || Number(a[2]) - Number(b[2]));

describe.each(ENGINES)('rules on %s', (engine) => {
  const open = async () => {
    const store = await openTestStore(engine);
    onTestFinished(() => store.close());
    return store;
  };

  it.each<[string, KeepPace | undefined]>([
    ['at the end of each turn', undefined],
    ['now and then', SELDOM],
  ])('wherever it is killed, the same alarms stand in the end, each once; states kept %s', async (_name, pace) => {
    const rows = fc.sample(
      fc.record({
        device: fc.constantFrom('a', 'b', 'c'),
        value: fc.integer({ min: 0, max: 25 }),
        delay: fc.integer({ min: 0, max: 119_000 }),
      }),
      { numRuns: 240, seed: 6 },
    );
    const told = rows
      .map(({ device, value, delay }, i) => {
        const atMs = NOON_MS + 60_000 + i * 2 * MINUTE;
        return { device, area: STREETS[0], atMs, receivedMs: atMs + delay, value };
      })
      .sort((a, b) => a.receivedMs - b.receivedMs);
    async function run(kill: (n: number) => 'before' | 'after' | null) {
      const store = await open();
      const readings = toldReadings();
      await rulesOver(store, readings).uses.create(leader, { node: CITY, isOn: true, content: plain });
      let writes = 0;
      const mortal: Store['write'] = async (work) => {
        const when = kill((writes += 1));
        if (when === 'before') throw new Error('killed');
        const done = await store.queue.write(work);
        if (when === 'after') throw new Error('killed');
        return done;
      };
      let process = rulesOver(store, readings, { write: mortal, pace });
      for (let at = 0; at < told.length; at += 8) {
        readings.tell(...told.slice(at, at + 8));
        store.clock.nowMs = told[Math.min(at + 7, told.length - 1)]!.receivedMs;
        await process.turn().catch(() => (process = rulesOver(store, readings, { write: mortal, pace })));
      }
      store.clock.nowMs += 10 * MINUTE;
      await rulesOver(store, readings).turn();
      return bySubject(await alarmsOf(store));
    }
    const whole = await run(() => null);
    expect(whole.length).toBeGreaterThan(20);
    const broken = await run((n) => (n % 5 === 2 ? 'before' : n % 5 === 4 ? 'after' : null));
    expect(broken).toEqual(whole);
  });

  it('an alarm stands at once, however seldom states are kept, and is not told again by whoever comes after', async () => {
    const store = await open();
    const readings = toldReadings();
    const rules = rulesOver(store, readings, { pace: SELDOM });
    await rules.uses.create(leader, { node: CITY, isOn: true, content: { ...plain, waitS: 0 } });
    const tell = async (process: typeof rules, minute: number, values: Record<string, number>) => {
      const atMs = (store.clock.nowMs = NOON_MS + minute * MINUTE);
      for (const [device, value] of Object.entries(values)) readings.tell({ device, area: STREETS[0], atMs, receivedMs: atMs, value });
      await process.turn();
    };
    await tell(rules, 1, { a: 5 });
    const kept = await rules.rows.cursor('readings');
    await tell(rules, 2, { a: 30, b: 5 });
    expect(await alarmsOf(store)).toEqual([['a 1', 'raised', NOON_MS + 2 * MINUTE, 2, 30]]);
    expect(await rules.rows.cursor('readings'), 'what b told is kept by nothing but the log').toBe(kept);
    await tell(rulesOver(store, readings, { pace: SELDOM }), 3, { a: 3, b: 30 });
    expect((await alarmsOf(store)).map(([subject, change]) => [subject, change])).toEqual([
      ['a 1', 'raised'],
      ['a 1', 'cleared'],
      ['b 1', 'raised'],
    ]);
  });

  it('what was added before a crash is not added again', async () => {
    const store = await open();
    const readings = toldReadings();
    const rules = rulesOver(store, readings, { pace: SELDOM });
    const content: RuleContent = {
      ...plain,
      subject: { kind: 'sum', indicator: 'people.count', hours: 1, of: 'station' },
      levels: [
        { state: 'attention', above: 3, isInclusive: true },
        { state: 'alarm', above: 5, isInclusive: true },
      ],
      waitS: 0,
    };
    await rules.uses.create(leader, { node: CITY, isOn: true, content });
    const tell = (device: string, second: number, value: number) => {
      const atMs = (store.clock.nowMs = NOON_MS + MINUTE + second * 1000);
      readings.tell({ device, area: STREETS[0], atMs, receivedMs: atMs, value });
    };
    tell('a', 0, 1);
    await rules.turn();
    for (const second of [10, 20]) for (const device of ['a', 'b']) tell(device, second, 1);
    await rules.turn();
    const after = rulesOver(store, readings, { pace: SELDOM });
    tell('a', 30, 0);
    await after.turn();
    expect(await alarmsOf(store)).toEqual([['a 1', 'raised', NOON_MS + MINUTE + 20_000, 0, 3]]);
    expect((await after.uses.list(leader)).rules[0]!.stats.late).toBe(0);
  });

  it('while others speak without end, whoever fell silent before a start is noticed', async () => {
    const store = await open();
    const readings = toldReadings();
    const before = rulesOver(store, readings);
    const content: RuleContent = {
      ...plain,
      subject: { kind: 'missing', indicator: 'people.count' },
      levels: [{ state: 'attention', above: 30, isInclusive: true }],
      waitS: 0,
    };
    await before.uses.create(leader, { node: CITY, isOn: true, content });
    const tell = (device: string, minute: number) => {
      const atMs = (store.clock.nowMs = NOON_MS + minute * MINUTE);
      readings.tell({ device, area: STREETS[0], atMs, receivedMs: atMs, value: 1 });
    };
    tell('silent', 1);
    tell('loud', 1);
    await before.turn();
    // From here on no turn finds all states put by.
    const after = rulesOver(store, readings, { pace: SELDOM });
    for (let minute = 2; minute <= 32; minute += 5) {
      tell('loud', minute);
      await after.turn();
    }
    expect(await alarmsOf(store)).toEqual([['silent 1', 'raised', NOON_MS + 31 * MINUTE, 0, 30]]);
  });

  it('whoever speaks is not taken for silent while rules are behind', async () => {
    const store = await open();
    const readings = toldReadings();
    const content: RuleContent = {
      ...plain,
      subject: { kind: 'missing', indicator: 'people.count' },
      levels: [{ state: 'attention', above: 30, isInclusive: true }],
      waitS: 0,
    };
    const rules = rulesOver(store, readings);
    await rules.uses.create(leader, { node: CITY, isOn: true, content });
    const tell = (i: number) => {
      const atMs = NOON_MS + i * 5_000;
      readings.tell({ device: 'a', area: STREETS[0], atMs, receivedMs: atMs, value: 1 });
    };
    tell(1);
    store.clock.nowMs = NOON_MS + MINUTE;
    await rules.turn();
    // More than is read in one go, over eleven hours, and a real silence at the end of it.
    for (let i = 2; i <= 8_000; i++) tell(i);
    store.clock.nowMs = NOON_MS + 40_000_000 + 31 * MINUTE;
    await rules.turn();
    expect(await alarmsOf(store)).toEqual([['a 1', 'raised', NOON_MS + 40_000_000 + 30 * MINUTE, 0, 30]]);
  });

  it('states that are put by some at a time: what is judged between two of them is neither lost nor told twice', async () => {
    const store = await open();
    const readings = toldReadings();
    const content = { ...plain, waitS: 0, levels: [{ state: 'alarm' as const, above: 10, forS: 300 }] };
    await rulesOver(store, readings).uses.create(leader, { node: CITY, isOn: true, content });
    const many = 6_000;
    const tell = (minute: number, value: number) => {
      const atMs = (store.clock.nowMs = NOON_MS + minute * MINUTE);
      for (let i = 0; i < many; i++) readings.tell({ device: `d${i}`, area: STREETS[i % 7]!, atMs, receivedMs: atMs, value });
    };
    const pace: KeepPace = { atOnce: 10, everyMs: 60_000 };
    const rules = rulesOver(store, readings, { pace });
    tell(1, 20);
    await rules.turn();
    expect(await rules.rows.cursor('readings'), 'a round of so many takes more than one turn').toBe(0);
    for (const minute of [2, 3]) {
      tell(minute, 20);
      await rules.turn();
    }
    const kept = await rules.rows.cursor('readings');
    expect(kept, 'it says how far was read when it began').toBeGreaterThan(0);
    expect(kept).toBeLessThan(3 * many);
    // The next one is under way, and ends here without a word.
    tell(6, 20);
    await rulesOver(store, readings, { pace }).turn();
    const raised = (await alarmsOf(store)).filter(([, change]) => change === 'raised');
    expect(raised).toHaveLength(many);
    expect(new Set(raised.map(([subject]) => subject)).size).toBe(many);
    expect(new Set(raised.map(([, , atMs]) => atMs))).toEqual(new Set([NOON_MS + 6 * MINUTE]));
  }, 60_000);

  it('two processes that both read on write each alarm once', async () => {
    const store = await open();
    const readings = toldReadings();
    const [one, two] = [rulesOver(store, readings), rulesOver(await store.another(), readings)];
    await one.uses.create(leader, { node: CITY, isOn: true, content: { ...plain, waitS: 0 } });
    for (let i = 1; i <= 12; i++) {
      readings.tell({
        device: 'a',
        area: STREETS[1],
        atMs: NOON_MS + i * MINUTE,
        receivedMs: NOON_MS + i * MINUTE,
        value: i % 4 === 0 ? 3 : 30,
      });
      await Promise.allSettled([one.turn(), two.turn()]);
    }
    await one.turn();
    const raised = (await alarmsOf(store)).filter(([, change]) => change === 'raised');
    expect(raised.map(([, , atMs]) => (Number(atMs) - NOON_MS) / MINUTE)).toEqual([1, 5, 9]);
  });

  it('ten thousand alarms at once: all are kept, few act, and it says so', async () => {
    const many = engine === 'sqlite' ? 10_000 : 500;
    const store = await open();
    const readings = toldReadings();
    const rules = rulesOver(store, readings);
    const content = { ...plain, waitS: 0, actions: { incident: { from: 'alarm' as const, category: 'rubbish' } } };
    await rules.uses.create(leader, { node: CITY, isOn: true, content });
    const atMs = NOON_MS + MINUTE;
    for (let i = 0; i < many; i++) readings.tell({ device: `d${i}`, area: STREETS[i % 7]!, atMs, receivedMs: atMs, value: 21 });
    store.clock.nowMs = atMs;
    await rules.turn();
    const { rules: listed } = await rules.uses.list(leader);
    expect(listed[0]).toMatchObject({ open: many, stats: { held: many - ACTING_PER_HOUR } });
    expect((await rules.rows.toDo(1000)).length).toBe(ACTING_PER_HOUR);
    const steps = await alarmsOf(store);
    expect(steps.filter(([, change]) => change === 'raised')).toHaveLength(many);
    expect(steps.filter(([, change]) => change === 'held')).toHaveLength(many - ACTING_PER_HOUR);
  });

  it('incidents of one kind in one street are counted out of the log, and those of before are not', async () => {
    const store = await open();
    const rules = rulesOver(store, toldReadings());
    const report = (street: string, category = 'rubbish') => store.incidents.report(leader, { category, area: street });
    await report(STREETS[0]);
    store.clock.nowMs += MINUTE;
    const content: RuleContent = {
      ...plain,
      subject: { kind: 'incidents', categories: [], tier: 'street', hours: 2 },
      levels: [{ state: 'abnormal', above: 3, isInclusive: true }],
      waitS: 0,
    };
    await rules.turn();
    await rules.uses.create(leader, { node: CITY, isOn: true, content });
    // The first of them comes while nobody runs.
    for (let i = 0; i < 3; i++) {
      store.clock.nowMs += MINUTE;
      await report(STREETS[0], 'pothole');
      await report(STREETS[0]);
      await report(STREETS[1]);
      if (i > 0) await rulesOver(store, toldReadings()).turn();
    }
    expect((await alarmsOf(store)).map(([subject, change]) => [subject, change])).toEqual([
      [`${STREETS[0]}|pothole 1`, 'raised'],
      [`${STREETS[0]}|rubbish 1`, 'raised'],
      [`${STREETS[1]}|rubbish 1`, 'raised'],
    ]);
    // Two hours later they have left, at their own instants.
    store.clock.nowMs += 3 * 3_600_000;
    await rulesOver(store, toldReadings()).turn();
    expect((await alarmsOf(store)).filter(([, change]) => change === 'cleared')).toHaveLength(3);
  });

  it('a rule on silence knows who was silent before it began', async () => {
    const store = await open();
    const readings = toldReadings();
    const rules = rulesOver(store, readings);
    readings.tell({ device: 'old', area: STREETS[0], atMs: NOON_MS - 50 * MINUTE, receivedMs: NOON_MS - 50 * MINUTE, value: 1 });
    await rules.turn();
    const content: RuleContent = {
      ...plain,
      subject: { kind: 'missing', indicator: 'people.count' },
      levels: [{ state: 'attention', above: 60, isInclusive: true }],
      waitS: 0,
    };
    await rules.uses.create(leader, { node: CITY, isOn: true, content });
    // Another speaks before anybody has looked.
    store.clock.nowMs += MINUTE;
    readings.tell({ device: 'new', area: STREETS[0], atMs: store.clock.nowMs, receivedMs: store.clock.nowMs, value: 1 });
    await rules.turn();
    expect(await alarmsOf(store)).toEqual([]);
    store.clock.nowMs += 10 * MINUTE;
    await rulesOver(store, readings).turn();
    expect(await alarmsOf(store)).toEqual([['old 1', 'raised', NOON_MS + 10 * MINUTE, 0, 60]]);
  });

  it('the next version ends what stood under the former one', async () => {
    const store = await open();
    const readings = toldReadings();
    const rules = rulesOver(store, readings);
    const content = { ...plain, waitS: 0 };
    const { rule } = await rules.uses.create(leader, { node: CITY, isOn: true, content });
    const tell = async (minute: number) => {
      readings.tell({ device: 'a', area: STREETS[0], atMs: NOON_MS + minute * MINUTE, receivedMs: NOON_MS + minute * MINUTE, value: 30 });
      store.clock.nowMs = NOON_MS + minute * MINUTE;
      await rules.turn();
    };
    await tell(1);
    await expect(rules.uses.change(leader, rule.id, { seenVersion: 9, isOn: true, content })).rejects.toMatchObject({
      code: 'rule.changed',
    });
    await rules.uses.change(leader, rule.id, { seenVersion: 1, isOn: false, content });
    await tell(2);
    await rules.uses.change(leader, rule.id, { seenVersion: 2, isOn: true, content });
    await tell(3);
    expect((await alarmsOf(store)).map(([subject, change]) => [subject, change])).toEqual([
      ['a 1', 'raised'],
      ['a 1', 'superseded'],
      ['a 1', 'raised'],
    ]);
    expect((await rules.uses.acts(leader, rule.id)).map(({ act, version }) => [version, act])).toEqual([
      [3, 'on'],
      [2, 'off'],
      [1, 'made'],
    ]);
  });
});
