import type { StageSharesBy, StageSharesRow } from '../../shared/stage-shares.ts';
import { toShares, type SharePart } from '../domain/stage-shares.ts';
import type { Tree } from '../domain/tree.ts';

interface Asked {
  places: readonly string[] | null;
  fromMs: number;
  toMs: number;
  categories: readonly string[] | null;
  severities: readonly number[] | null;
}
export type ReadStageShares = (asked: Asked) => Promise<readonly (SharePart & { place: string; unit: string })[]>;

export interface StageSharesDeps {
  tree: Tree;
  minimumN: number;
  read: ReadStageShares;
  nameOf(key: string): { zh: string; en: string };
}

/** Which stage ate the time of the cases closed in a window: of an area, and of its children or of the units that handled them. */
export async function stageSharesOf(
  { area, by, ...window }: Omit<Asked, 'places'> & { area: string; by: StageSharesBy },
  { tree, minimumN, read, nameOf }: StageSharesDeps,
): Promise<{ whole: StageSharesRow; rows: StageSharesRow[] }> {
  const all: SharePart[] = [];
  const groups = new Map<string, SharePart[]>();
  // A case counts where it lay when it was closed, by the tree of that time.
  for (const [fromMs, toMs] of tree.epochs(window.fromMs, window.toMs)) {
    const places = area === tree.root ? null : tree.subtree(area, fromMs);
    for (const count of await read({ ...window, places, fromMs, toMs })) {
      all.push(count);
      const key = by === 'unit' ? count.unit : childOf(tree, area, count.place, fromMs);
      if (key === null || key === '') continue;
      const group = groups.get(key);
      if (group) group.push(count);
      else groups.set(key, [count]);
    }
  }
  const row = (key: string, counts: readonly SharePart[]): StageSharesRow => ({ key, name: nameOf(key), ...toShares(counts, minimumN) });
  const rows = [...groups].map(([key, counts]) => row(key, counts)).sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
  return { whole: row(area, all), rows };
}

/** The child of an area in which a place lies; null = it lies on the area itself. */
function childOf(tree: Tree, area: string, place: string, atMs: number): string | null {
  const path = tree.path(place, atMs);
  return path[path.indexOf(area) - 1] ?? null;
}
