import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { toFault } from '../postgres/faults.ts';
import { LOCKS } from '../postgres/locks.ts';
import { openListener } from '../postgres/listener.ts';
import { ask, openPool, openSession, withClient, type Client } from '../postgres/session.ts';
import { packageRoot, type Connection } from './connection.ts';
import { dialects, type Queryable } from './dialect.ts';
import { assertTablesKnown } from './known-tables.ts';
import { schema } from './schema.postgres.ts';

const CHANNEL = 'guantong_log';
/** What is kept nowhere: who looks at which incident. */
const RELAY = 'guantong_relay';
/** The safety beside NOTIFY. */
const POLL_MS = 2_000;
/** As long as the embedded engine waits for the lock. */
const LOCK_WAIT = '30s';
/** A node that stands still in the middle of a transaction must not hold up the others. */
const IDLE_IN_TRANSACTION = '30s';
/** A read of a screen that takes longer is given up. */
const SLOW_READ = '30s';
const SERVER_PATIENCE_MS = 60_000;

export interface PostgresOptions {
  /** A server gives a statement up that does not come back; a command may take its time. */
  isServer?: boolean;
}

/** Opens (and migrates) the city's database on a PostgreSQL server. @throws Unavailable */
export async function openPostgres(url: string, { isServer = false }: PostgresOptions = {}): Promise<Connection> {
  await withClient(url, 'guantong set-up', async (client) => {
    await client.query(`SELECT pg_advisory_lock(${LOCKS.setUp})`);
    const migrationsFolder = join(packageRoot(), 'server/db/migrations/postgres');
    assertTablesKnown(await migrationOf(client), migrationsFolder, `the database ${new URL(url).pathname.slice(1)}`);
    await migrate(drizzle(client), { migrationsFolder });
  });
  const writer = writingSession(url, isServer ? SERVER_PATIENCE_MS : undefined);
  const readOnly = 'SET default_transaction_read_only = on';
  const pools = {
    quick: openPool(url, { name: 'guantong reads', most: 4, settings: readOnly }),
    slow: openPool(url, { name: 'guantong slow reads', most: 3, settings: `${readOnly}; SET statement_timeout = '${SLOW_READ}'` }),
  };
  const reader = queryable(pools.quick);
  const news: (() => void)[] = [];
  const told = new Set<(text: string) => void>();
  const listener = isServer
    ? openListener(url, CHANNEL, () => news.forEach((tell) => tell()), { [RELAY]: (text) => told.forEach((hear) => hear(text)) })
    : null;
  return {
    dialect: dialects.postgres,
    schema,
    writer: queryable(writer),
    reader,
    slowReader: queryable(pools.slow),
    begin: writer.begin,
    commit: writer.commit,
    rollback: writer.rollback,
    savepoint: () => writer.say('SAVEPOINT command'),
    release: () => writer.say('RELEASE SAVEPOINT command'),
    rollbackToSavepoint: () => writer.say('ROLLBACK TO SAVEPOINT command; RELEASE SAVEPOINT command'),
    async dataVersion() {
      const { rows } = await ask<{ seq: number }>(pools.quick, 'SELECT coalesce(max(seq), 0) AS seq FROM events');
      return rows[0]!.seq;
    },
    pollMs: POLL_MS,
    onNews: (tell) => void news.push(tell),
    relay: {
      // One that does not get through is said again.
      tell: (text) => void ask(pools.quick, 'SELECT pg_notify($1, $2)', [RELAY, text]).catch(() => undefined),
      onTold(hear) {
        told.add(hear);
        return () => void told.delete(hear);
      },
    },
    snapshot: (work) =>
      withClient(url, 'guantong snapshot', async (client) => {
        // Not READ ONLY: temporary tables would be refused.
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
        return work(queryable(client));
      }),
    async bytes() {
      const { rows } = await ask<{ bytes: number }>(pools.quick, 'SELECT pg_database_size(current_database()) AS bytes');
      return rows[0]!.bytes;
    },
    file: null,
    async close() {
      await listener?.close();
      await writer.close();
      await Promise.all([pools.quick.end(), pools.slow.end()]);
    },
  };
}

async function migrationOf(client: Client): Promise<number | null> {
  const { rows: found } = await ask<{ t: string | null }>(client, "SELECT to_regclass('drizzle.__drizzle_migrations')::text AS t");
  if (found[0]?.t == null) return null;
  const { rows } = await ask<{ at: number | null }>(client, 'SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations');
  return rows[0]?.at ?? null;
}

/** What drizzle needs of a client, with lost connections named. */
function queryable(client: { query: unknown }): Queryable {
  const { query } = client as { query: (...args: unknown[]) => Promise<unknown> };
  const named = async (...args: unknown[]): Promise<unknown> => {
    try {
      return await query.apply(client, args);
    } catch (fault) {
      throw toFault(fault);
    }
  };
  return drizzle({ client: { query: named } as unknown as pg.Client }) as unknown as Queryable;
}

/**
 * The one writing session. A transaction stays on the connection that began it: when that is lost, so is the transaction, and no
 * later statement may slip through on a new one.
 */
function writingSession(url: string, patienceMs: number | undefined) {
  const session = openSession(url, {
    name: 'guantong writer',
    patienceMs,
    setUp: async (client) =>
      void (await client.query(
        `SET lock_timeout = '${LOCK_WAIT}'; SET idle_in_transaction_session_timeout = '${IDLE_IN_TRANSACTION}';
         SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`,
      )),
  });
  let transaction: Client | null = null;
  let last: Promise<void> = Promise.resolve();
  let over: (() => void) | null = null;

  const say = async (text: string): Promise<void> => void (await ask(transaction!, text));
  const end = (): void => {
    transaction = null;
    over?.();
    over = null;
  };
  /** Whatever went wrong, the connection is not used again: PostgreSQL rolls back what it had not committed. */
  const giveUp = (client: Client): void => {
    session.drop(client);
    end();
  };
  return {
    say,
    query: async (...args: unknown[]): Promise<unknown> => {
      const client = transaction ?? (await session.client());
      return (client.query as unknown as (...given: unknown[]) => Promise<unknown>).apply(client, args);
    },
    /** One transaction after another, whoever begins it: the queue, an import's edition, a rebuild. */
    async begin() {
      const before = last;
      let done!: () => void;
      last = new Promise((resolve) => (done = resolve));
      await before;
      over = done;
      try {
        transaction = await session.client();
        await say(`BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.write})`);
      } catch (fault) {
        if (transaction) giveUp(transaction);
        else end();
        throw fault;
      }
    },
    /** Throws unless PostgreSQL has said COMMIT: an aborted transaction would answer ROLLBACK, without a fault. */
    async commit() {
      const client = transaction!;
      try {
        const answers = (await ask(client, `NOTIFY ${CHANNEL}; COMMIT`)) as unknown as pg.QueryResult[];
        if (answers.at(-1)?.command !== 'COMMIT') throw new Error('The transaction was not committed');
        end();
      } catch (fault) {
        giveUp(client);
        throw fault;
      }
    },
    async rollback() {
      const client = transaction;
      if (!client) return;
      await ask(client, 'ROLLBACK').catch(() => session.drop(client));
      end();
    },
    close: session.close,
  };
}
