import type { Preset } from '../../shared/terms.ts';
import type { SeriesPoint } from '../../shared/summary.ts';

export type Bucket = 'hour' | 'day';
/** With fewer cases than this in the hour of the middle, a line by the hour is chance alone. */
const LEAST_PER_HOUR = 2;

/** Hours up to a week; days over a month, or a scoring period. */
export const firstBucket = (window: Preset): Bucket => (window === '30d' || window === 'period' ? 'day' : 'hour');

/**
 * What a series of hours is to be drawn in: where the median of the usual hours (all before the window) is under two cases, days.
 * Within a day there is nothing else than hours.
 */
export function readableBucket(window: Preset, points: readonly SeriesPoint[], fromMs: number): Bucket {
  if (window !== '7d') return firstBucket(window);
  const usual = points.flatMap(({ at, value }) => (value !== null && Date.parse(at) < fromMs ? [value] : [])).sort((a, b) => a - b);
  const median = usual[Math.floor(usual.length / 2)] ?? 0;
  return median < LEAST_PER_HOUR ? 'day' : 'hour';
}
