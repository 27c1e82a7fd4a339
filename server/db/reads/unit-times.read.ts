import { sql } from 'drizzle-orm';
import type { UnitState } from '../../../shared/unit-states.ts';
import { among, type ReadContext } from './context.ts';

export interface UnitTimesAsk {
  units: readonly string[];
  fromMs: number;
  /** No later than now: what has not passed yet is in no state. */
  toMs: number;
}
export interface UnitTime {
  unit: string;
  state: UnitState;
  ms: number;
}

/**
 * How long units stood in each state within a window. Before its first change in it or after it a unit stood in what that change left;
 * one without any change from then on is not here.
 */
export async function readUnitTimes(
  { db, dialect, schema: { unitChanges: c } }: ReadContext,
  { units, fromMs, toMs }: UnitTimesAsk,
): Promise<UnitTime[]> {
  if (units.length === 0 || toMs <= fromMs) return [];
  // Times are written out: PostgreSQL would take a bare parameter beside another for a text.
  const [from, to] = [sql.raw(String(Math.trunc(fromMs))), sql.raw(String(Math.trunc(toMs)))];
  const rows = await dialect.rows<{ unit: string; state: UnitState; ms: number }>(
    db,
    sql`with moves as (
          select unit, was, state, at_ms, lead(at_ms) over (partition by unit order by rev) as next_ms,
                 row_number() over (partition by unit order by rev) as nth
          from ${c} where at_ms >= ${from} and ${among(sql`unit`, units)}
        )
        select unit, state, sum(case when next_ms < ${to} then next_ms else ${to} end - at_ms) as ms
        from moves where at_ms < ${to} group by unit, state
        union all
        select unit, was as state, case when at_ms < ${to} then at_ms else ${to} end - ${from} as ms from moves where nth = 1`,
  );
  return rows.map(({ unit, state, ms }) => ({ unit, state, ms: Number(ms) }));
}
