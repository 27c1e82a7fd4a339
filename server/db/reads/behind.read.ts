import { and, or, sql, type SQL } from 'drizzle-orm';
import { localTime } from '../../../shared/local-time.ts';
import { type Behind, isBehind } from '../../domain/behind.ts';
import type { Incident } from '../../domain/incident.ts';
import { STOCK_HOUR, type Metric } from '../../domain/metrics.ts';
import { fromRow } from '../incident-row.ts';
import { among, type ReadContext } from './context.ts';

export interface BehindQuery {
  behind: Behind;
  timeZone: string;
  categories: readonly string[] | null;
  /** Ranks. */
  severities: readonly number[] | null;
  limit: number;
  /** Time of receipt and id of the last row. */
  after: readonly number[] | null;
}
type Table = ReadContext['schema']['incidents'];
/** Whole rows are read so many at a time. */
const CHUNK = 500;

/**
 * Incidents that stand behind a figure, newest first: from an index those that may, from their rows those that do, by the same
 * function that makes the sums.
 */
export async function readBehind(
  { db, schema: { incidents: t } }: ReadContext,
  { behind, timeZone, categories, severities, limit, after }: BehindQuery,
): Promise<{ rows: Incident[]; next: number[] | null }> {
  if (behind.parts.length === 0) return { rows: [], next: null };
  const does = isBehind(behind, localTime(timeZone).hourOf);
  const may = await db
    .select({ id: t.id })
    .from(t)
    .where(
      and(
        or(...behind.parts.map(({ fromMs, toMs, nodes }) => and(when(t, behind.metric, fromMs, toMs), where(t, behind, nodes)))),
        among(t.category, categories),
        among(t.severityRank, severities),
        sql`${t.exercise} = 0`,
        after ? sql`(${t.reportedAtMs}, ${t.id}) < (${after[0]}, ${after[1]})` : undefined,
      ),
    )
    .orderBy(sql`${t.reportedAtMs} desc`, sql`${t.id} desc`);
  const rows: Incident[] = [];
  for (let from = 0; from < may.length && rows.length <= limit; from += CHUNK) {
    const ids = may.slice(from, from + CHUNK).map(({ id }) => id);
    const read = await db.select().from(t).where(among(t.id, ids)).orderBy(sql`${t.reportedAtMs} desc`, sql`${t.id} desc`);
    rows.push(...read.map(fromRow).filter(does));
  }
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: last && rows.length > limit ? [last.reportedAtMs, last.id] : null };
}

/** Whoever was charged may have handed it on since, and need not be where it lies. */
function where(t: Table, { by }: Behind, nodes: readonly string[] | null): SQL | undefined {
  if (nodes === null || by === 'responsible') return undefined;
  if (by === 'unit') return sql`(${among(t.holderUnit, nodes)} or ${t.heldBefore} is not null)`;
  return sql`(${among(t.place, nodes)} or (${t.formerPlace} is not null and ${among(t.formerPlace, nodes)}))`;
}

/** Holds of every incident that the metric counts in the window, and of few others: the rows themselves say which. */
function when(t: Table, metric: Metric | null, fromMs: number, toMs: number): SQL {
  if (fromMs === STOCK_HOUR) return sql`${t.isOpen} = 1`;
  const column = metric === null ? t.closedAtMs : timeOf(t, metric);
  if (column) return sql`${column} >= ${fromMs} and ${column} < ${toMs}`;
  return sql`${t.reportedAtMs} < ${toMs} and (${t.lastActAtMs} >= ${fromMs} or ${t.closedAtMs} >= ${fromMs})`;
}

/** The time by which a metric counts a case; null = by that of an act, of which there may be several. */
function timeOf(t: Table, metric: Metric) {
  switch (metric) {
    case 'received':
    case 'registrationN':
    case 'registrationNumerator':
    case 'noDue':
    case 'urgentNoDue':
      return t.reportedAtMs;
    case 'dispatchN':
    case 'dispatchNumerator':
      return t.firstDispatchedAtMs;
    case 'acceptanceN':
    case 'acceptanceNumerator':
      return t.acceptDueAtMs;
    case 'responseN':
    case 'responseNumerator':
      return t.contactDueAtMs;
    case 'dueN':
    case 'dueOnTime':
    case 'dueClosed':
    case 'dueSuspended':
    case 'urgentN':
    case 'urgentOnTime':
    case 'urgentSuspended':
      return t.dueAtMs;
    case 'originalN':
    case 'originalOnTime':
    case 'originalSuspended':
      return t.originalDueAtMs;
    default:
      return null;
  }
}
