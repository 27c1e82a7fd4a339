import { doubleArea, type GridPoint, keyOf, type Ring, type Segment, turn } from './grid.ts';
import { nextAround } from './next-around.ts';

/** The unbounded face. */
export const OUTSIDE = 0;
/** A plane cut by segments. Segment i has the faces `left[i]` and `right[i]` beside it, seen from its first point to its second. */
export interface Faces {
  segments: readonly Segment[];
  left: readonly number[];
  right: readonly number[];
  /** Rings of each face: first its border, then those of what lies inside it; the unbounded face has only the latter. */
  rings: readonly (readonly Ring[])[];
}

/** The faces between segments that meet at their ends only. Segments with the same face on both sides are left out. */
export function traceFaces(noded: readonly Segment[]): Faces {
  const segments = withoutDeadEnds(noded);
  const { cycleOf, cycles } = traceCycles(segments);
  const faceOf = new Map<number, number>();
  const rings: Ring[][] = [[]];
  cycles.forEach((ring, cycle) => {
    if (doubleArea(ring) > 0) faceOf.set(cycle, rings.push([ring]) - 1);
  });
  // A cycle that runs with the clock is seen from the face round it; the cycle beside it may be such a one as well.
  const beside = new Map(
    cycles.flatMap((ring, cycle) => (faceOf.has(cycle) ? [] : [[cycle, cycleBeside(ring, cycle, segments, cycleOf)] as const])),
  );
  const resolve = (cycle: number | null): number => (cycle === null ? OUTSIDE : (faceOf.get(cycle) ?? resolve(beside.get(cycle) ?? null)));
  for (const cycle of beside.keys()) rings[resolve(cycle)]!.push(cycles[cycle]!);
  const faces = cycles.map((_, cycle) => resolve(cycle));
  const kept = segments.flatMap((segment, i) => {
    const [left, right] = [faces[cycleOf[2 * i]!]!, faces[cycleOf[2 * i + 1]!]!];
    return left === right ? [] : [{ segment, left, right }];
  });
  return {
    segments: kept.map(({ segment }) => segment),
    left: kept.map(({ left }) => left),
    right: kept.map(({ right }) => right),
    rings,
  };
}

/** Half-edge 2i runs along segment i, half-edge 2i + 1 against it; a cycle keeps its face to the left. */
function traceCycles(segments: readonly Segment[]): { cycleOf: Int32Array; cycles: GridPoint[][] } {
  const halfEdges = segments.flatMap(([a, b]): Segment[] => [
    [a, b],
    [b, a],
  ]);
  const next = nextAround(halfEdges);
  const cycleOf = new Int32Array(halfEdges.length).fill(-1);
  const cycles: GridPoint[][] = [];
  halfEdges.forEach((_, first) => {
    if (cycleOf[first] !== -1) return;
    const ring: GridPoint[] = [halfEdges[first]![0]];
    for (let edge = first; cycleOf[edge] === -1; edge = next(halfEdges[edge]!)) {
      cycleOf[edge] = cycles.length;
      ring.push(halfEdges[edge]![1]);
    }
    cycles.push(ring);
  });
  return { cycleOf, cycles };
}

/** Takes away segments that end in nothing, again and again: they divide no faces. */
function withoutDeadEnds(segments: readonly Segment[]): Segment[] {
  const at = new Map<number, Set<number>>();
  segments.forEach((segment, i) => {
    for (const end of segment) at.set(keyOf(end), (at.get(keyOf(end)) ?? new Set()).add(i));
  });
  const gone = new Set<number>();
  const open = [...at.keys()];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const [only, ...others] = at.get(key) ?? [];
    if (only === undefined || others.length > 0) continue;
    gone.add(only);
    for (const end of segments[only]!) {
      at.get(keyOf(end))?.delete(only);
      open.push(keyOf(end));
    }
  }
  return segments.filter((_, i) => !gone.has(i));
}

/**
 * The cycle on the near side of the first segment to the left of a cycle's leftmost point; null when there is none. The look goes
 * just above the point's height, so that it never meets an end.
 */
function cycleBeside(ring: Ring, own: number, segments: readonly Segment[], cycleOf: Int32Array): number | null {
  const seen = ring.reduce((best, point) => (point[0] < best[0] || (point[0] === best[0] && point[1] < best[1]) ? point : best));
  let nearest: { segment: Segment; cycle: number } | null = null;
  segments.forEach(([a, b], i) => {
    if (a[1] > seen[1] === b[1] > seen[1]) return;
    const isUp = b[1] > a[1];
    const upward: Segment = isUp ? [a, b] : [b, a];
    const cycle = cycleOf[isUp ? 2 * i + 1 : 2 * i]!; // the half-edge that goes down has the point to its left
    if (cycle === own || turn(...upward, seen) >= 0) return; // it lies at or to the right of the point
    if (nearest === null || isRightOf(upward, nearest.segment)) nearest = { segment: upward, cycle };
  });
  return nearest === null ? null : (nearest as { cycle: number }).cycle;
}

/** Of two upward segments that meet at most at an end and share a height: whether the first lies to the right of the second. */
function isRightOf([a, b]: Segment, [c, d]: Segment): boolean {
  if (a[1] < c[1]) return turn(a, b, c) > 0;
  const low = turn(c, d, a);
  if (low !== 0) return low < 0;
  return b[1] <= d[1] ? turn(c, d, b) < 0 : turn(a, b, d) > 0;
}
