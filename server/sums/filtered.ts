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

const FIRST_STOCK = metricIndex('open');
const empty = (): Vectors & { stocks: Int32Array } => ({
  flows: new Float64Array(METRIC_COUNT),
  cohorts: new Float64Array(METRIC_COUNT),
  stocks: new Int32Array(METRIC_COUNT - FIRST_STOCK),
});

/** The same vectors for chosen categories, from the stored cells of the places below a node. */
export async function filteredSums(
  source: SumsSource,
  tree: Tree,
  area: string,
  { fromMs, toMs, cohortTo, categories }: { fromMs: number; toMs: number; cohortTo: number; categories: readonly string[] | null },
  places: readonly string[] | null,
): Promise<NodeVectors> {
  const sums = { area: empty(), own: empty(), children: new Map(tree.childrenDuring(area, fromMs, toMs).map((code) => [code, empty()])) };
  const spread = (cells: readonly CellSum[], atMs: number, add: (vectors: ReturnType<typeof empty>, cell: CellSum) => void): void => {
    for (const cell of cells) {
      if (cell.metric >= METRIC_COUNT) continue;
      add(sums.area, cell);
      const path = tree.path(cell.place, atMs);
      const child = path[path.indexOf(area) - 1];
      const below = child === undefined ? sums.own : sums.children.get(child);
      if (below) add(below, cell);
    }
  };
  const read = (from: number, to: number) => source.cellSums({ places, fromMs: from, toMs: to, categories }, false);
  const middle = Math.max(fromMs, Math.min(cohortTo, toMs));
  spread(await read(fromMs, middle), middle - 1, (vectors, { metric, n }) => {
    vectors.flows[metric]! += n;
    vectors.cohorts[metric]! += n;
  });
  spread(await read(middle, toMs), toMs - 1, (vectors, { metric, n }) => void (vectors.flows[metric]! += n));
  spread(await read(STOCK_HOUR, STOCK_HOUR + 1), toMs - 1, (vectors, { metric, n }) => void (vectors.stocks[metric - FIRST_STOCK]! += n));
  return { area: sums.area, own: sums.own, children: [...sums.children].map(([code, vectors]) => ({ code, ...vectors })) };
}
