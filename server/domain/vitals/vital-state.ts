import type { Limit } from '../../../shared/indicators.ts';
import { LIMIT_STATES, type VitalState } from '../../../shared/vital-terms.ts';

/** How a value stands to one limit: since when it has been beyond it, and whether for long enough. */
export interface LimitTrack {
  /** ms UTC; null = it is not beyond. */
  sinceMs: number | null;
  isOn: boolean;
}
/** How a value stands to its limits, in their order. */
export interface VitalTrack {
  /** The reading that it last followed. */
  atMs: number;
  limits: readonly LimitTrack[];
}

/** Whether a value is beyond a limit that is moved `by` towards the good side. */
function isBeyond({ above, below, isInclusive = false }: Limit, value: number, by = 0): boolean {
  const isOver = above !== undefined && (isInclusive ? value >= above - by : value > above - by);
  const isUnder = below !== undefined && (isInclusive ? value <= below + by : value < below + by);
  return isOver || isUnder;
}

/**
 * Follows a value against its limits, reading by reading: a limit counts once the value has been beyond it for `forS`, and until it has come
 * back by the dead-band. Durations run by the readings' own times; what is older than the last one changes nothing.
 */
export function followValue(before: VitalTrack | null, limits: readonly Limit[], value: number, atMs: number): VitalTrack {
  if (before && atMs < before.atMs) return before;
  return {
    atMs,
    limits: limits.map((limit, i): LimitTrack => {
      // Other limits than those before (another edition, other areas' own) begin anew.
      const known = before?.limits.length === limits.length ? before.limits[i]! : OFF;
      if (isBeyond(limit, value)) {
        const sinceMs = known.sinceMs ?? atMs;
        return { sinceMs, isOn: known.isOn || atMs - sinceMs >= (limit.forS ?? 0) * 1000 };
      }
      return known.isOn && isBeyond(limit, value, limit.deadBand ?? 0) ? known : OFF;
    }),
  };
}
const OFF: LimitTrack = { sinceMs: null, isOn: false };

/** The worst of the limits that count. */
export function stateOf(track: VitalTrack, limits: readonly Limit[]): Exclude<VitalState, 'no-data'> {
  let worst = -1;
  for (const [i, { isOn }] of track.limits.entries()) if (isOn) worst = Math.max(worst, LIMIT_STATES.indexOf(limits[i]!.state));
  return LIMIT_STATES[worst] ?? 'normal';
}

/** Twice as long as promised without a word is no data. */
export const isSilent = (lastAtMs: number, promiseS: number, nowMs: number): boolean => nowMs - lastAtMs > 2 * promiseS * 1000;

const GRAVITY: readonly VitalState[] = ['normal', 'no-data', 'attention', 'abnormal', 'alarm'];
/** The gravest: what is known to be off goes before what is not known, which is never taken for normal. */
export const worstOf = (states: Iterable<VitalState>): VitalState | null => {
  let worst: VitalState | null = null;
  for (const state of states) if (worst === null || GRAVITY.indexOf(state) > GRAVITY.indexOf(worst)) worst = state;
  return worst;
};
