import type { Forecast } from '../../shared/forecast.ts';

/** What is left of cases like this one, by what such cases took. */
export type Outlook = Pick<Forecast, 'n' | 'p50Ms' | 'p80Ms' | 'verdict'>;

/**
 * @param tookMs what closed cases took from the same state to their closing, ms
 * @param stoodMs how long this one has stood in that state, ms: cases that were over by then say nothing of it
 * @param dueAtMs null = no deadline, no verdict
 */
export function outlook(
  tookMs: readonly number[],
  { stoodMs, dueAtMs, nowMs, minimumN }: { stoodMs: number; dueAtMs: number | null; nowMs: number; minimumN: number },
): Outlook {
  const left = tookMs
    .filter((ms) => ms > stoodMs)
    .map((ms) => ms - stoodMs)
    .sort((a, b) => a - b);
  const n = left.length;
  if (n < Math.max(1, minimumN)) return { n, p50Ms: null, p80Ms: null, verdict: null };
  const [p50Ms, p80Ms] = [quantile(left, 0.5), quantile(left, 0.8)];
  const isLate = (ms: number): boolean => dueAtMs !== null && nowMs + ms > dueAtMs;
  const verdict = dueAtMs === null ? null : isLate(p50Ms) ? 'late' : isLate(p80Ms) ? 'at-risk' : 'in-time';
  return { n, p50Ms, p80Ms, verdict };
}

/** Between its neighbours in proportion; of a sorted list that is not empty. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  return Math.round(low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at)));
}
