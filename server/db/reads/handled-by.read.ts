import { and, sql } from 'drizzle-orm';
import { among, type ReadContext } from './context.ts';

export interface HandledByQuery {
  category: string;
  /** Null = the whole city. */
  places: readonly string[] | null;
  sinceMs: number;
}

/** How many cases of a category each unit handled that were closed since. */
export async function countHandledBy(
  { db, schema: { incidents: t } }: ReadContext,
  { category, places, sinceMs }: HandledByQuery,
): Promise<{ unit: string; n: number }[]> {
  const rows = await db
    .select({ unit: t.handledByUnit, n: sql<number>`count(*)` })
    .from(t)
    .where(
      and(
        among(t.place, places),
        sql`${t.category} = ${category}`,
        sql`${t.closedAtMs} >= ${sinceMs}`,
        sql`${t.handledByUnit} is not null`,
      ),
    )
    .groupBy(t.handledByUnit);
  return rows.map(({ unit, n }) => ({ unit: unit!, n: Number(n) }));
}
