import { yearPoint } from '../../../shared/plan-period.ts';
import type { JudgedState, PlanState, ShareGap, StateGap } from '../../../shared/plan-terms.ts';
import type { PlanBase } from '../../../shared/plan-wire.ts';
import { askedAt, distance, endOfYear, isReached, pathOf, type Corner, type KnownTarget } from './plan-path.ts';

/** Less than this share of what was due by then is far behind: a default of this product. */
const FAR_BELOW = 0.6;

export interface Standing {
  state: PlanState;
  why: StateGap | null;
  gap: number | null;
  path: Pick<Corner, 'low' | 'high'> | null;
  share: number | null;
  shareWhy: ShareGap | null;
  due: number | null;
}
/** All that an indicator at an area is judged by. */
export interface Course {
  base: PlanBase | null;
  /** By year. */
  targets: readonly KnownTarget[];
  /** As printed: half of the last digit is nobody's delay. */
  decimals: number;
}
export interface Told {
  asOf: string;
  value: number | null;
  judged: JudgedState | null;
}

const unknown = (why: StateGap, rest: Partial<Standing> = {}): Standing => ({
  state: 'unknown',
  why,
  gap: null,
  path: null,
  share: null,
  shareWhy: null,
  due: null,
  ...rest,
});

/**
 * How an indicator stands against its path.
 *
 * The path is 序时进度, what a plan in step with time would have reached: a straight line from the base to the first target and on to each
 * later one, `path(t) = v0 + (v1 - v0) * (t - t0) / (t1 - t0)`, read at the last day of the value's period. `met`: the last target is reached.
 * `on-path`: no worse than the path, to half of the last digit. Behind it, `gap` says by how much in the unit, and the share of what was
 * due by then, `1 - gap / distance(base, path(t))`, parts `behind` from `far-behind`; where there is no base, or nothing was due, no share
 * can be said, and it is `behind`. A plan that is over and not met is never on its path. What cannot be said is `unknown` with the reason.
 * @source linear interpolation between dated points, as 规划实施评估 reports progress in step with time; the share is that of
 * "(actual - base) / (planned - base)" for a target in one direction (docs/indicators.md#action-plans)
 */
export function standingOf(course: Course, told: Told | null): Standing {
  const last = course.targets.at(-1);
  if (!last) return unknown('no-target', { shareWhy: 'no-target' });
  if (last.target.kind === 'text')
    return told?.judged
      ? { ...unknown('no-judgement'), state: told.judged, why: null, shareWhy: 'text' }
      : unknown('no-judgement', { shareWhy: 'text' });
  const path = pathOf(course.base, course.targets);
  const value = told?.value ?? null;
  if (!told || value === null) return unknown('no-value', { shareWhy: 'no-value' });
  const at = yearPoint(told.asOf);
  const asked = askedAt(path, at);
  const way = wayOf(course, path, at, value);
  if (last.span && isReached(value, last.span)) return { ...way, state: 'met', why: null, gap: 0, path: asked };
  if (path.length === 0) return unknown('reference-unknown', way);
  if (!asked) return unknown(course.base ? 'before-path' : 'no-path-yet', way);
  if (!last.span && at > path.at(-1)!.at) return unknown('reference-unknown', way);
  const gap = distance(value, asked);
  const rounding = roundingOf(course.decimals, value);
  const isOver = last.span !== null && at >= endOfYear(last.target.year);
  if (gap <= rounding && !isOver) return { ...way, state: 'on-path', why: null, gap: 0, path: asked };
  const due = course.base ? distance(course.base.value, asked) : 0;
  const isFar = due > rounding && 1 - gap / due < FAR_BELOW - 1e-9;
  return { ...way, state: isFar ? 'far-behind' : 'behind', why: null, gap, path: asked };
}

/** Half of the last digit that is printed, and what doubles add to it. */
const roundingOf = (decimals: number, value: number): number => 0.5 * 10 ** -decimals + 1e-9 * Math.max(1, Math.abs(value));

/** How much of the whole way is done, and how much was due at that time; where that cannot be said, why. */
function wayOf(
  { base, targets, decimals }: Course,
  path: readonly Corner[],
  at: number,
  value: number,
): Pick<Standing, 'share' | 'shareWhy' | 'due'> {
  const gap = (shareWhy: ShareGap) => ({ share: null, shareWhy, due: null });
  const span = targets.at(-1)?.span;
  if (!span) return gap('reference-unknown');
  if (!base) return gap('no-base');
  const whole = distance(base.value, span);
  if (whole <= roundingOf(decimals, base.value)) return gap('no-way');
  const asked = askedAt(path, at);
  const edge = asked && (base.value < span.low ? asked.low : asked.high);
  return { share: 1 - distance(value, span) / whole, shareWhy: null, due: edge === null ? null : 1 - distance(edge, span) / whole };
}
