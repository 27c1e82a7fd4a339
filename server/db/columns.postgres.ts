import { bigint, doublePrecision, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ColumnKit } from './columns.sqlite.ts';

/** The same column builders for PostgreSQL. */
const kit = {
  table: pgTable,
  id: (name: string) => bigint(name, { mode: 'number' }).primaryKey(),
  int: (name: string) => bigint(name, { mode: 'number' }),
  ms: (name: string) => bigint(name, { mode: 'number' }),
  real: (name: string) => doublePrecision(name),
  text: (name: string) => text(name),
  json: (name: string) => text(name),
  flag: (name: string) => integer(name),
  index,
  uniqueIndex,
  primaryKey,
};
// One static type for both engines: repositories are written once, against the SQLite kit's.
export const postgresKit = kit as unknown as ColumnKit;
