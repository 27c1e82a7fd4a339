import type { LocalTime } from '../../shared/local-time.ts';
import type { SeriesPoint } from '../../shared/summary.ts';
import { FLOWS, RATES, type RateName, type TotalName } from '../../shared/measures.ts';
import { METRIC_COUNT, STOCK_HOUR } from '../domain/metrics.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Tree } from '../domain/tree.ts';
import { isInMemory, stretches, type Cubes } from './cubes.ts';
import type { Detail } from './detail.ts';
import { toRates, toTotals } from './figures.ts';
import { addInto, cohortEnd, HOUR_MS, type Window } from '../domain/hours.ts';
import type { SumsSource } from './ports.ts';
import { isEverything, restore, type Selection } from './slots.ts';
import { placesOf } from './vectors.ts';

const MOST = 24 * 62;

export interface SeriesQuery {
  area: string;
  /** The nodes whose sums memory holds that make it up: itself, or a group's members. */
  nodes: readonly string[];
  metric: string;
  bucket: 'hour' | 'day';
  /** Whole local hours. */
  window: Window;
  selection: Selection;
}
export interface SeriesDeps {
  time: LocalTime;
  tree: Tree;
  nowMs: number;
  source: SumsSource;
  memory: Cubes;
  detail: Detail;
}

/** One figure of an area, hour by hour or day by day. */
export async function seriesOf(query: SeriesQuery, deps: SeriesDeps): Promise<SeriesPoint[]> {
  const { metric, bucket, window } = query;
  const { time, nowMs, memory } = deps;
  const read = reading(metric);
  const starts: number[] = [];
  for (let at = window.fromMs; at < window.toMs; at = bucket === 'hour' ? at + HOUR_MS : time.addDays(time.dayStart(at), 1))
    starts.push(at);
  if (starts.length > MOST) throw new Rejection('window.invalid', { field: 'bucket', most: MOST });
  // What is not yet due is on neither side of a rate; a flow counts up to now.
  const end = isRate(metric) ? cohortEnd(window.toMs, nowMs, time) : window.toMs;
  const counts = await bucketSums({ ...query, window: { ...window, toMs: Math.max(window.fromMs, end) } }, starts, deps);
  return starts.map((fromMs, i) => {
    const toMs = Math.min(starts[i + 1] ?? window.toMs, end);
    const isKnown = fromMs < Math.min(nowMs, end) && toMs > memory.firstHour();
    return { at: new Date(fromMs).toISOString(), value: isKnown ? read(counts[i]!) : null };
  });
}

/** The metrics of each bucket: days from days, what is ragged from hours, hours too old for memory from the stored cells. */
async function bucketSums(
  { area, nodes, bucket, window, selection }: SeriesQuery,
  starts: readonly number[],
  deps: SeriesDeps,
): Promise<Float64Array[]> {
  const { time, tree, nowMs, source, memory, detail } = deps;
  const sums = starts.map(() => new Float64Array(METRIC_COUNT));
  const bucketAt = (ms: number): Float64Array => sums[lastAtOrBefore(starts, ms)]!;
  const isAll = isEverything(selection);
  const parts = bucket === 'day' ? stretches(window.fromMs, window.toMs, time) : [{ kind: 'hours' as const, ...window }];
  const held = parts.filter((part) => (isAll || detail.isKept()) && isInMemory(part, time, nowMs));
  for (const part of parts) {
    if (held.includes(part)) continue;
    for (const [fromMs, toMs] of tree.epochs(part.fromMs, part.toMs)) {
      if (fromMs >= toMs) continue;
      for (const { hourMs, metric, n } of await source.cellSums({ places: placesOf(tree, area, fromMs), fromMs, toMs, ...selection }, true))
        if (hourMs !== STOCK_HOUR && metric < METRIC_COUNT) bucketAt(hourMs)[metric]! += n;
    }
  }
  // From here on nothing waits.
  for (const part of held) {
    if (isAll) {
      starts.forEach((start, i) => {
        const [fromMs, toMs] = [Math.max(start, part.fromMs), Math.min(starts[i + 1] ?? window.toMs, part.toMs)];
        if (fromMs < toMs) for (const node of nodes) memory.sum(node, { kind: part.kind, fromMs, toMs }, sums[i]!);
      });
      continue;
    }
    const kept = starts.map(() => new Float64Array(METRIC_COUNT));
    let [lastMs, counts] = [Number.NaN, kept[0]!];
    detail.each(tree, area, { ...part, isWhole: true }, selection, () => (startMs, _, slot, n) => {
      if (startMs !== lastMs) [lastMs, counts] = [startMs, kept[lastAtOrBefore(starts, startMs)]!];
      if (slot < METRIC_COUNT) counts[slot]! += n;
    });
    kept.forEach((each, i) => {
      restore(each);
      addInto(sums[i]!, each);
    });
  }
  return sums;
}

function lastAtOrBefore(starts: readonly number[], ms: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const isRate = (metric: string): boolean => (RATES as readonly string[]).includes(metric);

function reading(metric: string): (counts: Float64Array) => number | null {
  if ((FLOWS as readonly string[]).includes(metric)) return (counts) => toTotals(counts, null)[metric as TotalName];
  if (isRate(metric)) return (counts) => toRates(counts, counts)[metric as RateName].value;
  throw new Rejection('request.invalid', { field: 'metric', metric, allowed: [...FLOWS, ...RATES] });
}
