import { type GridPoint, keyOf, type Segment } from './grid.ts';

/** A stretch of border between two regions, with nothing branching off on its way. */
export interface Arc {
  points: readonly GridPoint[];
  left: string;
  right: string;
}
interface Edge {
  segment: Segment;
  left: string;
  right: string;
}

/** Joins labelled segments to arcs; segments with one label on both sides are no border. */
export function borderArcs(all: readonly Edge[]): Arc[] {
  const edges = all.filter(({ left, right }) => left !== right);
  const at = new Map<number, number[]>();
  edges.forEach(({ segment }, i) => {
    for (const end of segment) at.set(keyOf(end), [...(at.get(keyOf(end)) ?? []), i]);
  });
  const isNode = (point: GridPoint): boolean => at.get(keyOf(point))!.length !== 2;
  const isUsed = new Uint8Array(edges.length);
  const walk = (first: number, start: GridPoint): Arc => {
    const points: GridPoint[] = [start];
    const isForward = keyOf(edges[first]!.segment[0]) === keyOf(start);
    const { left, right } = edges[first]!;
    for (let edge: number | undefined = first; edge !== undefined; ) {
      isUsed[edge] = 1;
      const [a, b] = edges[edge]!.segment;
      const end: GridPoint = keyOf(a) === keyOf(points.at(-1)!) ? b : a;
      points.push(end);
      edge = isNode(end) ? undefined : at.get(keyOf(end))!.find((other) => !isUsed[other]);
    }
    return isForward ? { points, left, right } : { points, left: right, right: left };
  };
  // From the nodes first; what is left then are closed borders without one.
  const walkAll = (mayStart: (point: GridPoint) => boolean): Arc[] =>
    edges.flatMap(({ segment }, i) => segment.flatMap((start) => (isUsed[i] || !mayStart(start) ? [] : [walk(i, start)])));
  return [...walkAll(isNode), ...walkAll(() => true)];
}
