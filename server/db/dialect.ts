import { hash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/** What repositories see of either engine: always awaited. The static type is the embedded engine's. */
export type Queryable = BaseSQLiteDatabase<'async', unknown>;
export type Engine = 'sqlite' | 'postgres';

/** Keys and array indices; none = the whole column, its JSON written the engine's way. */
type JsonPath = readonly (string | number)[];

/** All that differs between the engines, in one place. */
export interface Dialect {
  engine: Engine;
  /** Rows of a raw query. */
  rows<T>(db: Queryable, query: SQL): Promise<T[]>;
  /** The same as bare values in the order of the columns: for very many rows. */
  tuples(db: Queryable, query: SQL): Promise<number[][]>;
  run(db: Queryable, query: SQL): Promise<void>;
  /** A value at a key path of a JSON text column, as text, number or null. */
  jsonText(column: SQL, ...path: JsonPath): SQL;
  jsonNumber(column: SQL, ...path: JsonPath): SQL;
  jsonReal(column: SQL, ...path: JsonPath): SQL;
}

const sqlitePath = (path: JsonPath): SQL =>
  sql.raw(`'$${path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')}'`);
const sqlite: Dialect = {
  engine: 'sqlite',
  rows: async (db, query) => (await db.all(query)) as never,
  tuples: async (db, query) => (await db.values(query)) as never,
  run: async (db, query) => void (await db.run(query)),
  jsonText: (column, ...path) => sql`json_extract(${column}, ${sqlitePath(path)})`,
  jsonNumber: (column, ...path) => sql`CAST(json_extract(${column}, ${sqlitePath(path)}) AS INTEGER)`,
  jsonReal: (column, ...path) => sql`CAST(json_extract(${column}, ${sqlitePath(path)}) AS REAL)`,
};

const pgPath = (path: JsonPath): SQL => sql.raw(`'{${path.join(',')}}'`);
const postgres: Dialect = {
  engine: 'postgres',
  rows: async (db, query) => (await (db as unknown as { execute(q: SQL): Promise<{ rows: unknown[] }> }).execute(query)).rows as never,
  tuples: async (db, query) => (await postgres.rows<object>(db, query)).map((row) => Object.values(row) as number[]),
  run: async (db, query) => void (await (db as unknown as { execute(q: SQL): Promise<unknown> }).execute(query)),
  jsonText: (column, ...path) => sql`(${column}::jsonb #>> ${pgPath(path)})`,
  jsonNumber: (column, ...path) => sql`((${column}::jsonb #>> ${pgPath(path)})::bigint)`,
  jsonReal: (column, ...path) => sql`((${column}::jsonb #>> ${pgPath(path)})::double precision)`,
};
export const dialects: Record<Engine, Dialect> = { sqlite, postgres };

/** A prepared statement. PostgreSQL knows it by name for as long as a session lives, so another text needs another name. */
export function prepare<P>(query: { prepare(): P }, name: string): P {
  const { sql: text } = (query as unknown as { toSQL(): { sql: string } }).toSQL();
  return (query as unknown as { prepare(name: string): P }).prepare(`${name}_${hash('md5', text, 'base64url').slice(0, 8)}`);
}
