import { afterEach, describe, expect, it } from 'vitest';
import type { Summary } from '../shared/summary.ts';
import { loadCells } from './db/load-cells.ts';
import { buildSums } from './sums/sums.ts';
import { DAY_MS, HOUR_MS, importedFacts, importRow, MINUTE_MS, NOON_MS, placedIn } from './testing/factories.ts';
import { CITY, shanghai, STREETS, testTree } from './testing/test-city.ts';
import { testSumsSource } from './testing/sums-source.ts';
import { ENGINES, openTestStore, type TestStore } from './testing/test-store.ts';
import { seeded } from './testing/random-run.ts';

/** Percentiles as a person would count them: from memory, from stored cells and from rows alike. */
let store: TestStore;
afterEach(() => store.close());

interface Closed {
  place: (typeof STREETS)[number];
  category: string;
  closedAtMs: number;
  lengthMs: number;
}
const COUNT = 900;
const BUCKET_WIDTH = 2 ** 0.25;

/** Closed cases of ten days; the first street has nearly all of them, the last one few. */
async function closeMany(): Promise<Closed[]> {
  const random = seeded(7);
  const closed = Array.from(
    { length: COUNT },
    (_, i): Closed => ({
      place: i % 9 === 0 ? STREETS.at(-1)! : STREETS[0],
      category: i % 3 === 0 ? 'burst-pipe' : 'rubbish',
      closedAtMs: Math.floor(NOON_MS - random() * 10 * DAY_MS),
      lengthMs: Math.floor(MINUTE_MS + random() ** 3 * 40 * HOUR_MS),
    }),
  );
  await store.queue.write(async (tx) => {
    for (const [i, { place, category, closedAtMs, lengthMs }] of closed.entries())
      await importRow(
        tx,
        importedFacts(`d-${i}`, { placed: placedIn(place), category, reportedAtMs: closedAtMs - lengthMs, closedAtMs, status: 'closed' }),
      );
  });
  return closed;
}

async function summaryOf(area: string, fromMs: number, toMs: number, category?: string): Promise<Summary> {
  const { connection } = store;
  const context = { db: connection.reader, dialect: connection.dialect, schema: connection.schema };
  const sums = buildSums({
    time: shanghai,
    tree: () => testTree,
    now: () => NOON_MS,
    source: testSumsSource(() => context),
  });
  sums.startedAt(await loadCells(connection, { time: shanghai, hoursFromMs: sums.memory().hoursFromMs }, sums.load));
  return sums.summary(area, { fromMs, toMs }, category === undefined ? {} : { category });
}

const percentile = (lengths: readonly number[], share: number): number => {
  const sorted = lengths.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at % 1);
};

describe.each(ENGINES)('durations on %s', (engine) => {
  it('have the n of the rows and their percentiles, whatever the window cuts', async () => {
    store = await openTestStore(engine);
    const closed = await closeMany();
    const today = shanghai.dayStart(NOON_MS);
    const windows: [fromMs: number, toMs: number][] = [
      [today - 6 * DAY_MS, NOON_MS + HOUR_MS],
      [today - 6 * DAY_MS, today - DAY_MS],
      [today - 8 * DAY_MS + 5 * HOUR_MS, today - 2 * DAY_MS + 7 * HOUR_MS],
      [NOON_MS - DAY_MS, NOON_MS],
    ];
    for (const [fromMs, toMs] of windows) {
      for (const area of [CITY, '9001', STREETS[0], STREETS.at(-1)!]) {
        for (const category of [undefined, 'burst-pipe']) {
          const lengths = closed
            .filter((each) => each.closedAtMs >= fromMs && each.closedAtMs < toMs)
            .filter((each) => testTree.isWithin(area, each.place, NOON_MS) && (category === undefined || each.category === category))
            .map(({ lengthMs }) => lengthMs);
          const { durations } = await summaryOf(area, fromMs, toMs, category);
          const where = `${area} ${category ?? 'all'} ${new Date(fromMs).toISOString()}/${new Date(toMs).toISOString()}`;
          expect(durations.close.n, where).toBe(lengths.length);
          expect(lengths.length, where).toBeGreaterThan(0);
          for (const [found, share] of [
            [durations.close.p50Ms!, 0.5],
            [durations.close.p90Ms!, 0.9],
          ] as const) {
            const exact = percentile(lengths, share);
            const off = lengths.length < 200 ? 1e-9 : Math.log(BUCKET_WIDTH);
            expect(Math.abs(Math.log(found / exact)), where).toBeLessThan(off);
          }
          expect(durations.accept, where).toEqual({ p50Ms: null, p90Ms: null, n: 0 });
        }
      }
    }
  }, 60_000);
});
