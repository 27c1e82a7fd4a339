import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_CALENDAR, type WorkCalendar } from '../../shared/work-calendar.ts';
import { dispatchClocks, totalDueAt } from '../domain/deadlines.ts';
import { dispatcher, HOUR_MS, MINUTE_MS, NOON_MS } from '../testing/factories.ts';
import { pointIn } from '../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import { moveCatalogueVersion, putSettings } from './city.writer.ts';
import { catalogueReader } from './catalogue.repo.ts';

function migrationOf(engine: string): string[] {
  const folder = new URL(`./migrations/${engine}/`, import.meta.url);
  const name = readdirSync(folder).find((each) => each.endsWith('_staged_limits.sql'))!;
  return readFileSync(new URL(name, folder), 'utf8').split('--> statement-breakpoint');
}

describe.each(ENGINES)('limits on %s', (engine) => {
  let store: TestStore;
  beforeAll(async () => void (store = await openTestStore(engine)));
  afterAll(() => store.close());
  const run = (text: string): Promise<void> => store.connection.dialect.run(store.connection.writer, sql.raw(text));
  const catalogue = () => catalogueReader(store.connection.reader, store.connection.schema).current();
  async function set(values: Readonly<Record<string, unknown>>): Promise<void> {
    const { writer, schema } = store.connection;
    await store.queue.write(async () => {
      await putSettings(writer, schema, values);
      await moveCatalogueVersion(writer, schema);
    });
  }

  it('of an older database go on as they were, and what an import found has none', async () => {
    const type = engine === 'postgres' ? 'double precision' : 'real';
    await run('ALTER TABLE categories DROP COLUMN limits');
    for (const column of ['accept_min', 'contact_min', 'total_min']) await run(`ALTER TABLE categories ADD COLUMN ${column} ${type}`);
    await run(`UPDATE categories SET accept_min = 5, contact_min = NULL, total_min = 28800.5 WHERE code = 'rubbish'`);
    await run(`UPDATE categories SET is_imported = 1 WHERE code = 'noise'`);
    for (const statement of migrationOf(engine)) await run(statement);
    const { categories, clock } = await catalogue();
    const [rubbish, noise] = [categories.get('rubbish')!, categories.get('noise')!];
    expect(totalDueAt(rubbish, 'normal', NOON_MS, clock)).toBe(NOON_MS + 28_800.5 * MINUTE_MS);
    expect(dispatchClocks(rubbish, 'low', NOON_MS, clock)).toEqual({ acceptDueAtMs: NOON_MS + 5 * MINUTE_MS, contactDueAtMs: null });
    expect(noise.limits.critical).toEqual({});
  });

  it('of the city stand under those of its categories, not under what an import found', async () => {
    await set({ stageLimits: { normal: { accept: { amount: 2, unit: 'working-hour' }, arrive: { amount: 3, unit: 'working-hour' } } } });
    const { categories } = await catalogue();
    expect(categories.get('rubbish')!.limits.normal.arrive).toEqual({ amount: 3, unit: 'working-hour' });
    expect(categories.get('rubbish')!.limits.normal.accept).toEqual({ amount: 5 / 60, unit: 'emergency-hour' });
    expect(categories.get('noise')!.limits.normal).toEqual({});
  });

  it('count by a new calendar from the next report on; a year that it lacks flags the incident and loses nothing', async () => {
    await run(`UPDATE categories SET limits = '{"total":{"amount":2,"unit":"working-hour"}}' WHERE code = 'rubbish'`);
    const body = { category: 'rubbish', lngLat: pointIn('9001001') };
    const received = async (): Promise<{ dueAtMs: number | null; flags: string[] }> => {
      const { id } = await store.incidents.report(dispatcher, body);
      return store.queue.write(async (tx) => (await tx.load(id))!);
    };
    const years = (from: string, year: string): WorkCalendar => ({
      ...PLAIN_CALENDAR,
      years: {
        [year]: {
          notice: { number: 'n', title: 't', issued: '2025-11-04' },
          off: [{ names: { zh: '', en: '' }, from, to: from }],
          work: [],
        },
      },
    });
    // Noon of Wednesday 4 March is the midday break; two working hours end at 16:00.
    await set({ calendar: PLAIN_CALENDAR });
    expect(await received()).toMatchObject({ dueAtMs: NOON_MS + 4 * HOUR_MS, flags: [] });
    await set({ calendar: years('2026-03-04', '2026') });
    expect(await received()).toMatchObject({ dueAtMs: NOON_MS + 23 * HOUR_MS, flags: [] });
    await set({ calendar: years('2025-03-04', '2025') });
    expect(await received()).toMatchObject({ dueAtMs: NOON_MS + 4 * HOUR_MS, flags: ['due-provisional'] });
  });
});
