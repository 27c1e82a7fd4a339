import { sql } from 'drizzle-orm';
import type { LocalTime } from '../../../shared/local-time.ts';
import { SEVERITIES } from '../../../shared/terms.ts';
import { metricName } from '../../domain/metrics.ts';
import type { Dialect, Queryable } from '../dialect.ts';
import { hourText, MOST_DIFFERENCES, type Difference } from './difference.ts';

/** Tables of stored sums, each with the recount that it must equal. */
export const CELLS = {
  placed: { kind: 'cell', stored: 'cells', recounted: 'v_cell' },
  moved: { kind: 'moved', stored: 'moved_cells', recounted: 'v_moved' },
  units: { kind: 'charged', stored: 'unit_cells', recounted: 'v_unit' },
} as const;

/** Stored cells against the recount; a cell that is not there counts as 0. */
export async function compareCells(
  db: Queryable,
  dialect: Dialect,
  time: LocalTime,
  { kind, stored, recounted }: (typeof CELLS)[keyof typeof CELLS],
): Promise<Difference[]> {
  const found = await dialect.rows<
    Record<'hour_ms' | 'metric' | 'severity' | 'stored' | 'recounted', number> & { place: string; category: string }
  >(
    db,
    sql`select place, category, severity, hour_ms, metric, sum(stored) as stored, sum(recounted) as recounted from (
        select place, category, severity, hour_ms, metric, n as stored, 0 as recounted from ${sql.raw(stored)}
        union all select place, category, severity, hour_ms, metric, 0, n from ${sql.raw(recounted)}) as both_sides
      group by place, category, severity, hour_ms, metric having sum(stored) <> sum(recounted)
      order by place, hour_ms, metric, category, severity limit ${sql.raw(String(MOST_DIFFERENCES))}`,
  );
  return found.map((row) => ({
    kind,
    area: row.place,
    metric: metricName(Number(row.metric)),
    hour: hourText(Number(row.hour_ms), time.timeZone),
    stored: String(row.stored),
    recounted: String(row.recounted),
    category: row.category,
    severity: SEVERITIES[Number(row.severity)] ?? String(row.severity),
  }));
}
