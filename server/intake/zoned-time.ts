import { tzOffset } from '@date-fns/tz';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const isTimeZone = (timeZone: string): boolean => timeZone !== '' && !Number.isNaN(tzOffset(timeZone, new Date(0)));

/**
 * From what a clock on the wall showed (as if it were UTC, in ms) to the instant.
 * Where clocks go forward, a time that no clock showed counts from before the change (02:30 becomes 03:30); where they go
 * back, a time shown twice is the first of the two. Both mean: the offset that held before the change.
 */
export function zonedTime(timeZone: string): (localMs: number) => number {
  const offsetAt = (ms: number): number => tzOffset(timeZone, new Date(ms)) * MINUTE_MS;
  // Most days have one offset; only within a day of a change is each time asked for by itself.
  const offsetOfDay = new Map<number, number | null>();
  return (localMs) => {
    const day = Math.floor(localMs / DAY_MS);
    let offset = offsetOfDay.get(day);
    if (offset === undefined) {
      offset = onlyOffset(day * DAY_MS, offsetAt);
      offsetOfDay.set(day, offset);
    }
    return localMs - (offset ?? offsetOfLocal(localMs, offsetAt));
  };
}

// All zones lie between UTC−12 and UTC+14: from the one to the other before and behind it lies every meaning of a local time.
const EARLIEST_MS = -15 * HOUR_MS;
const LATEST_MS = 13 * HOUR_MS;

/** The one offset of a local day, or null when clocks change about then. */
function onlyOffset(dayMs: number, offsetAt: (ms: number) => number): number | null {
  const before = offsetAt(dayMs + EARLIEST_MS);
  return before === offsetAt(dayMs + DAY_MS + LATEST_MS) ? before : null;
}

function offsetOfLocal(localMs: number, offsetAt: (ms: number) => number): number {
  const before = offsetAt(localMs + EARLIEST_MS);
  const after = offsetAt(localMs + LATEST_MS);
  if (before === after || offsetAt(localMs - before) === before) return before;
  return offsetAt(localMs - after) === after ? after : before;
}
