import type { LocalTime } from '../../shared/local-time.ts';
import { DURATION_BASE, DURATION_BUCKETS, METRIC_COUNT, metricIndex, STOCK_HOUR } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';

const HOUR_MS = 3_600_000;
/** A local day has up to 25 hours. */
const HOURS = 25;
/** Hours are kept this long, days for ever; older ragged ends come from the stored cells. */
export const HOUR_DAYS = 35;
const DURATION_KINDS = [DURATION_BASE.accept, DURATION_BASE.arrive, DURATION_BASE.close];
const FIRST_STOCK = metricIndex('open');

/** Counts of one node: stocks now, metrics by local day and (lately) by local hour. */
interface NodeSums {
  stocks: Int32Array;
  days: Map<number, Int32Array>;
  hours: Map<number, Int16Array | Int32Array>;
  /** Three kinds × buckets by local day; kept of nodes with something below them: a leaf's few rows are read instead. */
  durations: Map<number, Int32Array>;
}

/** A stretch of a window: whole local days, or local hours. */
export interface Stretch {
  kind: 'days' | 'hours';
  fromMs: number;
  toMs: number;
}

/**
 * The sums of every node of the tree, in memory alone: each stored cell is added to its place and to all ancestors by the tree of
 * the cell's day, stocks by the tree of the instant at which these cubes were made. Blocks are made when first touched, so a quiet street costs nothing.
 */
export function cubes(time: LocalTime, tree: () => Tree, now: () => number) {
  // Stocks hang in one tree until they are summed anew: what came in under one path must not go out under another.
  const stocksAtMs = now();
  const totals = new Map<string, NodeSums>();
  /** What lies on exactly this node, once it differs from the node's total. */
  const own = new Map<string, NodeSums>();
  let firstHourMs = Number.POSITIVE_INFINITY;

  const nodeOf = (map: Map<string, NodeSums>, code: string): NodeSums => {
    let node = map.get(code);
    if (!node) {
      node = { stocks: new Int32Array(METRIC_COUNT - FIRST_STOCK), days: new Map(), hours: new Map(), durations: new Map() };
      map.set(code, node);
    }
    return node;
  };
  const ownOf = (code: string): void => {
    if (own.has(code)) return;
    const { stocks, days, hours } = nodeOf(totals, code);
    const copy = <T extends Int32Array | Int16Array>(blocks: Map<number, T>) =>
      new Map([...blocks].map(([day, counts]) => [day, counts.slice() as T]));
    own.set(code, { stocks: stocks.slice(), days: copy(days), hours: copy(hours), durations: new Map() });
  };

  function addTo(
    node: NodeSums,
    dayMs: number,
    hourMs: number,
    metric: number,
    n: number,
    keepHours: boolean,
    keepDurations: boolean,
  ): void {
    if (hourMs === STOCK_HOUR) {
      node.stocks[metric - FIRST_STOCK]! += n;
      return;
    }
    if (metric >= METRIC_COUNT) {
      if (!keepDurations) return;
      const kind = DURATION_KINDS.findLastIndex((base) => metric >= base);
      block(node.durations, dayMs, DURATION_KINDS.length * DURATION_BUCKETS)[kind * DURATION_BUCKETS + (metric - DURATION_KINDS[kind]!)]! +=
        n;
      return;
    }
    block(node.days, dayMs, METRIC_COUNT)[metric]! += n;
    if (keepHours) addHour(node, dayMs, ((hourMs - dayMs) / HOUR_MS) * METRIC_COUNT + metric, n);
  }

  return {
    /** Adds one cell change. `hourMs` is the start of a local hour, or 0 for stocks. */
    add(place: string, hourMs: number, metric: number, n: number): void {
      const at = hourMs === STOCK_HOUR ? stocksAtMs : hourMs;
      const dayMs = hourMs === STOCK_HOUR ? 0 : time.dayStart(hourMs);
      const keepHours = hourMs !== STOCK_HOUR && hourMs >= hourHorizon(time, now());
      if (hourMs !== STOCK_HOUR && n > 0 && hourMs < firstHourMs) firstHourMs = hourMs;
      const standing = tree();
      const path = standing.path(place, at);
      for (let i = 0; i < path.length; i++) {
        const code = path[i]!;
        const node = nodeOf(totals, code);
        // Until something below a node is counted, its own is its total: then the two part.
        if (i > 0) ownOf(code);
        addTo(node, dayMs, hourMs, metric, n, keepHours, i > 0 || standing.isParent(code));
        const apart = own.get(code);
        if (i === 0 && apart) addTo(apart, dayMs, hourMs, metric, n, keepHours, false);
      }
    },
    /** Forgets hours that have grown too old; called once a day. */
    prune(): void {
      const horizon = hourHorizon(time, now());
      for (const map of [totals, own])
        for (const node of map.values()) for (const day of node.hours.keys()) if (day < horizon) node.hours.delete(day);
    },
    stocksAtMs,
    /** First hour with anything in it; before it a series has no data rather than zero. */
    firstHour: () => firstHourMs,
    stocks: (code: string): Int32Array | null => totals.get(code)?.stocks ?? null,
    ownStocks: (code: string): Int32Array | null => (own.get(code) ?? totals.get(code))?.stocks ?? null,
    /** Adds a node's metrics over a stretch into `into` (METRIC_COUNT numbers). */
    sum: (code: string, stretch: Stretch, into: Float64Array): void => sumNode(totals.get(code), stretch, into, time),
    sumOwn: (code: string, stretch: Stretch, into: Float64Array): void => sumNode(own.get(code) ?? totals.get(code), stretch, into, time),
    /** Duration buckets of one kind over whole local days; null where rows must be read. */
    durations(code: string, kind: 0 | 1 | 2, fromMs: number, toMs: number): Int32Array | null {
      const node = totals.get(code);
      if (!node || node.durations.size === 0) return null;
      const sums = new Int32Array(DURATION_BUCKETS);
      for (const [day, counts] of node.durations) {
        if (day < fromMs || day >= toMs) continue;
        for (let b = 0; b < DURATION_BUCKETS; b++) sums[b]! += counts[kind * DURATION_BUCKETS + b]!;
      }
      return sums;
    },
    /** Bytes held, for /metrics. */
    bytes(): number {
      let bytes = 0;
      for (const map of [totals, own])
        for (const node of map.values())
          for (const blocks of [node.days, node.hours, node.durations]) for (const counts of blocks.values()) bytes += counts.byteLength;
      return bytes;
    },
  };
}
export type Cubes = ReturnType<typeof cubes>;

