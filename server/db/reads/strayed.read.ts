import { and, or, sql } from 'drizzle-orm';
import { among, type ReadContext } from './context.ts';

export interface StrayedQuery {
  codes: readonly string[];
  afterId: number;
  limit: number;
}

/** Open incidents that lie in one of these areas or are held there, by id. */
export async function findStrayed({ db, schema: { incidents: t } }: ReadContext, query: StrayedQuery): Promise<number[]> {
  const rows = await db
    .select({ id: t.id })
    .from(t)
    // Literal, so that the partial indexes of open incidents serve.
    .where(and(sql`is_open = 1`, sql`${t.id} > ${query.afterId}`, or(among(t.place, query.codes), among(t.holderNode, query.codes))))
    .orderBy(t.id)
    .limit(query.limit);
  return rows.map(({ id }) => id);
}
