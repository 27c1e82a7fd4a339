import { DURATIONS, type Durations } from '../../shared/summary.ts';
import { DURATION_BASE, DURATION_BUCKETS } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import type { Detail, Part } from './detail.ts';
import { percentileOfBuckets, percentileOfRows } from './figures.ts';
import type { CellQuery, SumsSource } from './ports.ts';
import { FIRST_DURATION, type Selection } from './slots.ts';

/** Below this many cases percentiles are exact, from rows. */
const EXACT_BELOW = 200;

/** Bucket counts by kind, `accept`, `arrive`, `close`. */
export type DurationCounts = [Int32Array, Int32Array, Int32Array];
export const noCounts = (): DurationCounts => [
  new Int32Array(DURATION_BUCKETS),
  new Int32Array(DURATION_BUCKETS),
  new Int32Array(DURATION_BUCKETS),
];

/** Adds what memory keeps, read kind by kind; false when it keeps none of this node. */
export function addKept(into: DurationCounts, read: (kind: 0 | 1 | 2) => Int32Array | null): boolean {
  for (const kind of [0, 1, 2] as const) {
    const counts = read(kind);
    if (!counts) return false;
    counts.forEach((n, bucket) => (into[kind][bucket]! += n));
  }
  return true;
}

export interface DetailedAsk {
  of: Tree;
  area: string;
  part: Part;
  selection: Selection;
}
/** Adds what memory keeps by category and severity. */
export function addDetailed(into: DurationCounts, detail: Detail, { of, area, part, selection }: DetailedAsk): void {
  detail.each(of, area, part, selection, () => (_, __, slot, n) => {
    const index = slot - FIRST_DURATION;
    if (index >= 0 && index < 3 * DURATION_BUCKETS) into[Math.floor(index / DURATION_BUCKETS) as 0 | 1 | 2][index % DURATION_BUCKETS]! += n;
  });
}

/** Adds what the stored cells count in a window. */
export async function addStored(into: DurationCounts, query: CellQuery, source: SumsSource): Promise<void> {
  for (const { metric, n } of await source.durationCounts(query)) {
    const kind = DURATIONS.findLastIndex((name) => metric >= DURATION_BASE[name]);
    into[kind as 0 | 1 | 2][metric - DURATION_BASE[DURATIONS[kind]!]]! += n;
  }
}

/** Percentiles of a window's counts; where there are few cases, of the rows themselves. */
export async function toDurations(counts: DurationCounts, queries: readonly CellQuery[], source: SumsSource): Promise<Durations> {
  const answer = {} as Durations;
  for (const [kind, name] of DURATIONS.entries()) {
    const buckets = counts[kind as 0 | 1 | 2];
    const n = buckets.reduce((sum, count) => sum + count, 0);
    if (n >= EXACT_BELOW) {
      answer[name] = { p50Ms: percentileOfBuckets(buckets, 0.5), p90Ms: percentileOfBuckets(buckets, 0.9), n };
      continue;
    }
    const rows: number[] = [];
    if (n > 0) for (const query of queries) rows.push(...(await source.durations(query, name)));
    if (queries.length > 1) rows.sort((a, b) => a - b);
    answer[name] = { p50Ms: percentileOfRows(rows, 0.5), p90Ms: percentileOfRows(rows, 0.9), n: rows.length };
  }
  return answer;
}
