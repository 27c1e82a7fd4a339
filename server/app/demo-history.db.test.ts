import { asc } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { buildDemoModel } from '../../seed/demo/model.ts';
import { verify } from '../db/verify.ts';
import { DAY_MS, NOON_MS } from '../testing/factories.ts';
import { CITY, TEST_AREAS, TEST_CATEGORIES, TEST_UNITS } from '../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import { writeHistory, type CityLife } from './demo-history.ts';

/** A model knows the cases it was told of, so each run has its own. */
function life(): CityLife {
  const model = buildDemoModel(
    {
      timeZone: 'Asia/Shanghai',
      root: CITY,
      areas: TEST_AREAS.map(({ code, parent, geometry }) => ({ code, parent, border: geometry })),
      categories: TEST_CATEGORIES.map(({ code, severity }) => ({ code, severity, major: null, nameZh: code, department: null })),
      units: TEST_UNITS,
    },
    7,
  );
  return { ...model, reportsOfHour: (hourMs) => model.reportsOfHour(hourMs, 60) };
}

const putPhoto = () => ({ sha256: 'f'.repeat(64), bytes: 1, mediaType: 'image/png' as const });

/** PostgreSQL in WebAssembly takes its time on a busy machine. */
const SLOW_MS = 120_000;
let store: TestStore;
afterEach(() => store.close());

describe.each(ENGINES)('a history on %s', (engine) => {
  it(
    'is proved by log, rows and sums, and is recorded as it happened, never later than now',
    async () => {
      store = await openTestStore(engine);
      const fromMs = NOON_MS - DAY_MS;
      const done = await writeHistory(store.queue, life(), { fromMs, toMs: NOON_MS, clock: store.clock, putPhoto });
      expect(done.incidents).toBeGreaterThan(40);
      const { reader, schema } = store.connection;
      const rows = await reader.select().from(schema.events).orderBy(asc(schema.events.seq));
      expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
      expect(rows.length).toBe(done.events);
      expect(rows.filter((row) => row.occurredAtMs < fromMs || row.recordedAtMs > NOON_MS)).toEqual([]);
      // Few are typed in later, or parted from a report of before.
      expect(rows.filter((row) => row.recordedAtMs !== row.occurredAtMs).length).toBeLessThan(rows.length / 50);
      // Rows out of order would mean that cases were written one after the other, not as in life.
      expect(rows.filter((row, i) => i > 0 && row.recordedAtMs < rows[i - 1]!.recordedAtMs)).toEqual([]);
      expect((await verify(store.connection)).differences).toEqual([]);
      const described = await reader.select().from(schema.personal);
      expect(described.length).toBe(done.incidents);
    },
    SLOW_MS,
  );

  it(
    'goes on where it stopped, with the cases that were open',
    async () => {
      store = await openTestStore(engine);
      const [fromMs, middleMs] = [NOON_MS - DAY_MS, NOON_MS - DAY_MS / 2];
      await writeHistory(store.queue, life(), { fromMs, toMs: middleMs, clock: store.clock, putPhoto });
      const { reader, schema } = store.connection;
      const open = (await reader.select().from(schema.incidents)).filter((row) => row.isOpen === 1).map((row) => row.id);
      expect(open.length).toBeGreaterThan(3);
      await writeHistory(store.queue, life(), { fromMs: middleMs, toMs: NOON_MS, clock: store.clock, putPhoto, openIds: open });
      const after = new Map((await reader.select().from(schema.incidents)).map((row) => [row.id, row]));
      expect(open.filter((id) => after.get(id)!.isOpen === 0).length).toBeGreaterThan(0);
      expect((await verify(store.connection)).differences).toEqual([]);
    },
    SLOW_MS,
  );
});
