import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localTime } from '../shared/local-time.ts';
import { BUCKET_STEPS } from '../shared/readings.ts';
import { retentionOf } from '../shared/retention.ts';
import { applyRetention } from './app/retention.ts';
import { passingRows } from './db/retention.repo.ts';
import { bucketBuffer, type Bucket } from './domain/readings/buckets.ts';
import { SUSPECT } from './domain/readings/flags.ts';
import { isInSpans } from './domain/readings/spans.ts';
import { actor, DAY_MS, HOUR_MS, MINUTE_MS, NOON_MS } from './testing/factories.ts';
import { readingHouseOf } from './testing/reading-house-of.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';
import type { Engine } from './db/dialect.ts';

const machine = actor('system');
const leader = actor('shift-leader');
const iso = (ms: number): string => new Date(ms).toISOString();
const time = localTime('Asia/Shanghai');

function houseOf(store: TestStore) {
  const house = readingHouseOf(store);
  return {
    ...house,
    register: (code: string, indicators = ['people.count', 'rain.hour']) =>
      house.devices.put(machine, code, {
        names: { zh: code, en: code },
        kind: 'x',
        area: '9001001',
        channels: indicators.map((indicator) => ({ indicator })),
      }),
    take: (told: readonly { device?: string; indicator?: string; atMs: number; value: number }[]) =>
      house.readings.take(
        machine,
        told.map(({ device = 'a', indicator = 'people.count', ...each }) => ({ device, indicator, isStale: false, datum: null, ...each })),
      ),
  };
}
async function withStore<T>(engine: Engine, work: (store: TestStore, house: ReturnType<typeof houseOf>) => Promise<T>): Promise<T> {
  const store = await openTestStore(engine);
  try {
    return await work(store, houseOf(store));
  } finally {
    await store.close();
  }
}

/** Buckets as they stand, and as the raw rows alone tell them. */
async function compare({ connection: { reader, schema } }: TestStore): Promise<void> {
  const channels = new Map((await reader.select().from(schema.channels)).map((each) => [each.id, each]));
  const devices = new Map((await reader.select().from(schema.devices)).map((each) => [each.code, each]));
  const buffer = bucketBuffer(time);
  for (const { channel, atMs, value, flags } of await reader.select().from(schema.readings)) {
    const { device, indicator } = channels.get(channel)!;
    const isDoubted = isInSpans(JSON.parse(devices.get(device)!.suspect) as [], atMs);
    expect((flags & SUSPECT) !== 0, 'the mark').toBe(isDoubted);
    if (flags === 0) buffer.add(channel, indicator === 'rain.hour' ? 8 : 0, atMs, value);
  }
  const keyOf = ({ channel, step, startMs }: Bucket): string => `${step} ${startMs} ${channel}`;
  const inOrder = (all: Bucket[]): Bucket[] => all.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  expect(inOrder(await reader.select().from(schema.readingBuckets))).toEqual(inOrder(buffer.all()));
}

