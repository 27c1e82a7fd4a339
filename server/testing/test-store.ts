import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { incidentCommands, type Incidents } from '../app/incidents.ts';
import { openPglite } from '../db/connection.pglite.ts';
import { openSqlite, type Connection } from '../db/connection.ts';
import type { Engine } from '../db/dialect.ts';
import { groupOpener } from '../db/group.ts';
import { logTail, type LogTail } from '../db/log-tail.ts';
import { writeQueue, type WriteQueue } from '../db/write-queue.ts';
import { NOON_MS } from './factories.ts';
import { putTestCity } from './test-city.ts';

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** One process's view of a database: what `compose` puts together, with a clock that tests set. */
export interface TestStore {
  connection: Connection;
  queue: WriteQueue;
  /** Not started; wakes after each commit of this store once it is. */
  tail: LogTail;
  incidents: Incidents;
  clock: { nowMs: number };
  /** What the tail could not do. */
  faults: unknown[];
  /** Another process on the same file (the embedded engine only). */
  another(): TestStore;
  close(): Promise<void>;
}

/** A database with the invented city in it: a temporary file, or PostgreSQL in this process. */
export async function openTestStore(engine: Engine, { timeZone = 'Asia/Shanghai' }: { timeZone?: string } = {}): Promise<TestStore> {
  if (engine === 'postgres') {
    const connection = await emptyPglite();
    await putTestCity(connection, timeZone);
    return compose(connection, async () => undefined);
  }
  const folder = mkdtempSync(join(tmpdir(), 'guantong-test-'));
  const connection = openSqlite(join(folder, 'guantong.db'));
  await putTestCity(connection, timeZone);
  return compose(connection, async () => {
    await connection.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

function compose(connection: Connection, closeAll: () => Promise<void>): TestStore {
  const clock = { nowMs: NOON_MS };
  const faults: unknown[] = [];
  const queue = writeQueue(
    connection,
    groupOpener(connection, () => clock.nowMs),
  );
  const tail = logTail(connection, (fault) => void faults.push(fault));
  queue.onCommit(tail.wake);
  return {
    connection,
    queue,
    tail,
    incidents: incidentCommands(queue, () => clock.nowMs),
    clock,
    faults,
    another() {
      if (connection.file === null) throw new Error('PGlite has one process only');
      const other = openSqlite(connection.file);
      return compose(other, () => other.close());
    },
    async close() {
      await queue.drained();
      await tail.stop();
      await closeAll();
    },
  };
}

// Starting PGlite costs seconds, emptying it milliseconds: one serves all stores of a test file, one after another.
let shared: Connection | null = null;
async function emptyPglite(): Promise<Connection> {
  shared ??= await openPglite(new PGlite());
  const { dialect, writer } = shared;
  const tables = await dialect.rows<{ name: string }>(writer, sql`select tablename as name from pg_tables where schemaname = 'public'`);
  await dialect.run(writer, sql.raw(`truncate ${tables.map(({ name }) => `"${name}"`).join(', ')}`));
  return shared;
}
