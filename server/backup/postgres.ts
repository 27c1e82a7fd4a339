import { join } from 'node:path';
import { ask, withClient, type Client } from '../postgres/session.ts';
import type { Part } from './archive.ts';
import { programOf, runOn } from './programs.ts';
import type { Head } from './sqlite.ts';

/** What is ours in a database: the city, the users, and drizzle's note of migrations. */
const SCHEMAS = ['public', 'auth', 'drizzle'] as const;

/** Dumps the database as it was at one instant by PostgreSQL's own `pg_dump`, while servers go on writing. */
export async function dumpPostgres(url: string, folder: string, bin: string | undefined): Promise<{ head: Head; parts: Part[] }> {
  const path = join(folder, 'guantong.dump');
  const head = await withClient(url, 'guantong backup', async (client) => {
    const program = programOf('pg_dump', await majorOf(client), bin);
    // The dump reads what this transaction sees: so the archive can say which event is its last.
    await ask(client, 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const { rows } = await ask<{ id: string }>(client, 'SELECT pg_export_snapshot() AS id');
    const seen = await headOn(client);
    await runOn(program, url, ['--format=custom', '--no-owner', '--no-privileges', `--snapshot=${rows[0]!.id}`, `--file=${path}`], folder);
    return seen;
  });
  return { head, parts: [{ name: 'guantong.dump', path }] };
}

/** Puts a dump into an empty database, whole or not at all. */
export async function restorePostgres(url: string, dump: string, folder: string, bin: string | undefined): Promise<Head> {
  const program = await withClient(url, 'guantong restore', async (client) => programOf('pg_restore', await majorOf(client), bin));
  await runOn(program, url, ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges', dump], folder);
  return withClient(url, 'guantong restore', headOn);
}

/** How many tables, views and sequences there are. */
export const countOf = (url: string): Promise<number> =>
  withClient(url, 'guantong restore', async (client) => {
    const text = `SELECT count(*) AS n FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND s.nspname NOT LIKE 'pg\\_%' AND s.nspname <> 'information_schema'`;
    return (await ask<{ n: number }>(client, text)).rows[0]!.n;
  });

/** Drops the city and its users. */
export const emptyPostgres = (url: string): Promise<void> =>
  withClient(url, 'guantong restore', async (client) => {
    const drops = SCHEMAS.map((schema) => `DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await ask(client, `BEGIN; ${drops.join('; ')}; CREATE SCHEMA public; COMMIT`);
  });

const majorOf = async (client: Client): Promise<number> => {
  const { rows } = await ask<{ v: string }>(client, "SELECT current_setting('server_version_num') AS v");
  return Math.floor(Number(rows[0]!.v) / 10_000);
};

async function headOn(client: Client): Promise<Head> {
  const { rows: found } = await ask<{ events: string | null }>(client, "SELECT to_regclass('public.events')::text AS events");
  if (found[0]!.events === null) throw new Error('This database holds no city: there is nothing to back up');
  const last = await ask<{ seq: number; hash: string }>(client, 'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1');
  const migration = await ask<{ at: number | null }>(client, 'SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations');
  const version = await ask<{ v: string }>(client, "SELECT current_setting('server_version') AS v");
  return {
    seq: Number(last.rows[0]?.seq ?? 0),
    hash: last.rows[0]?.hash ?? '',
    migration: Number(migration.rows[0]?.at ?? 0),
    engineVersion: version.rows[0]!.v,
  };
}
