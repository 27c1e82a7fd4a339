import type { SeriesPoint } from '../../../shared/summary.ts';

/** One bucket of the window with the range of the same hour in the four weeks before. */
export interface BandPoint {
  atMs: number;
  value: number | null;
  low: number | null;
  high: number | null;
}
const WEEK = 7 * 86_400_000;
const WEEKS = [1, 2, 3, 4];

/** An hour without an answer in a week before is left out of the range; with no week at all there is no range. */
export function withUsual(points: readonly SeriesPoint[], fromMs: number): BandPoint[] {
  const byAt = new Map(points.map((point) => [Date.parse(point.at), point.value]));
  return [...byAt]
    .filter(([atMs]) => atMs >= fromMs)
    .map(([atMs, value]) => {
      const before = WEEKS.map((week) => byAt.get(atMs - week * WEEK)).filter((held): held is number => typeof held === 'number');
      return { atMs, value, low: before.length === 0 ? null : Math.min(...before), high: before.length === 0 ? null : Math.max(...before) };
    });
}
