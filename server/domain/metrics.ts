import { FLOWS, STOCKS } from '../../shared/measures.ts';

/**
 * Everything that is counted, by its number in stored cells. Append only: a number once stored keeps its meaning.
 * Flows at the event's hour, cohorts at the hour that the rule names (docs/kpi.md), stocks at an hour of their own = now.
 */
export const FLOW_METRICS = [...FLOWS, 'attempts'] as const;
export const COHORT_METRICS = [
  'registrationN',
  'registrationNumerator',
  'dispatchN',
  'dispatchNumerator',
  'acceptanceN',
  'acceptanceNumerator',
  'responseN',
  'responseNumerator',
  'dueN',
  'dueOnTime',
  'dueClosed',
  'dueSuspended',
  'originalN',
  'originalOnTime',
  'originalSuspended',
  'urgentN',
  'urgentOnTime',
  'urgentSuspended',
  'noDue',
  'urgentNoDue',
] as const;
/** Decisions drawn to be re-checked, at the hour of the decision; what became of them later too. */
export const RECHECK_METRICS = ['recheckDrawn', 'recheckSettled', 'recheckOverturned'] as const;
/** The dense part: what cubes keep by hour and node. */
export const METRICS = [...FLOW_METRICS, ...COHORT_METRICS, ...STOCKS, ...RECHECK_METRICS] as const;
export type Metric = (typeof METRICS)[number];
export const METRIC_COUNT = METRICS.length;
const indexByName = new Map<string, number>(METRICS.map((name, index) => [name, index]));
export const metricIndex = (metric: Metric): number => indexByName.get(metric)!;
export const FIRST_STOCK = metricIndex(STOCKS[0]);
export const isStock = (metric: number): boolean => metric >= FIRST_STOCK && metric < FIRST_STOCK + STOCKS.length;
const flowNames: ReadonlySet<string> = new Set(FLOW_METRICS);
/** Counts events, of a whole window; a cohort counts cases, of full hours. */
export const isFlow = (metric: Metric): boolean => flowNames.has(metric);
/** The hour of stocks: they hold now, not at a time. No hour begins at this instant. */
export const STOCK_HOUR = -1;

/** Durations are counted in buckets: metric = base + bucket. */
export const DURATION_BASE = { accept: 100, arrive: 200, close: 300 } as const;
export const DURATION_BUCKETS = 73;
/**
 * Upper limits of the buckets in ms, each 2^¼ times the last, from 1 min to 182 d; the last also takes what is longer.
 * Integers, so that SQL and this program put a duration into the same bucket.
 */
export const DURATION_LIMITS_MS: readonly number[] = Array.from({ length: DURATION_BUCKETS }, (_, i) => Math.round(60_000 * 2 ** (i / 4)));

export function durationBucket(ms: number): number {
  let low = 0;
  let high = DURATION_BUCKETS - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ms <= DURATION_LIMITS_MS[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The metric's name in reports, e.g. `closed` or `close bucket 12`. */
export function metricName(index: number): string {
  if (index < METRIC_COUNT) return METRICS[index]!;
  for (const [kind, base] of Object.entries(DURATION_BASE)) {
    if (index >= base && index < base + DURATION_BUCKETS) return `${kind} bucket ${index - base}`;
  }
  return `metric ${index}`;
}
