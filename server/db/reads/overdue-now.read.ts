import { and, sql } from 'drizzle-orm';
import { among, type ReadContext } from './context.ts';

export interface OverdueGroup {
  holderNode: string;
  severityRank: number;
  n: number;
  oldestDueAtMs: number | null;
}

/** Overdue cases of some places by who answers for them and how grave they are; exercises aside. `places` null = the whole city. */
export async function countOverdueNow(
  { db, schema: { incidents: t } }: ReadContext,
  { places }: { places: readonly string[] | null },
): Promise<OverdueGroup[]> {
  const rows = await db
    .select({
      holderNode: t.holderNode,
      severityRank: t.severityRank,
      n: sql<number>`count(*)`,
      oldestDueAtMs: sql<number | null>`min(${t.dueAtMs})`,
    })
    .from(t)
    // Literal, so that the partial index of open incidents serves.
    .where(and(sql`is_open = 1`, sql`${t.overdue} = 1 and ${t.exercise} = 0`, among(t.place, places)))
    .groupBy(t.holderNode, t.severityRank);
  return rows.map(({ n, oldestDueAtMs, severityRank, ...row }) => ({
    ...row,
    severityRank: Number(severityRank),
    n: Number(n),
    oldestDueAtMs: oldestDueAtMs === null ? null : Number(oldestDueAtMs),
  }));
}
