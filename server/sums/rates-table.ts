import type { LocalTime } from '../../shared/local-time.ts';
import type { RatesBy } from '../../shared/measures.ts';
import type { RatesRow } from '../../shared/summary.ts';
import { SEVERITIES } from '../../shared/terms.ts';
import { FIRST_STOCK, METRIC_COUNT, STOCK_HOUR } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { isInMemory } from './cubes.ts';
import { toRates, toTotals } from './figures.ts';
import type { Detail } from './detail.ts';
import { addCounts, noVectors, type Vectors } from './node-vectors.ts';
import type { Stretch } from './node-sums.ts';
import type { SumsSource } from './ports.ts';
import { restore, type Selection } from './slots.ts';
import { piecesOf, placesOf, type VectorsQuery } from './vectors.ts';

export interface RatesTableDeps {
  time: LocalTime;
  tree: Tree;
  nowMs: number;
  departments: SumsSource['departments'];
  /** What is added up: by place, and where it is by responsibility also by how much that differs. */
  layers: readonly { detail: Detail; source: Pick<SumsSource, 'kindSums'> }[];
  /** Stocks lie by the tree of this instant. */
  stocksAtMs: number;
}

/**
 * The figures of an area by category, by its department or by severity, in one reading of what memory keeps: all rows are of one
 * instant, and add up to the area's. What memory does not keep (ragged ends older than its hours) is read first, from stored cells.
 */
export async function ratesTableOf(
  query: VectorsQuery & { by: RatesBy },
  { time, tree, nowMs, departments: departmentsOf, layers, stocksAtMs }: RatesTableDeps,
): Promise<() => ReadonlyMap<string, Vectors>> {
  const { area, by } = query;
  const departments = by === 'department' ? await departmentsOf() : null;
  const rows = new Map<string, Vectors>();
  const keyOf = (category: string, severity: number): string => {
    if (by === 'severity') return SEVERITIES[severity]!;
    return departments ? (departments.get(category) ?? '') : category;
  };
  const rowOf = (key: string): Vectors => rows.get(key) ?? rows.set(key, noVectors()).get(key)!;
  const parts: (() => void)[] = [];
  for (const { detail, source } of layers) {
    const isHeld = (stretch: Stretch): boolean => detail.isKept() && isInMemory(stretch, time, nowMs);
    const pieces = piecesOf(query, detail.isKept() ? time : null);

    for (const { stretch, isCohort } of pieces) {
      if (isHeld(stretch)) continue;
      for (const [fromMs, toMs] of tree.epochs(stretch.fromMs, stretch.toMs)) {
        const places = placesOf(tree, area, fromMs);
        for (const { category, severity, metric, n } of await source.kindSums({ ...query, places, fromMs, toMs }))
          addCounts(rowOf(keyOf(category, severity)), one(metric, n), isCohort);
      }
    }
    if (!detail.isKept()) {
      const places = placesOf(tree, area, stocksAtMs);
      for (const { category, severity, metric, n } of await source.kindSums({ ...query, places, fromMs: STOCK_HOUR, toMs: STOCK_HOUR + 1 }))
        rowOf(keyOf(category, severity)).stocks[metric - FIRST_STOCK]! += n;
    }
    parts.push(() => {
      for (const { stretch, isCohort } of pieces)
        if (isHeld(stretch))
          for (const [key, counts] of kept(detail, { ...stretch, isWhole: true })) addCounts(rowOf(key), counts, isCohort);
      for (const [key, counts] of kept(detail, { kind: 'stocks', atMs: stocksAtMs }))
        rowOf(key).stocks.forEach((_, i, stocks) => (stocks[i]! += counts[FIRST_STOCK + i]!));
    });
  }
  return () => {
    for (const add of parts) add();
    return rows;
  };

  function kept(detail: Detail, part: Parameters<Detail['each']>[2]): Map<string, Float64Array> {
    const sums = new Map<string, Float64Array>();
    const slots = detail.slots();
    const selection: Selection = query;
    detail.each(tree, area, part, selection, () => (_, pair, slot, n) => {
      if (slot >= METRIC_COUNT) return;
      const [category, severity] = slots.pairAt(pair);
      const key = keyOf(category, severity);
      const counts = sums.get(key) ?? new Float64Array(METRIC_COUNT);
      sums.set(key, counts);
      counts[slot]! += n;
    });
    for (const counts of sums.values()) restore(counts);
    return sums;
  }
}

/** Rows by name, most received first; a key with nothing at all has none. */
export function toRatesRows(found: ReadonlyMap<string, Vectors>): Omit<RatesRow, 'name'>[] {
  const isAnything = ({ totals, rates }: Omit<RatesRow, 'name'>): boolean =>
    Object.values(totals).some((n) => n !== 0) || Object.values(rates).some(({ n, noDue, suspended }) => n + noDue + suspended !== 0);
  return [...found]
    .map(([key, { flows, cohorts, stocks }]) => ({ key, totals: toTotals(flows, stocks), rates: toRates(cohorts, flows) }))
    .filter(isAnything)
    .sort((a, b) => b.totals.received - a.totals.received || (a.key < b.key ? -1 : 1));
}

function one(metric: number, n: number): Float64Array {
  const counts = new Float64Array(METRIC_COUNT);
  counts[metric] = n;
  return counts;
}
