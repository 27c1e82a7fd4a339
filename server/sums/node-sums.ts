import type { LocalTime } from '../../shared/local-time.ts';
import { STOCKS } from '../../shared/measures.ts';
import { DURATION_BASE, DURATION_BUCKETS, FIRST_STOCK, METRIC_COUNT, STOCK_HOUR } from '../domain/metrics.ts';
import { Blocks } from './blocks.ts';

const HOUR_MS = 3_600_000;
/** A local day has up to 25 hours. */
const HOURS = 25;
const DURATION_KINDS = [DURATION_BASE.accept, DURATION_BASE.arrive, DURATION_BASE.close];

/** A stretch of a window: whole local days, or local hours. */
export interface Stretch {
  kind: 'days' | 'hours';
  fromMs: number;
  toMs: number;
}

/** Numbers in one block of each kind. */
export const BLOCK_SIZES = {
  stocks: STOCKS.length,
  days: METRIC_COUNT,
  hours: HOURS * METRIC_COUNT,
  durations: DURATION_KINDS.length * DURATION_BUCKETS,
};

/** Counts of one node: stocks now, metrics by local day and (lately) by local hour. Blocks are made when first touched. */
export interface NodeSums {
  stocks: Int32Array;
  days: Blocks;
  hours: Blocks;
  /** Three kinds × buckets by local day; kept of nodes with something below them: a leaf's few rows are read instead. */
  durations: Blocks;
}
export const emptyNode = (): NodeSums => ({
  stocks: new Int32Array(BLOCK_SIZES.stocks),
  days: new Blocks(BLOCK_SIZES.days),
  hours: new Blocks(BLOCK_SIZES.hours),
  durations: new Blocks(BLOCK_SIZES.durations),
});

/** The same counts without durations, to go on apart from now on. */
export function copyNode({ stocks, days, hours }: NodeSums): NodeSums {
  return { stocks: stocks.slice(), days: days.copy(), hours: hours.copy(), durations: new Blocks(BLOCK_SIZES.durations) };
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
    node.durations.add(node.durations.row(dayMs), kind * DURATION_BUCKETS + (metric - DURATION_KINDS[kind]!), n);
    return;
  }
  node.days.add(node.days.row(dayMs), metric, n);
  if (keepHours) node.hours.add(node.hours.row(dayMs), ((hourMs - dayMs) / HOUR_MS) * METRIC_COUNT + metric, n);
}

/** Adds a node's metrics over a stretch into `into` (METRIC_COUNT numbers). */
export function sumNode(node: NodeSums | undefined, { kind, fromMs, toMs }: Stretch, into: Float64Array, time: LocalTime): void {
  if (!node) return;
  for (let day = time.dayStart(fromMs); day < toMs; day = time.addDays(day, 1)) {
    if (kind === 'days') {
      node.days.addTo(into, day, 0, METRIC_COUNT);
      continue;
    }
    const first = Math.max(0, Math.round((fromMs - day) / HOUR_MS));
    const last = Math.min(HOURS, Math.round((toMs - day) / HOUR_MS));
    node.hours.addTo(into, day, first * METRIC_COUNT, last * METRIC_COUNT);
  }
}

export const bytesOfNode = ({ days, hours, durations }: NodeSums): number => days.byteLength + hours.byteLength + durations.byteLength;
