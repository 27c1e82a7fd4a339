import { openSqlite, type Connection } from './db/connection.ts';
import { groupOpener } from './db/group.ts';
import { writeQueue, type WriteQueue } from './db/write-queue.ts';

/** The one database of this process and its one writing queue. */
export interface OpenDatabase {
  connection: Connection;
  queue: WriteQueue;
  close(): Promise<void>;
}

export function openDatabase(file: string, now: () => number): OpenDatabase {
  const connection = openSqlite(file);
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
