import { getTableColumns, sql } from 'drizzle-orm';
import { catalogueReader } from './catalogue.repo.ts';
import { cellsWriter } from './cells.repo.ts';
import { postgresKit } from './columns.postgres.ts';
import { sqliteKit } from './columns.sqlite.ts';
import type { Connection } from './connection.ts';
import { eventLogReader } from './event-log.ts';
import { eventFolder } from './fold-events.ts';
import { incidentsWriter } from './incidents.repo.ts';
import { rebuildAlerts } from './rebuild-alerts.ts';
import { putSettings } from './city.writer.ts';
import { defineSchema, type Schema } from './schema.ts';
import { CELLS_DUE, CELLS_EDITION, sumsOrigin } from './sums-origin.ts';
import { nextTurn } from './next-turn.ts';

export interface RebuildOptions {
  /** Memory of a running server would go on from the old sums. */
  isServerLive?: () => boolean | Promise<boolean>;
  progress?: (done: number, of: number) => void;
}
export interface Rebuilt {
  events: number;
  incidents: number;
  cells: number;
}

/** Events of one transaction: a crash repeats little, other writers wait briefly. */
const SLICE = 5_000;
const PREFIX = 'rebuilt_';
/** What follows from the log. */
const MADE = [
  { table: 'incidents', name: 'incidents' },
  { table: 'cells', name: 'cells' },
  { table: 'movedCells', name: 'moved_cells' },
  { table: 'unitCells', name: 'unit_cells' },
] as const;

/**
 * Makes incidents, cells and alerts anew from their logs, beside the old ones, and swaps them in one transaction under the lock that all
 * writers share. What is written meanwhile by others is caught up with before the swap.
 */
export async function rebuild(
  connection: Connection,
  { isServerLive = () => false, progress = () => undefined }: RebuildOptions = {},
): Promise<Rebuilt> {
  await assertNoServer(isServerLive);
  const { schema, writer } = connection;
  const shadow = shadowSchema(connection);
  const log = eventLogReader(writer, schema);
  const { time } = await catalogueReader(writer, schema).current();
  await locked(connection, () => makeShadows(connection, schema));
  const fold = eventFolder({ incidents: incidentsWriter(writer, shadow), cells: cellsWriter(writer, shadow), hourOf: time.hourOf });

  let seq = 0;
  /** Folds the next slice into the shadows; false at the log's end. */
  async function foldSlice(): Promise<boolean> {
    const events = await log.after(seq, SLICE);
    await fold(events);
    seq = events.at(-1)?.seq ?? seq;
    return events.length === SLICE;
  }

  const of = await log.lastSeq();
  let isMore = true;
  while (isMore) {
    isMore = await locked(connection, foldSlice);
    progress(seq, of);
    await nextTurn();
  }
  await assertNoServer(isServerLive);
  return locked(connection, async () => {
    while (await foldSlice());
    // Its texts lie beside the log and stay; a server makes it anew while it runs, and reads the texts until then.
    await writer.delete(schema.searchPostings);
    await rebuildAlerts(connection);
    return swap(connection, schema, seq);
  });
}

async function assertNoServer(isServerLive: () => boolean | Promise<boolean>): Promise<void> {
  if (await isServerLive()) throw new Error('A server is running on this data: stop it, rebuild, start it again');
}

async function locked<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    await connection.begin();
    const value = await work();
    await connection.commit();
    return value;
  } catch (fault) {
    await connection.rollback();
    throw fault;
  }
}

/** The same tables under other names; they live only while a rebuild runs. */
function shadowSchema({ dialect }: Connection): Schema {
  const kit = dialect.engine === 'sqlite' ? sqliteKit : postgresKit;
  const table = ((name: string, ...rest: unknown[]) =>
    (kit.table as unknown as (...args: unknown[]) => unknown)(PREFIX + name, ...rest)) as unknown as typeof kit.table;
  return defineSchema({ ...kit, table });
}

async function makeShadows({ dialect, writer }: Connection, schema: Schema): Promise<void> {
  for (const { table, name } of MADE) {
    const key = table === 'incidents' ? 'id' : 'place, hour_ms, category, severity, metric';
    // A rebuild that was cut off left its own.
    await dialect.run(writer, sql.raw(`drop table if exists ${PREFIX}${name}`));
    await dialect.run(writer, sql.raw(`create table ${PREFIX}${name} as select ${columnsOf(schema[table])} from ${name} where 1 = 0`));
    await dialect.run(writer, sql.raw(`create unique index ${PREFIX}${name}_key on ${PREFIX}${name} (${key})`));
  }
}

async function swap({ dialect, writer }: Connection, schema: Schema, events: number): Promise<Rebuilt> {
  const counts: number[] = [];
  const { cells } = await sumsOrigin(writer, schema, 0);
  // Sums that a server has put by were of the old cells.
  await putSettings(writer, schema, { [CELLS_EDITION]: cells + 1 });
  await writer.delete(schema.settings).where(sql`${schema.settings.key} = ${CELLS_DUE}`);
  for (const { table, name } of MADE) {
    const columns = columnsOf(schema[table]);
    await dialect.run(writer, sql.raw(`delete from ${name}`));
    await dialect.run(
      writer,
      sql.raw(`insert into ${name} (${columns}) select ${columns} from ${PREFIX}${name}${table === 'incidents' ? '' : ' where n <> 0'}`),
    );
    await dialect.run(writer, sql.raw(`drop table ${PREFIX}${name}`));
    counts.push(Number((await dialect.rows<{ n: number }>(writer, sql.raw(`select count(*) as n from ${name}`)))[0]!.n));
  }
  return { events, incidents: counts[0]!, cells: counts[1]! };
}

const columnsOf = (table: Schema[(typeof MADE)[number]['table']]): string =>
  Object.values(getTableColumns(table))
    .map(({ name }) => name)
    .join(', ');
