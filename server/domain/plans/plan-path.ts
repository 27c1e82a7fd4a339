import type { Comparator } from '../../../shared/plan-terms.ts';
import type { PlanBase, PlanTarget } from '../../../shared/plan-wire.ts';

/** Values that are good enough; either end may be infinite, and an open end is not good enough itself. */
export interface Span {
  low: number;
  high: number;
  isOpen: boolean;
}
/** A corner of the path: what it asks for at a point of the line of years. */
export interface Corner {
  at: number;
  low: number;
  high: number;
}
/** A target with what it asks for; null = that is not known, or is no number. */
export interface KnownTarget {
  target: PlanTarget;
  span: Span | null;
}

function spanOf(comparator: Comparator, value: number): Span {
  const isOpen = comparator === 'gt' || comparator === 'lt';
  if (comparator === 'eq') return { low: value, high: value, isOpen };
  return comparator === 'ge' || comparator === 'gt'
    ? { low: value, high: Number.POSITIVE_INFINITY, isOpen }
    : { low: Number.NEGATIVE_INFINITY, high: value, isOpen };
}

/** What targets ask for, by year; `references` = what was entered of the years, such as the national average. */
export const knownTargets = (targets: readonly PlanTarget[], references: ReadonlyMap<number, number>): KnownTarget[] =>
  [...targets]
    .sort((a, b) => a.year - b.year)
    .map((target): KnownTarget => {
      if (target.kind === 'value') return { target, span: spanOf(target.comparator, target.value) };
      if (target.kind === 'band') return { target, span: { low: target.low, high: target.high, isOpen: false } };
      const reference = target.kind === 'relative' ? references.get(target.year) : undefined;
      return { target, span: target.kind === 'relative' && reference !== undefined ? spanOf(target.comparator, reference) : null };
    });

/** A year's target is due when the year ends, and so is a base. */
export const endOfYear = (year: number): number => year + 1;

/**
 * The corners of the path. It begins as wide as to hold the base and narrows to each target in turn; without a base it begins with the
 * first target that is known. A base that is good enough already leads nowhere worse: the path is the target from the start.
 */
export function pathOf(base: PlanBase | null, targets: readonly KnownTarget[]): Corner[] {
  const known = targets.flatMap(({ target, span }) => (span ? [{ at: endOfYear(target.year), low: span.low, high: span.high }] : []));
  const [first] = known;
  if (!base || !first) return known;
  return [{ at: endOfYear(base.year), low: Math.min(base.value, first.low), high: Math.max(base.value, first.high) }, ...known];
}

/**
 * What the path asks for at a point: straight between corners, and for good what the last one asks for. Null = before it begins. Where
 * a value is to come to one place, or into a band, whoever is there before the others is on the path too: it reaches to what is asked later.
 */
export function askedAt(path: readonly Corner[], at: number): Corner | null {
  const next = path.findIndex((corner) => corner.at >= at);
  if (next === -1) return path.length === 0 ? null : { ...path.at(-1)!, at };
  const [before, after] = [path[next - 1], path[next]!];
  if (after.at !== at && !before) return null;
  const done = before ? (at - before.at) / (after.at - before.at) : 1;
  const between = (from: number, to: number): number => (Number.isFinite(from) && Number.isFinite(to) ? from + (to - from) * done : from);
  const [low, high] =
    after.at === at || !before ? [after.low, after.high] : [between(before.low, after.low), between(before.high, after.high)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { at, low, high };
  const later = path.slice(next);
  return { at, low: Math.min(low, ...later.map((corner) => corner.low)), high: Math.max(high, ...later.map((corner) => corner.high)) };
}

/** How far a value lies outside; 0 = within. */
export const distance = (value: number, { low, high }: Pick<Corner, 'low' | 'high'>): number => Math.max(0, low - value, value - high);

/** Whether a target is reached; an open end takes its own value for short of it. */
export const isReached = (value: number, { low, high, isOpen }: Span): boolean =>
  isOpen ? value > low && value < high : value >= low && value <= high;
