import type { RatesRow } from '../../shared/summary.ts';
import type { Window } from '../domain/hours.ts';
import { FIRST_STOCK, isStock } from '../domain/metrics.ts';
import { noVectors, type Vectors } from './node-vectors.ts';
import type { SumsSource } from './ports.ts';
import { toRatesRows } from './rates-table.ts';
import type { Selection } from './slots.ts';

export interface UnitRatesQuery extends Selection, Window {
  cohortTo: number;
  /** Of each unit that is asked for, the row that it counts in: its own, or that of its department. */
  keys: ReadonlyMap<string, string>;
}

/** What units answered for, by what was charged to each when it held the case. Memory keeps none of it: all is of the stored cells. */
export async function unitRatesOf(
  { keys, ...query }: UnitRatesQuery,
  source: Pick<SumsSource, 'unitSums'>,
): Promise<{ seq: number; rows: Omit<RatesRow, 'name'>[] }> {
  const { seq, sums } = await source.unitSums({ ...query, units: [...keys.keys()] });
  const rows = new Map<string, Vectors>();
  for (const { unit, metric, n, cohort } of sums) {
    const key = keys.get(unit)!;
    const { flows, cohorts, stocks } = rows.get(key) ?? rows.set(key, noVectors()).get(key)!;
    if (isStock(metric)) stocks[metric - FIRST_STOCK]! += n;
    else {
      flows[metric]! += n;
      cohorts[metric]! += cohort;
    }
  }
  return { seq, rows: toRatesRows(rows) };
}
