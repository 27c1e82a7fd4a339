import { and, sql } from 'drizzle-orm';
import { METRIC_COUNT, STOCK_HOUR } from '../../domain/metrics.ts';
import { among, type ReadContext } from './context.ts';

export interface UnitSumsQuery {
  units: readonly string[];
  fromMs: number;
  toMs: number;
  /** Where cohorts end. */
  cohortTo: number;
  categories: readonly string[] | null;
  /** Ranks. */
  severities: readonly number[] | null;
}
export interface UnitSums {
  /** The log position that they stand for. */
  seq: number;
  /** `n` of the whole window, or of now; `cohort` = what of it lies before `cohortTo`. */
  sums: { unit: string; metric: number; n: number; cohort: number }[];
}

/** What was charged to units over a window, and what they hold now, in one statement: all of it, and its `seq`, is of one instant. */
export async function readUnitSums(
  { db, dialect, schema: { unitCells: t, events } }: ReadContext,
  { units, fromMs, toMs, cohortTo, categories, severities }: UnitSumsQuery,
): Promise<UnitSums> {
  const part = (hours: ReturnType<typeof sql>) =>
    sql`select ${t.place} as unit, ${t.metric} as metric, sum(${t.n}) as n, sum(case when ${t.hourMs} < ${cohortTo} then ${t.n} else 0 end) as cohort
      from ${t} where ${and(among(t.place, units), hours, sql`${t.metric} < ${METRIC_COUNT}`, among(t.category, categories), among(t.severity, severities))}
      group by ${t.place}, ${t.metric}`;
  const rows = await dialect.rows<{ seq: number; unit: string | null } & Record<'metric' | 'n' | 'cohort', number>>(
    db,
    sql`select head.seq as seq, found.unit as unit, found.metric as metric, found.n as n, found.cohort as cohort
      from (select coalesce(max(${events.seq}), 0) as seq from ${events}) as head
      left join (${part(sql`${t.hourMs} >= ${fromMs} and ${t.hourMs} < ${toMs}`)} union all ${part(sql`${t.hourMs} = ${STOCK_HOUR}`)}) as found on 1 = 1`,
  );
  return {
    seq: Number(rows[0]?.seq ?? 0),
    sums: rows.flatMap(({ unit, metric, n, cohort }) =>
      unit === null ? [] : [{ unit, metric: Number(metric), n: Number(n), cohort: Number(cohort) }],
    ),
  };
}
