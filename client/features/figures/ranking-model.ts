import type { Target } from '../../../shared/city-pack.ts';
import type { ChildSummary } from '../../../shared/summary.ts';
import type { RateName } from '../../../shared/measures.ts';

export interface RankRow {
  area: string;
  value: number;
  n: number;
  /** 1 = best. */
  rank: number;
}
export interface Ranking {
  /** Worst first: that is where one looks. */
  rows: RankRow[];
  /** Too few cases to be rated: named, not ranked. */
  small: { area: string; n: number }[];
}

export function toRanking(children: readonly ChildSummary[], measure: RateName, better: Target['better'], minimumN: number): Ranking {
  const read = children.map(({ area, rates }) => ({ area, value: rates[measure].value, n: rates[measure].n }));
  const rated = read.filter((row): row is typeof row & { value: number } => row.value !== null && row.n >= minimumN);
  const sign = better === 'higher' ? -1 : 1;
  rated.sort((a, b) => sign * (a.value - b.value) || b.n - a.n || a.area.localeCompare(b.area));
  const rows = rated.map((row, i) => ({ ...row, rank: i + 1 })).reverse();
  const small = read.filter((row) => row.n > 0 && row.n < minimumN).sort((a, b) => b.n - a.n);
  return { rows, small };
}