describe.each(ENGINES)('readings in the database (%s)', (engine) => {
  test('whatever comes, in whatever order, with marks between: buckets are what the raw rows tell', { timeout: 120_000 }, async () => {
    const row = fc.record({
      device: fc.constantFrom('a', 'b'),
      indicator: fc.constantFrom('people.count', 'rain.hour'),
      // Few instants, so that many come twice; over a day's border of either.
      atMs: fc.integer({ min: 0, max: 40 }).map((i) => NOON_MS - 5 * HOUR_MS + i * 7 * MINUTE_MS),
      value: fc.integer({ min: -1, max: 2 }),
    });
    const when = fc.integer({ min: 0, max: 45 }).map((i) => NOON_MS - 5 * HOUR_MS + i * 6 * MINUTE_MS);
    const act = fc.oneof(
      { weight: 4, arbitrary: fc.array(row, { minLength: 1, maxLength: 30 }).map((rows) => ({ kind: 'take' as const, rows })) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constantFrom('suspect' as const, 'trust' as const),
          device: fc.constantFrom('a', 'b'),
          from: when,
          length: fc.option(fc.integer({ min: 1, max: 20 })),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'recount' as const }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), (acts) =>
        withStore(engine, async (store, house) => {
          await house.register('a');
          await house.register('b');
          const seen = new Map<string, number>();
          const wrong: string[] = [];
          for (const each of acts) {
            if (each.kind === 'take') {
              const outcomes = await house.take(each.rows);
              for (const [i, { device, indicator, atMs, value }] of each.rows.entries()) {
                const key = `${device} ${indicator} ${atMs}`;
                const known = seen.get(key);
                const { outcome } = outcomes[i]!;
                const wanted = known === undefined ? ['taken', 'flagged'] : [known === value ? 'duplicate' : 'refused'];
                if (!wanted.includes(outcome)) wrong.push(`${key} ${value}: ${outcome}`);
                seen.set(key, known ?? value);
              }
            } else if (each.kind === 'recount') await house.recountHour();
            else {
              const to = each.length === null ? {} : { to: iso(each.from + each.length * 6 * MINUTE_MS) };
              await house.devices[each.kind](leader, each.device, { from: iso(each.from), ...to, reason: 'x' });
            }
          }
          await house.settle();
          expect(wrong).toEqual([]);
          await compare(store);
          expect((await house.reads.since(0, 10_000)).length).toBe(seen.size);
          // By looking each up, and by reading past all.
          for (const step of BUCKET_STEPS) {
            const ask = { indicator: 'rain.hour', step, fromMs: NOON_MS - 2 * DAY_MS, toMs: NOON_MS + 1 };
            expect(await house.reads.buckets({ ...ask, devices: ['a', 'b'] })).toEqual(
              await house.reads.buckets({ ...ask, devices: null }),
            );
          }
        }),
      ),
      { numRuns: engine === 'sqlite' ? 25 : 4 },
    );
  });

  test('two processes write by turns, and neither takes twice what the other has', async () => {
    await withStore(engine, async (store, house) => {
      await house.register('a');
      const other = await store.another();
      const there = houseOf(other);
      for (let i = 0; i < 6; i++) {
        const rows = [i - 1, i].filter((n) => n >= 0).map((n) => ({ atMs: NOON_MS - HOUR_MS + n * MINUTE_MS, value: n }));
        expect((await (i % 2 === 0 ? house : there).take(rows)).map(({ outcome }) => outcome)).toEqual(
          i === 0 ? ['taken'] : ['duplicate', 'taken'],
        );
      }
      await compare(store);
      const ids = (await house.reads.since(0, 100)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(6);
      await other.close();
    });
  });

  test('raw rows go when they are old enough, buckets and those of a doubted device stay', async () => {
    await withStore(engine, async (store, house) => {
      await house.register('a');
      await house.register('b');
      const atMs = NOON_MS - HOUR_MS;
      await house.take([
        { atMs, value: 1 },
        { device: 'b', atMs, value: 2 },
      ]);
      await house.devices.suspect(leader, 'b', { from: iso(atMs), reason: 'x' });
      await house.settle();
      await house.take([{ device: 'old-stranger', atMs, value: 1 }]);
      store.clock.nowMs += 4 * DAY_MS;
      await house.take([
        { atMs: store.clock.nowMs, value: 3 },
        { device: 'stranger', atMs: store.clock.nowMs, value: 3 },
      ]);
      const retain = () =>
        applyRetention({
          store: store.queue,
          rows: passingRows(store.connection),
          findAged: async () => [],
          rules: async () => retentionOf({ readings: 2 }),
          purgeSignIns: async () => undefined,
          now: () => store.clock.nowMs,
          goOn: async () => true,
        });
      await retain();
      expect((await house.reads.since(0, 100)).map(({ device, value }) => [device, value])).toEqual([
        ['b', 2],
        ['a', 3],
      ]);
      const { reader, schema } = store.connection;
      const refused = await reader.select({ device: schema.readingRefusals.device }).from(schema.readingRefusals);
      expect(refused).toEqual([{ device: 'stranger' }]);
      const hours = await house.reads.buckets({
        indicator: 'people.count',
        devices: null,
        step: 'hour',
        fromMs: 0,
        toMs: store.clock.nowMs + 1,
      });
      expect(hours.map(({ device, sum }) => [device, sum])).toEqual([
        ['a', 1],
        ['a', 3],
      ]);
      // Believed again after all that time, it comes back whole.
      await house.devices.trust(leader, 'b', { reason: 'x' });
      await house.settle();
      expect(
        await house.reads.buckets({ indicator: 'people.count', devices: ['b'], step: 'day', fromMs: 0, toMs: store.clock.nowMs }),
      ).toMatchObject([{ n: 1, sum: 2 }]);
      await retain();
      expect((await house.reads.since(0, 100)).map(({ device }) => device)).toEqual(['a']);
    });
  });
});
