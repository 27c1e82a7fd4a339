import type { Durations, Rate, Rates, Totals } from '../../shared/summary.ts';
import { DURATIONS, FLOWS, RATES, STOCKS, type RateName } from '../../shared/measures.ts';
import { DURATION_BUCKETS, DURATION_LIMITS_MS, FIRST_STOCK, isFlow, metricIndex, type Metric } from '../domain/metrics.ts';
import { RATE_METRICS } from '../domain/rate-metrics.ts';

const FLOW_INDEX = FLOWS.map((name) => [name, metricIndex(name)] as const);
const STOCK_INDEX = STOCKS.map((name) => [name, metricIndex(name) - FIRST_STOCK] as const);

/** Flows of a window and stocks of now, by name. */
export function toTotals(flows: Float64Array, stocks: Int32Array | null): Totals {
  const totals = {} as Totals;
  for (const [name, index] of FLOW_INDEX) totals[name] = flows[index]!;
  for (const [name, index] of STOCK_INDEX) totals[name] = stocks?.[index] ?? 0;
  return totals;
}

/**
 * The rates of docs/kpi.md from cohort counts. `cohorts` end at the last full hour, so what is not yet due is on neither
 * side; rework alone is a flow of the whole window.
 */
export function toRates(cohorts: Float64Array, flows: Float64Array): Rates {
  const count = (metric: Metric | undefined): number =>
    metric === undefined ? 0 : (isFlow(metric) ? flows : cohorts)[metricIndex(metric)]!;
  const rateOf = (name: RateName): Rate => {
    const { suspended, noDue, ...of } = RATE_METRICS[name];
    const [numerator, n] = [count(of.numerator), count(of.n)];
    return { value: n === 0 ? null : numerator / n, numerator, n, suspended: count(suspended), noDue: count(noDue) };
  };
  return Object.fromEntries(RATES.map((name) => [name, rateOf(name)])) as Rates;
}

/** Percentile of a sorted list, linear between neighbours; null when empty. ms */
export function percentileOfRows(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * share;
  const low = Math.floor(position);
  const high = Math.ceil(position);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (position - low);
}

/** Percentile from bucket counts, interpolated in log scale inside the bucket: within 9.5 % of the exact value. ms */
export function percentileOfBuckets(counts: Int32Array, share: number): number | null {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  const wanted = share * n;
  let seen = 0;
  for (let b = 0; b < DURATION_BUCKETS; b++) {
    const count = counts[b]!;
    if (count > 0 && seen + count >= wanted) {
      const upper = DURATION_LIMITS_MS[b]!;
      const lower = b === 0 ? upper / 2 : DURATION_LIMITS_MS[b - 1]!;
      return lower * (upper / lower) ** ((wanted - seen) / count);
    }
    seen += count;
  }
  return DURATION_LIMITS_MS[DURATION_BUCKETS - 1]!;
}

export const noDurations = (): Durations =>
  Object.fromEntries(DURATIONS.map((name) => [name, { p50Ms: null, p90Ms: null, n: 0 }])) as Durations;
