import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { packageRoot, postgresLock, type Connection } from './connection.ts';
import { dialects, type Queryable } from './dialect.ts';
import { schema } from './schema.postgres.ts';

/**
 * PostgreSQL in this process, for tests. It has one session, so reads wait while a transaction is open: they would see what is
 * not committed yet.
 */
export async function openPglite(pg: PGlite = new PGlite()): Promise<Connection> {
  const writer = drizzle(pg);
  await migrate(writer, { migrationsFolder: join(packageRoot(), 'server/db/migrations/postgres') });
  const take = turns();
  const waiting = {
    query: async (...args: Parameters<PGlite['query']>) => {
      const release = await take();
      return pg.query(...args).finally(release);
    },
  };
  let endTransaction: (() => void) | null = null;
  let commits = 0;
  const statement = (text: string) => async (): Promise<void> => void (await pg.exec(text));
  const end = async (text: string): Promise<void> => {
    const release = endTransaction;
    if (!release) return;
    await pg.exec(text).finally(() => {
      endTransaction = null;
      commits += 1;
      release();
    });
  };
  return {
    dialect: dialects.postgres,
    schema,
    writer: writer as unknown as Queryable,
    reader: drizzle(waiting as unknown as PGlite) as unknown as Queryable,
    async begin() {
      endTransaction = await take();
      await pg.exec('BEGIN');
      await writer.execute(postgresLock);
    },
    commit: () => end('COMMIT'),
    rollback: () => end('ROLLBACK'),
    savepoint: statement('SAVEPOINT command'),
    release: statement('RELEASE SAVEPOINT command'),
    rollbackToSavepoint: statement('ROLLBACK TO SAVEPOINT command; RELEASE SAVEPOINT command'),
    dataVersion: async () => commits,
    async snapshot(work) {
      const release = await take();
      try {
        await pg.exec('BEGIN');
        return await work(writer as unknown as Queryable);
      } finally {
        await pg.exec('ROLLBACK').finally(release);
      }
    },
    file: null,
    close: async () => pg.close(),
  };
}

/** One after another, in the order of asking. */
function turns(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let release!: () => void;
    last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  };
}
