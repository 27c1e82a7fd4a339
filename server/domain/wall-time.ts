import type { LocalTime } from '../../shared/local-time.ts';

const HOUR_MS = 3_600_000;
// All zones lie between UTC−12 and UTC+14: between these two lies every meaning of a local time.
const EARLIEST_MS = -15 * HOUR_MS;
const LATEST_MS = 13 * HOUR_MS;

/**
 * From what a wall clock shows (as if it were UTC, in ms) to the first instant at which it shows that or more. So a shift that
 * begins in the hour that clocks skip begins with the jump, and one that begins in the hour that comes twice begins with the first.
 * Not the rule of typed times (intake/zoned-time.ts): there a time that no clock showed was a slip of the pen.
 */
export function firstInstant(wallMs: number, { offsetAt }: LocalTime): number {
  const before = offsetAt(wallMs + EARLIEST_MS);
  const early = wallMs - before;
  if (offsetAt(early) === before) return early;
  const after = offsetAt(wallMs + LATEST_MS);
  const late = wallMs - after;
  if (offsetAt(late) === after) return late;
  // Clocks skip it: the change itself, which lies after `late` and not after `early`.
  let [from, to] = [late, early];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetAt(middle) === after) to = middle;
    else from = middle;
  }
  return to;
}
