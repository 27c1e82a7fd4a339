import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { withClient } from '../postgres/session.ts';

/** A database of its own on the PostgreSQL server of this test run. */
export interface TestDatabase {
  url: string;
  /** Ends whoever is still connected. */
  drop(): Promise<void>;
}

/** With the schema in it, to be copied: a hundred tests need not each migrate. */
export const MIGRATED = 'migrated';

export const newMigratedDatabase = (): Promise<TestDatabase> => newTestDatabase(inject('postgresUrl'), MIGRATED);

export async function newTestDatabase(server: string = inject('postgresUrl'), template = 'template1'): Promise<TestDatabase> {
  const name = `t_${randomBytes(8).toString('hex')}`;
  const say = (text: string) => withClient(server, 'guantong tests', async (client) => void (await client.query(text)));
  await say(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => say(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
