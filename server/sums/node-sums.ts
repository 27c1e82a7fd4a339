import type { LocalTime } from '../../shared/local-time.ts';
import { DURATION_BASE, DURATION_BUCKETS, METRIC_COUNT, metricIndex, STOCK_HOUR } from '../domain/metrics.ts';
import { addCount, noneOf, type Counts } from './counts.ts';

const HOUR_MS = 3_600_000;
/** A local day has up to 25 hours. */
const HOURS = 25;
const DURATION_KINDS = [DURATION_BASE.accept, DURATION_BASE.arrive, DURATION_BASE.close];
const FIRST_STOCK = metricIndex('open');

/** A stretch of a window: whole local days, or local hours. */
export interface Stretch {
  kind: 'days' | 'hours';
  fromMs: number;
  toMs: number;
}

/** Numbers in one block of each kind. */
export const BLOCK_SIZES = {
  stocks: METRIC_COUNT - FIRST_STOCK,
  days: METRIC_COUNT,
  hours: HOURS * METRIC_COUNT,
  durations: DURATION_KINDS.length * DURATION_BUCKETS,
};

/** Counts of one node: stocks now, metrics by local day and (lately) by local hour. Blocks are made when first touched. */
export interface NodeSums {
  stocks: Int32Array;
  days: Map<number, Counts>;
  hours: Map<number, Counts>;
  /** Three kinds × buckets by local day; kept of nodes with something below them: a leaf's few rows are read instead. */
  durations: Map<number, Counts>;
}
export const emptyNode = (): NodeSums => ({
  stocks: new Int32Array(BLOCK_SIZES.stocks),
  days: new Map(),
  hours: new Map(),
  durations: new Map(),
});

/** The same counts without durations, to go on apart from now on. */
export function copyNode({ stocks, days, hours }: NodeSums): NodeSums {
  const copy = (blocks: Map<number, Counts>) => new Map([...blocks].map(([day, counts]): [number, Counts] => [day, counts.slice()]));
  return { stocks: stocks.slice(), days: copy(days), hours: copy(hours), durations: new Map() };
}

export interface Count {
  dayMs: number;
  hourMs: number;
  metric: number;
  n: number;
  keepHours: boolean;
  keepDurations: boolean;
}

export function addToNode(node: NodeSums, { dayMs, hourMs, metric, n, keepHours, keepDurations }: Count): void {
  if (hourMs === STOCK_HOUR) {
    node.stocks[metric - FIRST_STOCK]! += n;
    return;
  }
  if (metric >= METRIC_COUNT) {
    if (!keepDurations) return;
    const kind = DURATION_KINDS.findLastIndex((base) => metric >= base);
    put(node.durations, dayMs, BLOCK_SIZES.durations, kind * DURATION_BUCKETS + (metric - DURATION_KINDS[kind]!), n);
    return;
  }
  put(node.days, dayMs, BLOCK_SIZES.days, metric, n);
  if (keepHours) put(node.hours, dayMs, BLOCK_SIZES.hours, ((hourMs - dayMs) / HOUR_MS) * METRIC_COUNT + metric, n);
}

/** Adds a node's metrics over a stretch into `into` (METRIC_COUNT numbers). */
export function sumNode(node: NodeSums | undefined, { kind, fromMs, toMs }: Stretch, into: Float64Array, time: LocalTime): void {
  if (!node) return;
  for (let day = time.dayStart(fromMs); day < toMs; day = time.addDays(day, 1)) {
    if (kind === 'days') {
      const counts = node.days.get(day);
      if (counts) for (let m = 0; m < METRIC_COUNT; m++) into[m]! += counts[m]!;
      continue;
    }
    const counts = node.hours.get(day);
    if (!counts) continue;
    const first = Math.max(0, Math.round((fromMs - day) / HOUR_MS));
    const last = Math.min(HOURS, Math.round((toMs - day) / HOUR_MS));
    for (let i = first * METRIC_COUNT; i < last * METRIC_COUNT; i++) into[i % METRIC_COUNT]! += counts[i]!;
  }
}

export function bytesOfNode({ days, hours, durations }: NodeSums): number {
  let bytes = 0;
  for (const blocks of [days, hours, durations]) for (const counts of blocks.values()) bytes += counts.byteLength;
  return bytes;
}

function put(blocks: Map<number, Counts>, dayMs: number, size: number, index: number, n: number): void {
  const counts = blocks.get(dayMs);
  const fitting = addCount(counts ?? noneOf(size), index, n);
  if (fitting !== counts) blocks.set(dayMs, fitting);
}
