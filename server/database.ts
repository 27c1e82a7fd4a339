import { join } from 'node:path';
import { openSqlite, type Connection } from './db/connection.ts';
import { openPostgres, type PostgresOptions } from './db/connection.postgres.ts';
import { groupOpener } from './db/group.ts';
import { writeQueue, type WriteQueue } from './db/write-queue.ts';
import { isPostgresUrl } from './postgres/url.ts';

/** Where users and sessions are: beside the city's data, never in its transactions. */
export const authDatabase = ({ dataDir, database }: { dataDir: string; database: string }): string =>
  isPostgresUrl(database) ? database : join(dataDir, 'auth.db');

/** The one database of this process and its one writing queue. */
export interface OpenDatabase {
  connection: Connection;
  queue: WriteQueue;
  close(): Promise<void>;
}

/** @param database a file, or `postgres://…` */
export async function openDatabase(database: string, now: () => number, options: PostgresOptions = {}): Promise<OpenDatabase> {
  const connection = isPostgresUrl(database) ? await openPostgres(database, options) : openSqlite(database);
  const queue = writeQueue(connection, groupOpener(connection, now));
  return {
    connection,
    queue,
    async close() {
      await queue.drained();
      await connection.close();
    },
  };
}
