import { sql, type SQL } from 'drizzle-orm';
import type { Dialect, Queryable } from '../dialect.ts';
import type { Schema } from '../schema.ts';

/** What a read runs on: the reading connection of this process or of the worker. */
export interface ReadContext {
  db: Queryable;
  dialect: Dialect;
  schema: Schema;
}

/** `column in (…)`; null = no condition. */
export const among = (column: SQL | { getSQL(): SQL }, values: readonly (string | number)[] | null): SQL | undefined =>
  values === null
    ? undefined
    : values.length === 0
      ? sql`1 = 0`
      : sql`${column} in (${sql.join(
          values.map((value) => sql`${value}`),
          sql`, `,
        )})`;
