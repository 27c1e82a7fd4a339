import { tzOffset } from '@date-fns/tz';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

export const isTimeZone = (timeZone: string): boolean => timeZone !== '' && !Number.isNaN(tzOffset(timeZone, new Date(0)));

/**
 * From what a clock on the wall showed (as if it were UTC, in ms) to the instant.
 * Where clocks go forward, a time that no clock showed counts from before the change (02:30 becomes 03:30); where they go
 * back, a time shown twice is the first of the two. Both mean: the offset that held before the change.
 */
export function zonedTime(timeZone: string): (localMs: number) => number {
  const offsetAt = (ms: number): number => tzOffset(timeZone, new Date(ms)) * MINUTE_MS;
  // Zones change on quarter hours, so one answer serves a quarter; files are in rough order of time, so few are asked.
  const offsets = new Map<number, number>();
  return (localMs) => {
    const quarter = Math.floor(localMs / QUARTER_MS);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      if (offsets.size > 100_000) offsets.clear();
      offset = offsetOfLocal(quarter * QUARTER_MS, offsetAt);
      offsets.set(quarter, offset);
    }
    return localMs - offset;
  };
}

function offsetOfLocal(localMs: number, offsetAt: (ms: number) => number): number {
  // All zones lie between UTC−12 and UTC+14: these two instants surely enclose every meaning of the local time.
  const before = offsetAt(localMs - 15 * HOUR_MS);
  const after = offsetAt(localMs + 13 * HOUR_MS);
  if (before === after || offsetAt(localMs - before) === before) return before;
  return offsetAt(localMs - after) === after ? after : before;
}
