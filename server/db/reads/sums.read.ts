import { and, sql, type SQL } from 'drizzle-orm';
import { METRIC_COUNT } from '../../domain/metrics.ts';
import type { Schema } from '../schema.ts';
import { among, placedAmong, type ReadContext } from './context.ts';

export interface CellQuery {
  places: readonly string[] | null;
  fromMs: number;
  toMs: number;
  categories: readonly string[] | null;
  /** Ranks. */
  severities: readonly number[] | null;
}
export interface CellSum {
  place: string;
  hourMs: number;
  metric: number;
  n: number;
}

/** Of stored cells at the place, or of what is moved. */
type CellTable = 'cells' | 'movedCells';

/**
 * Cells of these places; null = of every place, named one by one out of the primary key (place, hour, …): a few hours of the whole
 * city are then found place by place. Left out, a planner without statistics reads every cell that there ever was.
 */
const atPlaces = (t: Schema[CellTable], places: readonly string[] | null): SQL | undefined =>
  places === null
    ? sql`${t.place} in (
        with recursive known(place) as (
          select min(place) from ${t}
          union all
          select (select min(place) from ${t} where place > known.place) from known where known.place is not null
        ) select place from known)`
    : among(t.place, places);

/** Sums of stored cells per place and metric, or of all places per hour and metric. */
export async function readCellSums(
  { db, schema }: ReadContext,
  { query, byHour, table = 'cells' }: { query: CellQuery; byHour: boolean; table?: CellTable },
): Promise<CellSum[]> {
  const t = schema[table];
  const where = and(
    atPlaces(t, query.places),
    sql`${t.hourMs} >= ${query.fromMs} and ${t.hourMs} < ${query.toMs}`,
    among(t.category, query.categories),
    among(t.severity, query.severities),
  );
  const n = sql<number>`sum(${t.n})`;
  if (byHour) {
    const rows = await db.select({ hourMs: t.hourMs, metric: t.metric, n }).from(t).where(where).groupBy(t.hourMs, t.metric);
    return rows.map((row) => ({ ...row, place: '', n: Number(row.n) }));
  }
  const rows = await db.select({ place: t.place, metric: t.metric, n }).from(t).where(where).groupBy(t.place, t.metric);
  return rows.map((row) => ({ ...row, hourMs: 0, n: Number(row.n) }));
}

/** Sums of stored cells per category, severity and metric. */
export async function readKindSums(
  { db, schema }: ReadContext,
  { query: { places, fromMs, toMs, categories, severities }, table = 'cells' }: { query: CellQuery; table?: CellTable },
): Promise<{ category: string; severity: number; metric: number; n: number }[]> {
  const t = schema[table];
  const where = and(
    atPlaces(t, places),
    sql`${t.hourMs} >= ${fromMs} and ${t.hourMs} < ${toMs} and ${t.metric} < ${METRIC_COUNT}`,
    among(t.category, categories),
    among(t.severity, severities),
  );
  const kind = { category: t.category, severity: t.severity, metric: t.metric };
  const rows = await db
    .select({ ...kind, n: sql<number>`sum(${t.n})` })
    .from(t)
    .where(where)
    .groupBy(t.category, t.severity, t.metric);
  return rows.map((row) => ({ ...row, n: Number(row.n) }));
}

/** Sums of the stored duration buckets, those metrics from `from` on. */
export async function readDurationCounts(
  { db, schema }: ReadContext,
  { query, from, table = 'cells' }: { query: CellQuery; from: number; table?: CellTable },
): Promise<{ metric: number; n: number }[]> {
  const t = schema[table];
  const where = and(
    atPlaces(t, query.places),
    sql`${t.hourMs} >= ${query.fromMs} and ${t.hourMs} < ${query.toMs} and ${t.metric} >= ${from}`,
    among(t.category, query.categories),
    among(t.severity, query.severities),
  );
  const rows = await db
    .select({ metric: t.metric, n: sql<number>`sum(${t.n})` })
    .from(t)
    .where(where)
    .groupBy(t.metric);
  return rows.map((row) => ({ metric: row.metric, n: Number(row.n) }));
}

/** Durations of incidents closed in the window, ms, sorted. */
export async function readDurations(
  { db, schema: { incidents: t } }: ReadContext,
  { query, kind }: { query: CellQuery; kind: 'accept' | 'arrive' | 'close' },
): Promise<number[]> {
  const lengths = {
    close: sql<number>`${t.closedAtMs} - ${t.reportedAtMs}`,
    accept: sql<number>`${t.acceptedAtMs} - ${t.dispatchedAtMs}`,
    arrive: sql<number>`${t.startedAtMs} - ${t.dispatchedAtMs}`,
  };
  const where = and(
    placedAmong(t, sql`${t.closedAtMs}`, query.places),
    sql`${t.closedAtMs} >= ${query.fromMs} and ${t.closedAtMs} < ${query.toMs} and ${t.status} = 'closed' and ${t.exercise} = 0`,
    sql`${t.flags} not like '%"closed-before-opened"%'`,
    among(t.category, query.categories),
    among(t.severityRank, query.severities),
    sql`${lengths[kind]} is not null`,
  );
  const rows = await db.select({ ms: lengths[kind] }).from(t).where(where);
  return rows.map((row) => Number(row.ms)).sort((a, b) => a - b);
}
