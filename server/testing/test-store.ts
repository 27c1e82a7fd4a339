import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { incidentCommands, type Incidents } from '../app/incidents.ts';
import { openPostgres } from '../db/connection.postgres.ts';
import { openSqlite, type Connection } from '../db/connection.ts';
import type { Engine } from '../db/dialect.ts';
import { groupOpener } from '../db/group.ts';
import { logTail, type LogTail } from '../db/log-tail.ts';
import { writeQueue, type WriteQueue } from '../db/write-queue.ts';
import { NOON_MS } from './factories.ts';
import { putTestCity } from './test-city.ts';
import { newMigratedDatabase } from './test-database.ts';

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
  /** Another process on the same database. */
  another(): Promise<TestStore>;
  close(): Promise<void>;
}

/** A database with the invented city in it: a temporary file, or one on the PostgreSQL server of the tests. */
export async function openTestStore(engine: Engine, { timeZone = 'Asia/Shanghai' }: { timeZone?: string } = {}): Promise<TestStore> {
  const { open, remove } = engine === 'postgres' ? await inPostgres() : inFile();
  const store = compose(await open(), open, remove);
  await putTestCity(store.connection, timeZone, 0.5);
  return store;
}

interface Place {
  open: () => Promise<Connection>;
  remove: () => Promise<void>;
}
async function inPostgres(): Promise<Place> {
  const { url, drop } = await newMigratedDatabase();
  return { open: () => openPostgres(url, { isServer: true }), remove: drop };
}
function inFile(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-test-'));
  return {
    open: async () => openSqlite(join(folder, 'guantong.db')),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compose(connection: Connection, open: Place['open'], remove: Place['remove']): TestStore {
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
    another: async () => compose(await open(), open, async () => undefined),
    async close() {
      await queue.drained();
      await tail.stop();
      await connection.close();
      await remove();
    },
  };
}