/** Whole days and the ragged hours around them. */
export function stretches(fromMs: number, toMs: number, time: LocalTime): Stretch[] {
  if (toMs <= fromMs) return [];
  const firstDay = time.dayStart(fromMs) === fromMs ? fromMs : time.addDays(time.dayStart(fromMs), 1);
  const lastDay = time.dayStart(toMs);
  if (firstDay >= lastDay) {
    return [{ kind: 'hours', fromMs, toMs }];
  }
  const parts: Stretch[] = [{ kind: 'days', fromMs: firstDay, toMs: lastDay }];
  if (fromMs < firstDay) parts.unshift({ kind: 'hours', fromMs, toMs: firstDay });
  if (lastDay < toMs) parts.push({ kind: 'hours', fromMs: lastDay, toMs });
  return parts;
}

/** Whether memory can answer a stretch, or the stored cells must. */
export const isInMemory = (stretch: Stretch, time: LocalTime, nowMs: number): boolean =>
  stretch.kind === 'days' || stretch.fromMs >= hourHorizon(time, nowMs);

/** Hours before it are kept by day only. */
export const hourHorizon = (time: LocalTime, nowMs: number): number => time.addDays(time.dayStart(nowMs), -HOUR_DAYS);

function block(blocks: Map<number, Int32Array>, key: number, size: number): Int32Array {
  let counts = blocks.get(key);
  if (!counts) {
    counts = new Int32Array(size);
    blocks.set(key, counts);
  }
  return counts;
}

function addHour(node: NodeSums, dayMs: number, index: number, n: number): void {
  let counts = node.hours.get(dayMs);
  if (!counts) {
    counts = new Int16Array(HOURS * METRIC_COUNT);
    node.hours.set(dayMs, counts);
  }
  const value = counts[index]! + n;
  if (counts instanceof Int16Array && (value > 32_767 || value < -32_768)) {
    counts = Int32Array.from(counts);
    node.hours.set(dayMs, counts);
  }
  counts[index] = value;
}

function sumNode(node: NodeSums | undefined, { kind, fromMs, toMs }: Stretch, into: Float64Array, time: LocalTime): void {
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
