import { and, sql } from 'drizzle-orm';
import type { ReadContext } from './context.ts';

export interface OverdueShareQuery {
  /** In (0, 1]. */
  share: number;
  /** Nodes with fewer open cases say nothing. */
  minimumN: number;
  afterId: number;
  limit: number;
}

/** Shares are compared as integers, in thousandths: the engines read a parameter beside one as an integer. */
const SHARE_PARTS = 1_000;

/** Overdue and unsupervised cases of the nodes of whose open cases so large a share is overdue, by id; exercises aside. */
export async function findOverdueShare({ db, schema: { incidents: t } }: ReadContext, query: OverdueShareQuery): Promise<number[]> {
  // Literal, so that the partial index of open incidents serves.
  const isOpenCase = sql`is_open = 1 and ${t.exercise} = 0`;
  const nodes = db
    .select({ node: t.holderNode })
    .from(t)
    .where(isOpenCase)
    .groupBy(t.holderNode)
    .having(
      sql`count(*) >= ${query.minimumN} and sum(${t.overdue}) * ${SHARE_PARTS} >= ${Math.round(query.share * SHARE_PARTS)} * count(*)`,
    );
  const rows = await db
    .select({ id: t.id })
    .from(t)
    .where(and(isOpenCase, sql`${t.overdue} = 1 and ${t.supervised} = 0 and ${t.id} > ${query.afterId} and ${t.holderNode} in (${nodes})`))
    .orderBy(t.id)
    .limit(query.limit);
  return rows.map(({ id }) => id);
}
