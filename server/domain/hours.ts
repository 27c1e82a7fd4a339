import type { LocalTime } from '../../shared/local-time.ts';
import { METRIC_COUNT } from './metrics.ts';
import { Rejection } from './rejection.ts';

export const HOUR_MS = 3_600_000;
const LONGEST_MS = 366 * 5 * 24 * HOUR_MS;

export interface Window {
  fromMs: number;
  toMs: number;
}

/** Whole local hours: the hour that holds `from` to the end of the hour that holds `to`. */
export function toHours({ fromMs, toMs }: Window, time: LocalTime): Window {
  if (!(fromMs < toMs) || toMs - fromMs > LONGEST_MS) throw new Rejection('window.invalid', { from: fromMs, to: toMs });
  const lastHour = time.hourOf(toMs);
  return { fromMs: time.hourOf(fromMs), toMs: lastHour === toMs ? toMs : lastHour + HOUR_MS };
}

/** What is not yet due is on neither side of a rate: cohorts end with the last full hour. */
export const cohortEnd = (toMs: number, nowMs: number, time: LocalTime): number => Math.min(toMs, time.hourOf(nowMs));

export function addInto(into: Float64Array, counts: Float64Array): void {
  for (let m = 0; m < METRIC_COUNT; m++) into[m]! += counts[m]!;
}
