import { getTableColumns, sql, type Placeholder, type SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Connection } from './connection.ts';
import { hotWrite } from './hot-write.ts';

export interface BulkOptions<T extends SQLiteTable> {
  /** Of the conflict that is met; absent = there can be none. */
  target?: (keyof T['$inferInsert'] & string)[];
  /** What becomes of the row that stands there: `excluded` is the new one. */
  set?: Partial<Record<keyof T['$inferInsert'] & string, SQL>>;
}

/**
 * Writes many rows at once: on PostgreSQL one statement with an array for each column, on the embedded engine a prepared statement bound
 * row by row, which is faster there than any text of many rows.
 */
export function bulkWrite<T extends SQLiteTable>(
  { writer: db, dialect }: Connection,
  table: T,
  name: string,
  { target = [], set = {} }: BulkOptions<T> = {},
): (rows: readonly T['$inferInsert'][]) => Promise<void> {
  const columns = Object.entries(getTableColumns(table));
  const columnOf = (key: string): SQL => sql.identifier(columns.find(([each]) => each === key)![1].name) as unknown as SQL;
  if (dialect.engine === 'postgres') {
    const changes = Object.entries(set).map(([key, value]) => sql`${columnOf(key)} = ${value as SQL}`);
    const onConflict =
      target.length === 0
        ? sql``
        : sql` on conflict (${sql.join(target.map(columnOf), sql`, `)}) do update set ${sql.join(changes, sql`, `)}`;
    const names = sql.join(
      columns.map(([key]) => columnOf(key)),
      sql`, `,
    );
    return async (rows) => {
      if (rows.length === 0) return;
      const arrays = columns.map(
        ([key, column]) =>
          sql`${sql.param(rows.map((row) => (row as Record<string, unknown>)[key] ?? null))}::${sql.raw(column.getSQLType())}[]`,
      );
      await dialect.run(db, sql`insert into ${table} (${names}) select * from unnest(${sql.join(arrays, sql`, `)})${onConflict}`);
    };
  }
  const places = Object.fromEntries(columns.map(([key]) => [key, sql.placeholder(key)])) as Record<string, Placeholder>;
  const insert = db.insert(table).values(places as never);
  const tableColumns = getTableColumns(table);
  const write = hotWrite<T['$inferInsert']>(
    target.length === 0
      ? insert
      : insert.onConflictDoUpdate({ target: target.map((key) => tableColumns[key]!) as never, set: set as never }),
    name,
  );
  return async (rows) => {
    for (const row of rows) await write(row);
  };
}
