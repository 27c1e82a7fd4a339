import { randomBytes } from 'node:crypto';
import { isPostgresUrl } from '../postgres/url.ts';
import { COOKIE_PREFIX, openEngine } from './engine.ts';
import type { Sql } from './sql.ts';
import { openPostgresSql } from './sql.postgres.ts';
import { openSqliteSql } from './sql.sqlite.ts';

/** Who somebody is, and the hash of the password. Sessions, tokens and who signed in when stay where they are. */
const TABLES = ['user', 'account'] as const;

/** Copies the users into a new file: with their passwords they may come in there, and nobody is signed in. */
export async function copyUsers(from: string, toFile: string): Promise<void> {
  const source = isPostgresUrl(from) ? openPostgresSql(from) : openSqliteSql(from);
  const target = openSqliteSql(toFile);
  try {
    // Makes the tables; nothing is signed here.
    await openEngine(target, { secret: randomBytes(32).toString('base64url'), isDemo: false, cookiePrefix: COOKIE_PREFIX.replay });
    for (const table of TABLES)
      for (const row of await source.all<Record<string, unknown>>(`SELECT * FROM "${table}"`)) await put(target, table, row);
  } finally {
    await source.close();
    await target.close();
  }
}

async function put(target: Sql, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, i) => `$${i + 1}`);
  const text = `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${places.join(', ')})`;
  await target.all(text, ...Object.values(row).map(embedded));
}

/** On SQLite better-auth keeps dates as ISO text and booleans as 0 or 1. */
function embedded(value: unknown): string | number | null {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value as string | number | null;
}
