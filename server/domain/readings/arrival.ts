import { Rejection } from '../rejection.ts';

/** A device's clock may be ahead of ours by so much; further ahead it is wrong. */
export const AHEAD_MOST_MS = 300_000;
const DAY_MS = 86_400_000;

/**
 * Whether a reading of this time can be taken at all. Beyond the retention of raw rows nothing could be told from a repetition, and
 * nothing could be summed anew.
 * @throws Rejection
 */
export function assertTimely(atMs: number, nowMs: number, keptDays: number | null): void {
  const times = { at: new Date(atMs).toISOString(), now: new Date(nowMs).toISOString() };
  if (atMs > nowMs + AHEAD_MOST_MS) throw new Rejection('reading.future', times);
  if (keptDays !== null && atMs < nowMs - keptDays * DAY_MS) throw new Rejection('reading.too-old', { ...times, days: keptDays });
}
