import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Column builders of the embedded engine; `columns.postgres.ts` exports the same names. Times are integer ms UTC. */
export const sqliteKit = {
  table: sqliteTable,
  id: (name: string) => integer(name).primaryKey(),
  int: (name: string) => integer(name),
  ms: (name: string) => integer(name),
  real: (name: string) => real(name),
  text: (name: string) => text(name),
  /** JSON as text: the same on both engines, read by `dialect.jsonText`. */
  json: (name: string) => text(name),
  flag: (name: string) => integer(name),
  index,
  uniqueIndex,
  primaryKey,
};
export type ColumnKit = typeof sqliteKit;
