import Flatbush from 'flatbush';
import { type GridPoint, keyOf, type Segment, turn } from './grid.ts';

const PASSES = 20;

/**
 * Cuts segments until they meet at their ends only: snap rounding (Hobby 1999). Each end and each crossing owns the square of the
 * grid round it, and whatever passes through a square is led to its middle; nothing moves by more than a square in a pass.
 */
export function nodeSegments(segments: Iterable<Segment>): Segment[] {
  let current = unique(segments);
  for (let pass = 0; pass < PASSES; pass++) {
    const cut = cutOnce(current);
    if (cut === null) return current;
    current = cut;
  }
  throw new Error(`Segments still cross after ${PASSES} passes`);
}

/** Null when there is nothing to cut. */
function cutOnce(segments: readonly Segment[]): Segment[] | null {
  if (segments.length === 0) return null;
  const index = indexOf(segments);
  const ends = segments.flat();
  const crossings = segments.flatMap((segment, i) =>
    within(index, segment, 0).flatMap((j) => (j > i ? crossingOf(segment, segments[j]!) : [])),
  );
  const hot = [...new Map([...ends, ...crossings].map((point) => [keyOf(point), point])).values()];
  const hotIndex = indexOf(hot.map((point) => [point, point]));
  let isCut = false;
  const pieces = segments.flatMap((segment) => {
    const via = within(hotIndex, segment, 0.5).flatMap((i) => (isInside(hot[i]!, segment) ? [hot[i]!] : []));
    if (via.length === 0) return [segment];
    isCut = true;
    const [start, end] = segment;
    const along = (p: GridPoint): number => (p[0] - start[0]) * (end[0] - start[0]) + (p[1] - start[1]) * (end[1] - start[1]);
    const chain = [start, ...via.sort((a, b) => along(a) - along(b) || keyOf(a) - keyOf(b)), end];
    return chain.slice(1).map((point, i): Segment => [chain[i]!, point]);
  });
  return isCut ? unique(pieces) : null;
}

/** Each pair of ends once, in the order of the points on the grid: the result does not depend on the order of the input. */
function unique(segments: Iterable<Segment>): Segment[] {
  const known = new Map<string, readonly [number, number, Segment]>();
  for (const [a, b] of segments) {
    const [from, to] = keyOf(a) <= keyOf(b) ? [a, b] : [b, a];
    if (keyOf(from) !== keyOf(to)) known.set(`${keyOf(from)} ${keyOf(to)}`, [keyOf(from), keyOf(to), [from, to]]);
  }
  return [...known.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , segment]) => segment);
}

function indexOf(segments: readonly Segment[]): Flatbush {
  const index = new Flatbush(segments.length);
  for (const [a, b] of segments) index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
  index.finish();
  return index;
}

const within = (index: Flatbush, [a, b]: Segment, margin: number): number[] =>
  index.search(Math.min(a[0], b[0]) - margin, Math.min(a[1], b[1]) - margin, Math.max(a[0], b[0]) + margin, Math.max(a[1], b[1]) + margin);

/** Where two segments cross inside both, on the grid. */
function crossingOf([a, b]: Segment, [c, d]: Segment): GridPoint[] {
  const [sideC, sideD] = [turn(a, b, c), turn(a, b, d)];
  if (sideC * sideD >= 0 || turn(c, d, a) * turn(c, d, b) >= 0) return [];
  const share = sideC / (sideC - sideD);
  return [[Math.round(c[0] + (d[0] - c[0]) * share), Math.round(c[1] + (d[1] - c[1]) * share)]];
}

/** Whether the segment passes through the square of a point that is none of its ends. Doubled, so that the corners are whole. */
function isInside(point: GridPoint, [a, b]: Segment): boolean {
  if (keyOf(point) === keyOf(a) || keyOf(point) === keyOf(b)) return false;
  const [from, to]: Segment = [
    [2 * a[0], 2 * a[1]],
    [2 * b[0], 2 * b[1]],
  ];
  const [x, y] = [2 * point[0], 2 * point[1]];
  if (Math.max(from[0], to[0]) < x - 1 || Math.min(from[0], to[0]) > x + 1) return false;
  if (Math.max(from[1], to[1]) < y - 1 || Math.min(from[1], to[1]) > y + 1) return false;
  const corners: GridPoint[] = [
    [x - 1, y - 1],
    [x + 1, y - 1],
    [x + 1, y + 1],
    [x - 1, y + 1],
  ];
  const sides = corners.map((corner) => turn(from, to, corner));
  return sides.some((side) => side <= 0) && sides.some((side) => side >= 0);
}
