import type { LocalTime } from '../../shared/local-time.ts';
import { DURATION_BUCKETS, METRIC_COUNT, STOCK_HOUR } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { addToNode, bytesOfNode, copyNode, emptyNode, sumNode, type NodeSums, type Stretch } from './node-sums.ts';

/** Hours are kept this long, days for ever; older ragged ends come from the stored cells. */
export const HOUR_DAYS = 35;

/** Counts of a node and all below it, or, where the two have parted, of what lies on exactly this node. */
export type Share = 'totals' | 'own';
type Touched = (share: Share, code: string, before: NodeSums) => void;

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
  const horizon = horizonOf(time, now);
  let firstHourMs = Number.POSITIVE_INFINITY;
  /** Hears of a node just before it changes. */
  let onTouch: Touched | null = null;

  const nodeOf = (map: Map<string, NodeSums>, code: string): NodeSums => {
    let node = map.get(code);
    if (!node) map.set(code, (node = emptyNode()));
    return node;
  };

  return {
    /** Adds one cell change. `hourMs` is the start of a local hour, or STOCK_HOUR. */
    add(place: string, hourMs: number, metric: number, n: number): void {
      const isStock = hourMs === STOCK_HOUR;
      const at = isStock ? stocksAtMs : hourMs;
      const count = {
        dayMs: isStock ? 0 : time.dayStart(hourMs),
        hourMs,
        metric,
        n,
        keepHours: !isStock && hourMs >= horizon(),
        keepDurations: true,
      };
      if (!isStock && n > 0 && hourMs < firstHourMs) firstHourMs = hourMs;
      const standing = tree();
      const path = standing.path(place, at);
      for (let i = 0; i < path.length; i++) {
        const code = path[i]!;
        const node = nodeOf(totals, code);
        onTouch?.('totals', code, node);
        // Until something below a node is counted, its own is its total: then the two part.
        if (i > 0 && !own.has(code)) own.set(code, copyNode(node));
        count.keepDurations = i > 0 || (metric >= METRIC_COUNT && standing.isParent(code));
        addToNode(node, count);
        const apart = i === 0 ? own.get(code) : undefined;
        if (!apart) continue;
        onTouch?.('own', code, apart);
        addToNode(apart, { ...count, keepDurations: false });
      }
    },
    /** Forgets hours that have grown too old; called now and then. */
    prune(): void {
      for (const map of [totals, own]) for (const node of map.values()) node.hours.forgetBefore(horizon());
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
      for (const day of node.durations.days())
        if (day >= fromMs && day < toMs) node.durations.addTo(sums, day, kind * DURATION_BUCKETS, (kind + 1) * DURATION_BUCKETS);
      return sums;
    },
    /** Bytes held, for /metrics. */
    bytes(): number {
      let bytes = 0;
      for (const map of [totals, own]) for (const node of map.values()) bytes += bytesOfNode(node);
      return bytes;
    },
    /** Everything that is held, to be put into an empty cube later. */
    *nodes(): Generator<[share: Share, code: string, node: NodeSums]> {
      for (const [code, node] of totals) yield ['totals', code, node];
      for (const [code, node] of own) yield ['own', code, node];
    },
    put: (share: Share, code: string, node: NodeSums): void => void (share === 'totals' ? totals : own).set(code, node),
    startAt: (hourMs: number): void => void (firstHourMs = hourMs),
    watch: (listener: Touched | null): void => void (onTouch = listener),
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

const QUARTER_MS = 900_000;

/** The horizon of now, worked out again each quarter of an hour: local days begin on those. */
export function horizonOf(time: LocalTime, now: () => number): () => number {
  let quarter = Number.NaN;
  let horizonMs = 0;
  return () => {
    const current = Math.floor(now() / QUARTER_MS);
    if (current !== quarter) {
      quarter = current;
      horizonMs = hourHorizon(time, now());
    }
    return horizonMs;
  };
}
