import type { Presence } from '../presence.port.ts';
import { LOCKS } from './locks.ts';
import { ask, openSession, type Client } from './session.ts';

const PATIENCE_MS = 5_000;
const AGAIN_MS = 1_000;

/** By advisory locks on a session of its own: what a process held is free as soon as the server knows that it is gone. */
export function postgresPresence(url: string): Presence {
  let isServing = false;
  let jobsOn: Client | null = null;
  const session = openSession(url, {
    name: 'guantong presence',
    patienceMs: PATIENCE_MS,
    // After a restart of the database a server goes on as one.
    setUp: async (client) => void (isServing && (await take(client, 'pg_try_advisory_lock_shared', LOCKS.serve))),
  });

  return {
    async enter(onWait) {
      for (let isTold = false; ; isTold = true) {
        if (await take(await session.client(), 'pg_try_advisory_lock_shared', LOCKS.serve)) break;
        if (!isTold) onWait();
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
      isServing = true;
    },
    async others() {
      const text = `SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted AND pid <> pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32) + objid::bigint = ${LOCKS.serve}`;
      const { rows } = await ask<{ n: number }>(await session.client(), text);
      return rows[0]!.n;
    },
    async alone() {
      const client = await session.client();
      if (!(await take(client, 'pg_try_advisory_lock', LOCKS.serve))) return null;
      return async () => void (await ask(client, `SELECT pg_advisory_unlock(${LOCKS.serve})`));
    },
    async holdsJobs() {
      const client = await session.client();
      if (jobsOn === client) await ask(client, 'SELECT 1');
      else jobsOn = (await take(client, 'pg_try_advisory_lock', LOCKS.jobs)) ? client : null;
      return jobsOn === client;
    },
    leave: session.close,
  };
}

async function take(client: Client, how: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared', key: string): Promise<boolean> {
  const { rows } = await ask<{ got: boolean }>(client, `SELECT ${how}(${key}) AS got`);
  return rows[0]!.got;
}
