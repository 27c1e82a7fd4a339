import type { AreaClass } from './map-types.ts';

/** A measure's fixed limits, nearest the target first (`shared/city-pack.ts`). */
export interface ClassLimits {
  better: 'higher' | 'lower';
  target: number;
  breaks: readonly number[];
}
export interface Measured {
  value: number | null;
  n: number;
}

/**
 * How far a value is from its target: 0 = met, then one class for each limit passed, 3 at most.
 * A limit belongs to the better side: exactly on target is on target.
 */
export function classOf({ value, n }: Measured, { better, target, breaks }: ClassLimits, minimumN: number): AreaClass {
  if (value === null || n === 0) return -1;
  if (n < minimumN) return -2;
  const misses = (limit: number): boolean => (better === 'higher' ? value < limit : value > limit);
  if (!misses(target)) return 0;
  // The first break may restate the target; a value that missed it is in class 1 at least.
  const further = breaks.filter((limit) => limit !== target && misses(limit)).length;
  return Math.min(3, 1 + further) as AreaClass;
}

export type ClassCounts = Readonly<Record<AreaClass, number>>;

/** How many areas are in each class, for the legend. A code without a value has no data. */
export function countClasses(codes: readonly string[], values: Readonly<Record<string, { class: AreaClass }>>): ClassCounts {
  const counts: Record<AreaClass, number> = { [-2]: 0, [-1]: 0, 0: 0, 1: 0, 2: 0, 3: 0 };
  for (const code of codes) counts[values[code]?.class ?? -1] += 1;
  return counts;
}
