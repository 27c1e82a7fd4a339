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

/** Incidents that lay in one of the places at a time of theirs: one whose area ended since lay in the former one. */
export const placedAmong = (t: Schema['incidents'], atMs: SQL, places: readonly string[] | null): SQL | undefined =>
  places === null
    ? undefined
    : sql`((${among(t.place, places)} and (${t.formerUntilMs} is null or ${t.formerUntilMs} <= ${atMs})) or (${t.formerPlace} is not null and ${among(t.formerPlace, places)} and ${t.formerUntilMs} > ${atMs}))`;
