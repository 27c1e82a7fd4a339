import type { LocalTime } from '../../shared/local-time.ts';
import { METRIC_COUNT, STOCK_HOUR } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { stretches } from './cubes.ts';
import type { Held } from './held.ts';
import type { Window } from '../domain/hours.ts';
import { gathering, type NodeVectors } from './node-vectors.ts';
import type { Stretch } from './node-sums.ts';
import type { CellSource, CellSum } from './ports.ts';
import type { Selection } from './slots.ts';

export interface VectorsDeps {
  time: LocalTime;
  tree: Tree;
  source: Pick<CellSource, 'cellSums'>;
  /** What memory has of it; null = the stored cells answer all. */
  held: Held | null;
  /** Stocks lie by the tree of this instant. */
  stocksAtMs: number;
}
/** What is summed: flows over the window, cohorts up to `cohortTo`. */
export interface VectorsQuery extends Selection, Window {
  area: string;
  cohortTo: number;
}

/** Every place under a node; null = the whole city. */
export const placesOf = (tree: Tree, area: string, atMs: number): readonly string[] | null =>
  area === tree.root ? null : tree.subtree(area, atMs);

/**
 * The figures of a node and its children, each by the tree of its time. What the database has to say (hours too old for memory)
 * is read first; then the answer is put together from memory at the instant at which it is called for.
 */
export async function vectorsOf(query: VectorsQuery, { time, tree, source, held, stocksAtMs }: VectorsDeps): Promise<() => NodeVectors> {
  const { area, categories, severities } = query;
  const into = gathering(tree, area, query);
  const pieces = piecesOf(query, held === null ? null : time);
  const stored = (from: number, to: number, atMs: number): Promise<CellSum[]> =>
    source.cellSums({ places: placesOf(tree, area, atMs), fromMs: from, toMs: to, categories, severities }, false);

  for (const { stretch, isCohort } of pieces) {
    if (held?.holds(stretch)) continue;
    for (const [from, to] of tree.epochs(stretch.fromMs, stretch.toMs))
      spread(await stored(from, to, from), { tree, area, atMs: from }, (child, counts) => into.add(child, counts, isCohort));
  }
  if (!held)
    for (const { place, metric, n } of await stored(STOCK_HOUR, STOCK_HOUR + 1, stocksAtMs))
      into.addStock(childAt({ tree, area, atMs: stocksAtMs }, place), metric, n);
  return () => {
    for (const { stretch, isCohort } of pieces) if (held?.holds(stretch)) held.add(into, area, stretch, isCohort);
    held?.addStocks(into, area);
    return into.done();
  };
}

/** The window cut where cohorts end; and into days and hours, as memory keeps them, by the city's clock (null = not at all). */
export function piecesOf({ fromMs, toMs, cohortTo }: Window & { cohortTo: number }, time: LocalTime | null) {
  const middle = Math.max(fromMs, Math.min(cohortTo, toMs));
  function parts(from: number, to: number): Stretch[] {
    if (time) return stretches(from, to, time);
    return from < to ? [{ kind: 'hours', fromMs: from, toMs: to }] : [];
  }
  return [
    ...parts(fromMs, middle).map((stretch) => ({ stretch, isCohort: true })),
    ...parts(middle, toMs).map((stretch) => ({ stretch, isCohort: false })),
  ];
}

interface Where {
  tree: Tree;
  area: string;
  atMs: number;
}
/** The child of an area in which a place lay; null = at the area itself. */
function childAt({ tree, area, atMs }: Where, place: string): string | null {
  const path = tree.path(place, atMs);
  return path[path.indexOf(area) - 1] ?? null;
}

function spread(cells: readonly CellSum[], where: Where, add: (child: string | null, counts: Float64Array) => void): void {
  const counts = new Map<string | null, Float64Array>();
  for (const { place, metric, n } of cells) {
    if (metric >= METRIC_COUNT) continue;
    const child = childAt(where, place);
    const sum = counts.get(child) ?? new Float64Array(METRIC_COUNT);
    counts.set(child, sum);
    sum[metric]! += n;
  }
  for (const [child, sum] of counts) add(child, sum);
}
