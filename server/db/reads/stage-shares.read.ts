import { and, sql, type SQL } from 'drizzle-orm';
import { SPENT_STAGES, type SpentStage } from '../../../shared/stage-shares.ts';
import { SHARE_PARTS } from '../../domain/stage-shares.ts';
import { among, placedAmong, type ReadContext } from './context.ts';

export interface StageSharesAsk {
  /** null = the whole city. */
  places: readonly string[] | null;
  fromMs: number;
  toMs: number;
  categories: readonly string[] | null;
  /** Ranks. */
  severities: readonly number[] | null;
}
export interface ShareCount {
  /** Where it lay when it was closed. */
  place: string;
  /** The unit that handled it; '' = none. */
  unit: string;
  stage: SpentStage;
  /** The share in parts of `SHARE_PARTS`, cut. */
  part: number;
  n: number;
}

/** How many of the cases closed in the window spent how large a share of their time in each stage; exercises and history aside. */
export async function readStageShares(
  { db, schema: { incidents: t } }: ReadContext,
  { places, fromMs, toMs, categories, severities }: StageSharesAsk,
): Promise<ShareCount[]> {
  const marks: SQL[] = [t.reportedAtMs, t.registeredAtMs, t.dispatchedAtMs, t.acceptedAtMs, t.startedAtMs, t.handledAtMs, t.closedAtMs].map(
    (column) => sql`${column}`,
  );
  // A case with a stage that nobody knows, or that was typed in out of order, has no shares.
  const inOrder = marks.slice(1).map((mark, i) => sql`${mark} >= ${marks[i]}`);
  const where = and(
    placedAmong(t, sql`${t.closedAtMs}`, places),
    sql`${t.closedAtMs} >= ${fromMs} and ${t.closedAtMs} < ${toMs} and ${t.status} = 'closed' and ${t.exercise} = 0 and ${t.closedAtMs} > ${t.reportedAtMs}`,
    ...inOrder,
    among(t.category, categories),
    among(t.severityRank, severities),
  );
  const place = sql<string>`case when ${t.formerUntilMs} > ${t.closedAtMs} then ${t.formerPlace} else ${t.place} end`;
  const unit = sql<string>`coalesce(${t.handledByUnit}, '')`;
  const counts: ShareCount[] = [];
  for (const [i, stage] of SPENT_STAGES.entries()) {
    // Integers on both engines: the division cuts.
    const part = sql<number>`((${marks[i + 1]} - ${marks[i]}) * ${sql.raw(String(SHARE_PARTS))}) / (${t.closedAtMs} - ${t.reportedAtMs})`;
    const rows = await db.select({ place, unit, part, n: sql<number>`count(*)` }).from(t).where(where).groupBy(sql`1`, sql`2`, sql`3`);
    for (const row of rows) counts.push({ place: row.place, unit: row.unit, stage, part: Number(row.part), n: Number(row.n) });
  }
  return counts;
}
