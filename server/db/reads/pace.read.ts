import { and, sql } from 'drizzle-orm';
import type { Status } from '../../../shared/terms.ts';
import { among, type ReadContext } from './context.ts';

export interface PaceQuery {
  category: string;
  /** null = the whole city. */
  places: readonly string[] | null;
  /** The open state from which on the time is taken. */
  status: Status;
  sinceMs: number;
  /** The newest so many. */
  limit: number;
}

/** What closed cases of a category took from a state to their closing, ms; exercises and imported history aside. */
export async function readPace(
  { db, schema: { incidents: t } }: ReadContext,
  { category, places, status, sinceMs, limit }: PaceQuery,
): Promise<number[]> {
  const since = {
    reported: t.reportedAtMs,
    registered: t.registeredAtMs,
    dispatched: t.dispatchedAtMs,
    accepted: t.acceptedAtMs,
    handling: t.startedAtMs,
    handled: t.handledAtMs,
  };
  const from = since[status as keyof typeof since];
  if (!from) return [];
  const rows = await db
    .select({ ms: sql<number>`${t.closedAtMs} - ${from}` })
    .from(t)
    .where(
      and(
        among(t.place, places),
        sql`${t.category} = ${category} and ${t.closedAtMs} >= ${sinceMs} and ${t.status} = 'closed' and ${t.exercise} = 0`,
        sql`${t.isImported} = 0 and ${from} is not null and ${from} <= ${t.closedAtMs}`,
      ),
    )
    .orderBy(sql`${t.closedAtMs} desc`)
    .limit(limit);
  return rows.map(({ ms }) => Number(ms));
}
