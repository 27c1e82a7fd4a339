import { METRIC_COUNT, metricIndex, STOCK_HOUR } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import type { CellSum, SumsSource } from './ports.ts';

/** Metrics of one node: the whole window, its cohort part, and stocks now. */
export interface Vectors {
  flows: Float64Array;
  cohorts: Float64Array;
  stocks: Int32Array | null;
}
export interface NodeVectors {
  area: Vectors;
  own: Vectors;
  children: (Vectors & { code: string })[];
}
/** What is summed: flows over the window, cohorts up to `cohortTo`, stocks by the tree of `stocksAtMs`. */
export interface FilteredQuery {
  fromMs: number;
  toMs: number;
  cohortTo: number;
  stocksAtMs: number;
  /** null = every category. */
  categories: readonly string[] | null;
}

type Sums = Vectors & { stocks: Int32Array };
const FIRST_STOCK = metricIndex('open');
const empty = (): Sums => ({
  flows: new Float64Array(METRIC_COUNT),
  cohorts: new Float64Array(METRIC_COUNT),
  stocks: new Int32Array(METRIC_COUNT - FIRST_STOCK),
});

/** Every place under a node; null = the whole city. */
export const placesOf = (tree: Tree, area: string, atMs: number): readonly string[] | null =>
  area === tree.root ? null : tree.subtree(area, atMs);

/** The same vectors for chosen categories, from the stored cells of the places below a node, each by the tree of its time. */
export async function filteredSums(source: SumsSource, tree: Tree, area: string, query: FilteredQuery): Promise<NodeVectors> {
  const { fromMs, toMs, cohortTo, stocksAtMs, categories } = query;
  const sums = { area: empty(), own: empty(), children: new Map(tree.childrenDuring(area, fromMs, toMs).map((code) => [code, empty()])) };
  const childOf = (code: string): Sums => sums.children.get(code) ?? sums.children.set(code, empty()).get(code)!;
  const spread = (cells: readonly CellSum[], atMs: number, add: (vectors: Sums, cell: CellSum) => void): void => {
    for (const cell of cells) {
      if (cell.metric >= METRIC_COUNT) continue;
      add(sums.area, cell);
      const path = tree.path(cell.place, atMs);
      const child = path[path.indexOf(area) - 1];
      add(child === undefined ? sums.own : childOf(child), cell);
    }
  };
  const read = (from: number, to: number, atMs: number): Promise<CellSum[]> =>
    source.cellSums({ places: placesOf(tree, area, atMs), fromMs: from, toMs: to, categories }, false);
  for (const [from, to] of tree.epochs(fromMs, toMs)) {
    const middle = Math.max(from, Math.min(cohortTo, to));
    spread(await read(from, middle, from), from, (vectors, { metric, n }) => {
      vectors.flows[metric]! += n;
      vectors.cohorts[metric]! += n;
    });
    spread(await read(middle, to, from), from, (vectors, { metric, n }) => void (vectors.flows[metric]! += n));
  }
  const stocks = await read(STOCK_HOUR, STOCK_HOUR + 1, stocksAtMs);
  spread(stocks, stocksAtMs, (vectors, { metric, n }) => void (vectors.stocks[metric - FIRST_STOCK]! += n));
  return { area: sums.area, own: sums.own, children: [...sums.children].map(([code, vectors]) => ({ code, ...vectors })) };
}
