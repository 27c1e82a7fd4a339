import type { Arc } from './border-arcs.ts';
import { doubleArea, type GridPoint, keyOf, type Ring, type Segment } from './grid.ts';
import { isInside, pointInside } from './inside.ts';
import { nextAround } from './next-around.ts';

/** An arc on its way round a region: its index, or ~index where it runs against its own direction, as TopoJSON writes it. */
type ArcUse = number;
interface Loop {
  uses: readonly ArcUse[];
  ring: Ring;
}

/**
 * The polygons of the region that `isIn` names by labels: of each the outer ring, with the clock, then its holes. No ring passes a
 * point twice: parts that touch in a point are polygons of their own, and so a hole that touches the outside is a hole.
 */
export function polygonsOf(arcs: readonly Arc[], isIn: (label: string) => boolean): ArcUse[][][] {
  const uses = arcs.flatMap(({ left, right }, i) => (isIn(left) === isIn(right) ? [] : [isIn(left) ? i : ~i]));
  const loops = linkLoops(arcs, uses);
  const outers = loops.filter(({ ring }) => doubleArea(ring) > 0).sort((a, b) => doubleArea(a.ring) - doubleArea(b.ring));
  const holes = loops.filter(({ ring }) => doubleArea(ring) < 0);
  const ownerOf = (hole: Loop): Loop | undefined => outers.find((outer) => isInside([outer.ring], pointInside([hole.ring])));
  return outers.map((outer) => [outer, ...holes.filter((hole) => ownerOf(hole) === outer)].map((loop) => reversed(loop.uses))).reverse();
}

/** Rings with the region to their left. */
function linkLoops(arcs: readonly Arc[], uses: readonly ArcUse[]): Loop[] {
  const pathOf = (use: ArcUse): readonly GridPoint[] => (use < 0 ? arcs[~use]!.points.toReversed() : arcs[use]!.points);
  const paths = uses.map(pathOf);
  const next = nextAround(paths.map((path): Segment => [path[0]!, path[1]!]));
  const isUsed = new Uint8Array(uses.length);
  return uses.flatMap((_, first) => {
    const loops: Loop[] = [];
    const open: number[] = [];
    for (let at = first; !isUsed[at]; at = next([paths[at]!.at(-2)!, paths[at]!.at(-1)!])) {
      isUsed[at] = 1;
      open.push(at);
      // Back at a point that the way has passed: what lies between is a ring.
      const from = open.findIndex((other) => keyOf(paths[other]![0]!) === keyOf(paths[at]!.at(-1)!));
      if (from === -1) continue;
      const closed = open.splice(from);
      loops.push({
        uses: closed.map((i) => uses[i]!),
        ring: [paths[closed[0]!]![0]!, ...closed.flatMap((i) => paths[i]!.slice(1))],
      });
    }
    if (open.length > 0) throw new Error('A border does not close');
    return loops;
  });
}

const reversed = (uses: readonly ArcUse[]): ArcUse[] => uses.map((use) => ~use).reverse();
