import { LOCKS } from '../postgres/locks.ts';
import { ask, openPool, withClient } from '../postgres/session.ts';
import { toFault } from '../postgres/faults.ts';
import type { Sql } from './sql.ts';

const SCHEMA = 'auth';

/** better-auth's tables and ours in a schema of their own, beside the city's data but never in its transactions. */
export function openPostgresSql(url: string): Sql {
  const pool = openPool(url, {
    name: 'guantong auth',
    most: 4,
    settings: `SET search_path = ${SCHEMA}; SET statement_timeout = '10s'; SET idle_in_transaction_session_timeout = '10s'`,
  });
  return {
    database: pool,
    countingKey: 'bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
    all: async (text, ...values) => (await ask(pool, text, [...values])).rows as never,
    async allInOrder(text, ...values) {
      const client = await pool.connect().catch((fault: unknown) => {
        throw toFault(fault);
      });
      try {
        await ask(client, `BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.cuts})`);
        const { rows } = await ask(client, text, [...values]);
        await ask(client, 'COMMIT');
        client.release();
        return rows as never;
      } catch (fault) {
        client.release(true);
        throw fault;
      }
    },
    settingUp: (work) =>
      withClient(url, 'guantong set-up', async (client) => {
        await client.query(`SELECT pg_advisory_lock(${LOCKS.setUp})`);
        await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
        return work();
      }),
    close: () => pool.end(),
  };
}
