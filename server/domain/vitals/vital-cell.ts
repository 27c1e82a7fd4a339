import type { RollUp } from '../../../shared/indicators.ts';
import type { VitalState } from '../../../shared/vital-terms.ts';
import type { LimitInForce } from './limits-in-force.ts';
import { rollUp } from './roll-up.ts';
import { followValue, stateOf, type VitalTrack, worstOf } from './vital-state.ts';

/** One sign of one instrument, as its last reading left it. */
export interface DeviceSign {
  device: string;
  area: string;
  /** Null = as its indicator has it. */
  promiseS: number | null;
  /** Null = never heard. */
  last: { value: number; atMs: number } | null;
  track: VitalTrack | null;
  /** No data where it was never heard, or not for too long. */
  state: VitalState;
}
/** One sign of one area. */
export interface AreaSign {
  value: number | null;
  state: VitalState;
  worst: VitalState;
  worstN: number;
  heard: number;
  there: number;
  atMs: number | null;
  track: VitalTrack | null;
}

/** The sign of an area from those of all its instruments and from how its parts stand. What does not roll up stands as its worst instrument. */
export function areaSign(
  before: AreaSign | null,
  {
    how,
    limits,
    signs,
    parts,
  }: { how: RollUp; limits: readonly LimitInForce[]; signs: Iterable<DeviceSign>; parts: readonly VitalState[] },
): AreaSign {
  const heard: { value: number; atMs: number }[] = [];
  const states: VitalState[] = [];
  let there = 0;
  for (const { state, last } of signs) {
    there += 1;
    if (state === 'no-data' || !last) continue;
    states.push(state);
    heard.push(last);
  }
  const value = rollUp(how, heard);
  const atMs = heard.reduce<number | null>((newest, each) => Math.max(newest ?? 0, each.atMs), null);
  const track = value === null || atMs === null ? (before?.track ?? null) : followValue(before?.track ?? null, limits, value, atMs);
  const worst = worstOf(parts) ?? 'no-data';
  return {
    value,
    state: heard.length === 0 ? 'no-data' : value === null || !track ? worstOf(states)! : stateOf(track, limits),
    worst,
    worstN: parts.filter((state) => state === worst).length,
    heard: heard.length,
    there,
    atMs,
    track,
  };
}

/** Whether anybody who looks would see a difference. */
export const isSameSign = (a: AreaSign | null, b: AreaSign): boolean =>
  a !== null &&
  a.value === b.value &&
  a.state === b.state &&
  a.worst === b.worst &&
  a.worstN === b.worstN &&
  a.heard === b.heard &&
  a.there === b.there &&
  a.atMs === b.atMs;
