import type { CityInfo } from '../../../shared/session.ts';
import type { BreakdownRow } from '../../../shared/summary.ts';

/**
 * Categories gathered under their class for reading. They are the disjoint parts of one answer, at one instant; with a class
 * picked its own categories are the picture.
 */
export function byClass(
  rows: readonly BreakdownRow[],
  city: Pick<CityInfo, 'categories' | 'majorCategories'>,
  picked: string | null,
): BreakdownRow[] {
  const majors = new Map(city.majorCategories.map((major) => [major.code, major.names]));
  if (picked !== null && majors.has(picked)) return [...rows];
  const majorOf = new Map(city.categories.map((category) => [category.code, category.major]));
  const gathered = new Map<string, BreakdownRow>();
  for (const row of rows) {
    const major = majorOf.get(row.key) ?? null;
    const name = major === null ? undefined : majors.get(major);
    const key = major !== null && name ? major : row.key;
    const held = gathered.get(key);
    gathered.set(key, { key, name: name ?? row.name, count: (held?.count ?? 0) + row.count });
  }
  return [...gathered.values()];
}

export interface BarRow extends BreakdownRow {
  /** Of the largest, 0..1. */
  share: number;
  change: string;
  isUnusual: boolean;
}
const UNUSUAL = 0.4;
const ENOUGH = 10;

/** The largest rows with their change against the week before; few cases make no percentage. */
export function toBreakdown(
  rows: readonly BreakdownRow[],
  usual: readonly BreakdownRow[],
  limit: number,
): { shown: BarRow[]; rest: { n: number } } {
  const before = new Map(usual.map((row) => [row.key, row.count]));
  const sorted = [...rows].sort((a, b) => b.count - a.count);
  const most = Math.max(1, sorted[0]?.count ?? 1);
  const shown = sorted.slice(0, limit).map((row) => {
    const was = before.get(row.key) ?? 0;
    const change = was === 0 ? null : row.count / was - 1;
    return {
      ...row,
      share: row.count / most,
      change: signed(change),
      isUnusual: change !== null && change >= UNUSUAL && row.count >= ENOUGH,
    };
  });
  return { shown, rest: { n: sorted.length - shown.length } };
}

function signed(change: number | null): string {
  if (change === null) return '—';
  const percent = Math.round(Math.abs(change) * 100);
  return percent === 0 ? '±0 %' : `${change > 0 ? '+' : '−'}${percent} %`;
}
