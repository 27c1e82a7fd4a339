import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dispatcher } from '../testing/factories.ts';
import { everyKindOfLife } from '../testing/life.ts';
import { pointIn } from '../testing/test-city.ts';
import { ENGINES, openTestStore, type TestStore } from '../testing/test-store.ts';
import { rebuild } from './rebuild.ts';
import { verify } from './verify.ts';

describe.each(ENGINES)('rebuild on %s', (engine) => {
  let store: TestStore;
  beforeEach(async () => {
    store = await openTestStore(engine);
    await everyKindOfLife(store);
  });
  afterEach(() => store.close());

  const run = (query: ReturnType<typeof sql>): Promise<void> => store.connection.dialect.run(store.connection.writer, query);
  const cellsOf = (table: string) =>
    store.connection.dialect.rows(
      store.connection.reader,
      sql`select * from ${sql.raw(table)} where n <> 0 order by place, hour_ms, category, severity, metric`,
    );
  const dump = async () => ({
    incidents: await store.connection.dialect.rows(store.connection.reader, sql`select * from incidents order by id`),
    cells: await cellsOf('cells'),
    movedCells: await cellsOf('moved_cells'),
    unitCells: await cellsOf('unit_cells'),
  });

  it('makes the same rows and sums again, whatever had become of them', async () => {
    const before = await dump();
    expect(before.movedCells.length).toBeGreaterThan(20);
    expect(before.unitCells.length).toBeGreaterThan(20);
    expect(await rebuild(store.connection)).toEqual({
      events: (await verify(store.connection)).events,
      incidents: before.incidents.length,
      cells: before.cells.length,
    });
    expect(await dump()).toEqual(before);
    await run(sql`update incidents set status = 'voided', marks = '[]' where id < 4`);
    await run(sql`delete from incidents where id = 5`);
    await run(sql`update cells set n = n + 1`);
    await run(sql`delete from moved_cells where n > 0`);
    await run(sql`delete from unit_cells`);
    expect((await verify(store.connection)).ok).toBe(false);
    await rebuild(store.connection);
    expect(await dump()).toEqual(before);
    expect((await verify(store.connection)).ok).toBe(true);
  });

  it('leaves no table behind, and is not stopped by what a crash left', async () => {
    const tables = async () =>
      store.connection.dialect.rows(
        store.connection.reader,
        engine === 'sqlite' ? sql`select name from sqlite_master` : sql`select tablename from pg_tables where schemaname = 'public'`,
      );
    const before = await tables();
    await run(sql`create table rebuilt_incidents (id integer)`);
    await rebuild(store.connection);
    expect(await tables()).toEqual(before);
  });

  it('catches up with what is written meanwhile', async () => {
    let late: Promise<unknown> | undefined;
    const report = () => store.incidents.report(dispatcher, { category: 'rubbish', lngLat: [...pointIn('9002001')] });
    await rebuild(store.connection, { progress: () => void (late ??= report()) });
    await late;
    expect((await verify(store.connection)).ok).toBe(true);
  });

  it('refuses beside a live server, also one that starts meanwhile, and changes nothing', async () => {
    await run(sql`update cells set n = n + 1`);
    const before = await dump();
    await expect(rebuild(store.connection, { isServerLive: () => true })).rejects.toThrow('A server is running');
    let asked = 0;
    await expect(rebuild(store.connection, { isServerLive: () => ++asked > 1 })).rejects.toThrow('A server is running');
    expect(await dump()).toEqual(before);
  });
});
