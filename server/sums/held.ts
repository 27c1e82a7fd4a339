import type { LocalTime } from '../../shared/local-time.ts';
import { isStock, METRIC_COUNT } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { isInMemory, type Cubes } from './cubes.ts';
import type { Detail } from './detail.ts';
import { addCounts, type Gathering } from './node-vectors.ts';
import type { Stretch } from './node-sums.ts';
import { restore, type Selection } from './slots.ts';

/** What memory answers: at once, so one answer speaks of one instant. */
export interface Held {
  holds(stretch: Stretch): boolean;
  add(into: Gathering, area: string, stretch: Stretch, isCohort: boolean): void;
  addStocks(into: Gathering, area: string): void;
}
export interface HeldDeps {
  time: LocalTime;
  tree: Tree;
  now(): number;
  memory: Cubes;
  detail: Detail;
  /** Only these children; the node itself is always whole. */
  wanted: ReadonlySet<string> | 'all';
}

/** Without a filter: the sums of the nodes as they stand. */
export function heldByCubes({ time, tree, now, memory, wanted }: HeldDeps): Held {
  const summed = (code: string, isOwn: boolean, stretch: Stretch): Float64Array => {
    const counts = new Float64Array(METRIC_COUNT);
    (isOwn ? memory.sumOwn : memory.sum)(code, stretch, counts);
    return counts;
  };
  const isWanted = (code: string): boolean => wanted === 'all' || wanted.has(code);
  return {
    holds: (stretch) => isInMemory(stretch, time, now()),
    add(into, area, stretch, isCohort) {
      addCounts(into.area, summed(area, false, stretch), isCohort);
      addCounts(into.of(null), summed(area, true, stretch), isCohort);
      for (const code of into.children().filter(isWanted))
        for (const [fromMs, toMs] of tree.spans(code, area, stretch.fromMs, stretch.toMs))
          addCounts(into.of(code), summed(code, false, { kind: stretch.kind, fromMs, toMs }), isCohort);
    },
    addStocks(into, area) {
      into.area.stocks.set(memory.stocks(area) ?? []);
      into.of(null).stocks.set(memory.ownStocks(area) ?? []);
      for (const code of tree.children(area, memory.stocksAtMs)) {
        const stocks = memory.stocks(code);
        if (isWanted(code) && stocks?.some((n) => n !== 0)) into.of(code).stocks.set(stocks);
      }
    },
  };
}

/** With a filter: the places below the node, by category and severity. */
export function heldByDetail({ time, tree, now, memory, detail }: HeldDeps, selection: Selection): Held {
  return {
    holds: (stretch) => isInMemory(stretch, time, now()),
    add(into, area, stretch, isCohort) {
      const counts = new Map<string | null, Float64Array>();
      detail.each(tree, area, stretch, selection, (child) => {
        const sum = counts.get(child) ?? new Float64Array(METRIC_COUNT);
        counts.set(child, sum);
        return (_, __, slot, n) => {
          if (slot < METRIC_COUNT) sum[slot]! += n;
        };
      });
      for (const [child, sum] of counts) {
        restore(sum);
        into.add(child, sum, isCohort);
      }
    },
    addStocks(into, area) {
      detail.each(tree, area, { kind: 'stocks', atMs: memory.stocksAtMs }, selection, (child) => (_, __, slot, n) => {
        if (isStock(slot)) into.addStock(child, slot, n);
      });
    },
  };
}
