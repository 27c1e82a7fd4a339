/** What is usual in an hour: the range of the same hour in the weeks before. */
export interface UsualHour {
  atMs: number;
  low: number;
  high: number;
}
const WEEKS = [1, 2, 3, 4];
const WEEK_MS = 7 * 86_400_000;
/** Of fewer weeks nothing is usual. */
const WEEKS_LEAST = 3;

/** The usual of every hour that is asked for; an hour of which fewer than three of the last four weeks are known has none. */
export function usualBand(hours: readonly number[], valueAt: (atMs: number) => number | null | undefined): UsualHour[] {
  return hours.flatMap((atMs) => {
    const known = WEEKS.flatMap((week) => valueAt(atMs - week * WEEK_MS) ?? []);
    return known.length < WEEKS_LEAST ? [] : [{ atMs, low: Math.min(...known), high: Math.max(...known) }];
  });
}
/** How far back the usual is told from. */
export const USUAL_MS = WEEKS.length * WEEK_MS;
