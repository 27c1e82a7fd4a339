import { isPositionFresh, type LiveUnit } from '../../shared/unit-states.ts';
import type { UnitNowWire } from '../../shared/units.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** Where a unit was last, as it crosses the wire. */
export const toPosition = (position: LiveUnit['position'], nowMs: number, promiseMin: number): UnitNowWire['position'] =>
  position && {
    lngLat: [position.lng, position.lat],
    at: iso(position.atMs),
    accuracyM: position.accuracyM,
    isFresh: isPositionFresh(position.atMs, nowMs, promiseMin),
  };

/** A unit as it crosses the wire. */
export const toUnitNow = ({ unit, state, sinceMs, position, load, rev }: LiveUnit, nowMs: number, promiseMin: number): UnitNowWire => ({
  unit,
  state,
  since: sinceMs === 0 ? null : iso(sinceMs),
  position: toPosition(position, nowMs, promiseMin),
  load,
  rev,
});
