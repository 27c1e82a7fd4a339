import type { LocalTime } from '../../shared/local-time.ts';
import type { Tree } from '../domain/tree.ts';
import type { Cell, KindCount } from '../domain/weigh.ts';
import { cubes, type Cubes } from './cubes.ts';
import { detailOf, type Detail } from './detail.ts';

/** What memory holds of one kind of stored cells: sums of nodes, and detail where it fits. Counts may be below zero. */
export interface Layer {
  memory: Cubes;
  detail: Detail;
  /** Stored cells of a place and an hour. */
  load(place: string, hourMs: number, counts: readonly KindCount[]): void;
  add(cells: readonly Cell[]): void;
  bytes(): number;
}

export function layerOf(time: LocalTime, tree: () => Tree, now: () => number): Layer {
  const memory = cubes(time, tree, now);
  const detail = detailOf(time, tree, now);
  return {
    memory,
    detail,
    load(place, hourMs, counts) {
      const sums = new Map<number, number>();
      for (const { metric, n } of counts) sums.set(metric, (sums.get(metric) ?? 0) + n);
      for (const [metric, n] of sums) if (n !== 0) memory.add(place, hourMs, metric, n);
      detail.add(place, hourMs, counts);
    },
    add(cells) {
      for (const cell of cells) {
        memory.add(cell.place, cell.hourMs, cell.metric, cell.n);
        detail.add(cell.place, cell.hourMs, [cell]);
      }
    },
    bytes: () => memory.bytes() + detail.bytes(),
  };
}
