import FlatQueue from 'flatqueue';
import Flatbush from 'flatbush';
import type { Arc } from './border-arcs.ts';
import { type GridPoint, keyOf, turn } from './grid.ts';

/** A point of an arc that may go, with its neighbours as they are now. */
interface Vertex {
  point: GridPoint;
  before: Vertex | null;
  after: Vertex | null;
  isGone: boolean;
}

/**
 * Takes away the points whose triangle with their neighbours is smallest (Visvalingam), up to an area in squares of the grid. A point
 * stays when its triangle holds another point of a border or one of `fixed`: so no border crosses another and no fixed point changes
 * sides. Ends of arcs stay, and of a closed arc four points.
 */
export function simplifyArcs(arcs: readonly Arc[], maxArea: number, fixed: readonly GridPoint[]): Arc[] {
  const chains = arcs.map(({ points }) => chainOf(points));
  const vertices = chains.flat();
  const obstacles = [...vertices, ...fixed.map((point): Vertex => ({ point, before: null, after: null, isGone: false }))];
  const index = new Flatbush(obstacles.length);
  for (const { point } of obstacles) index.add(point[0], point[1], point[0], point[1]);
  index.finish();
  const sides = new Set(vertices.flatMap(({ point, after }) => (after ? [sideKey(point, after.point)] : [])));
  const sizes = chains.map((chain) => chain.length);
  const chainOfVertex = chains.flatMap((chain, i) => chain.map(() => i));

  const areaOf = ({ point, before, after }: Vertex): number => Math.abs(turn(before!.point, point, after!.point)) / 2;
  const isFree = (vertex: Vertex): boolean => {
    const corners = [vertex.before!.point, vertex.point, vertex.after!.point] as const;
    if (sides.has(sideKey(corners[0], corners[2]))) return false;
    const keys = new Set(corners.map(keyOf));
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    return index
      .search(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
      .every((i) => obstacles[i]!.isGone || keys.has(keyOf(obstacles[i]!.point)) || !isInTriangle(obstacles[i]!.point, corners));
  };
  const queue = new FlatQueue();
  const consider = (id: number): void => {
    const vertex = vertices[id]!;
    if (vertex.before && vertex.after && areaOf(vertex) <= maxArea) queue.push(id, areaOf(vertex));
  };
  const idOf = new Map(vertices.map((vertex, id) => [vertex, id]));
  vertices.forEach((_, id) => consider(id));
  for (let area = queue.peekValue(), id = queue.pop(); id !== undefined; area = queue.peekValue(), id = queue.pop()) {
    const vertex = vertices[id]!;
    const chain = chainOfVertex[id]!;
    if (vertex.isGone || areaOf(vertex) !== area || !isFree(vertex)) continue;
    const isClosed = keyOf(arcs[chain]!.points[0]!) === keyOf(arcs[chain]!.points.at(-1)!);
    if (sizes[chain]! <= (isClosed ? 4 : 2)) continue;
    sizes[chain]! -= 1;
    const [before, after] = [vertex.before!, vertex.after!];
    vertex.isGone = true;
    [before.after, after.before] = [after, before];
    sides.delete(sideKey(before.point, vertex.point));
    sides.delete(sideKey(vertex.point, after.point));
    sides.add(sideKey(before.point, after.point));
    for (const neighbour of [before, after]) consider(idOf.get(neighbour)!);
  }
  return arcs.map((arc, i) => ({ ...arc, points: chains[i]!.filter(({ isGone }) => !isGone).map(({ point }) => point) }));
}

function chainOf(points: readonly GridPoint[]): Vertex[] {
  const chain = points.map((point): Vertex => ({ point, before: null, after: null, isGone: false }));
  chain.forEach((vertex, i) => {
    vertex.before = chain[i - 1] ?? null;
    vertex.after = chain[i + 1] ?? null;
  });
  return chain;
}

const sideKey = (a: GridPoint, b: GridPoint): string => [keyOf(a), keyOf(b)].sort((x, y) => x - y).join(' ');

/** On its sides counts as in it. */
function isInTriangle(point: GridPoint, [a, b, c]: readonly [GridPoint, GridPoint, GridPoint]): boolean {
  const turns = [turn(a, b, point), turn(b, c, point), turn(c, a, point)];
  return turns.every((side) => side >= 0) || turns.every((side) => side <= 0);
}
