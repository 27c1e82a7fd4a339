import type { Target } from '../../../shared/city-pack.ts';
import { type HeldBy, isHeldBy, RATES, type RateName, type RatesBy } from '../../../shared/measures.ts';
import type { Rate, Rates, Summary, Totals } from '../../../shared/summary.ts';
import { betterOf, type CountMeasure, targetOf, verdictOf, type Verdict } from '../../state/measures.ts';

/** One formula with what stands behind it, now and in the periods it is compared with. */
export interface FormulaRow {
  measure: RateName;
  rate: Rate;
  verdict: Verdict;
  target: number | null;
  better: Target['better'];
  before: number | null;
  yearBefore: number | null;
}
interface Given {
  summary: Summary;
  before: Summary | undefined;
  yearBefore: Summary | undefined;
  targets: readonly Target[];
  minimumN: number;
}

export const toFormulaRows = ({ summary, before, yearBefore, targets, minimumN }: Given): FormulaRow[] =>
  RATES.map((measure) => {
    const rate = summary.rates[measure];
    const target = targetOf(measure, targets);
    // A change between a handful of cases is noise.
    const past = (then: Summary | undefined): number | null => {
      const other = then?.rates[measure];
      return other && Math.min(other.n, rate.n) >= minimumN ? other.value : null;
    };
    return {
      measure,
      rate,
      verdict: verdictOf(rate, target, minimumN),
      target: target?.target ?? null,
      better: betterOf(measure, targets),
      before: past(before),
      yearBefore: past(yearBefore),
    };
  });

export type ComparedBy = 'area' | RatesBy | HeldBy;
/** What stands beside a row's name. */
export interface Columns {
  totals: readonly CountMeasure[];
  rates: readonly RateName[];
}
const OF_CASES: Columns = { totals: ['received', 'closed', 'open', 'overdue'], rates: RATES };
/** A case is received, registered, rejected, merged and given away by a desk, never by a unit. */
const OF_DESKS: ReadonlySet<RateName> = new Set(['registrationRate', 'dispatchAccuracy', 'recheckRate', 'overturnRate']);
const OF_UNITS: Columns = {
  totals: ['closed', 'returned', 'open', 'overdue', 'suspended'],
  rates: RATES.filter((rate) => !OF_DESKS.has(rate)),
};
export const columnsOf = (by: ComparedBy): Columns => (isHeldBy(by) ? OF_UNITS : OF_CASES);

/** A row of the comparison: an area, a category, a department, a severity, a unit. */
export interface ComparedRow {
  key: string;
  name: string;
  totals: Totals;
  rates: Rates;
}
export interface RankedRow extends ComparedRow {
  /** By the chosen measure; null = too few cases to be ranked. */
  rank: number | null;
}

/** From the best on; the same value is the same rank, and who has too few cases comes last, without one; so does what is nobody's. */
export function rankRows(rows: readonly ComparedRow[], measure: RateName, better: Target['better'], minimumN: number): RankedRow[] {
  const isRanked = ({ key, rates }: ComparedRow): boolean => key !== '' && rates[measure].value !== null && rates[measure].n >= minimumN;
  const value = ({ rates }: ComparedRow): number => rates[measure].value!;
  const sign = better === 'higher' ? -1 : 1;
  const ranked = rows.filter(isRanked).sort((a, b) => sign * (value(a) - value(b)) || b.rates[measure].n - a.rates[measure].n);
  const rest = rows.filter((row) => !isRanked(row)).sort((a, b) => b.rates[measure].n - a.rates[measure].n);
  let rank = 0;
  return [
    ...ranked.map((row, i) => {
      if (i === 0 || value(row) !== value(ranked[i - 1]!)) rank = i + 1;
      return { ...row, rank };
    }),
    ...rest.map((row) => ({ ...row, rank: null })),
  ];
}
