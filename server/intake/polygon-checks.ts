import type { Position } from '../domain/flat-shape.ts';
import { sideOf } from '../domain/planar.ts';

export type Ring = Position[];
export type PolygonRings = Ring[];

/** Twice the signed area, in the square of the positions' unit; > 0 = anticlockwise. */
export function ringArea(ring: readonly Position[]): number {
  const [ox, oy] = [ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0]; // near the origin: no cancellation
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    sum += (ring[i]![0]! - ox) * (ring[i + 1]![1]! - oy) - (ring[i + 1]![0]! - ox) * (ring[i]![1]! - oy);
  }
  return sum;
}

/** Whether all positions lie on one line, give or take a square centimetre. Crossing rings may have a signed area of 0 and yet be large. */
export function isFlat(ring: readonly Position[]): boolean {
  return ring.every((_, i) => i < 2 || Math.abs(ringArea([ring[0]!, ring[i - 1]!, ring[i]!, ring[0]!])) < 1e-14);
}

/** Area of polygons whose rings do not cross: outer rings less holes. Square degrees: fit for comparing, not for publishing. */
export const polygonsArea = (polygons: readonly PolygonRings[]): number =>
  polygons.reduce((sum, rings) => sum + rings.reduce((area, ring, i) => area + (i === 0 ? 1 : -1) * Math.abs(ringArea(ring) / 2), 0), 0);

/** @returns [west, south, east, north] */
export function bboxOf(polygons: readonly PolygonRings[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of polygons.flat(2)) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

interface Edge {
  ax: number;
  ay: number;
  bx: number;
  by: number;
  ring: number;
  /** Number within its ring, and of how many. */
  at: number;
  of: number;
  minX: number;
  maxX: number;
}

/**
 * Whether rings cross, overlap along an edge, or touch themselves. Two rings that meet in a single point are fine
 * (a hole that touches its border, parts that touch at a corner). Exact: the sign of no turn is left to rounding.
 */
export function isTangled(polygons: readonly PolygonRings[]): boolean {
  const edges = polygons.flat().flatMap(edgesOf);
  edges.sort((a, b) => a.minX - b.minX);
  let active: Edge[] = [];
  for (const edge of edges) {
    active = active.filter((other) => other.maxX >= edge.minX);
    if (active.some((other) => doConflict(edge, other))) return true;
    active.push(edge);
  }
  return false;
}

const edgesOf = (ring: Ring, number: number): Edge[] =>
  ring.slice(1).map(([bx = 0, by = 0], i) => {
    const [ax = 0, ay = 0] = ring[i]!;
    return { ax, ay, bx, by, ring: number, at: i, of: ring.length - 1, minX: Math.min(ax, bx), maxX: Math.max(ax, bx) };
  });

function doConflict(e: Edge, f: Edge): boolean {
  if (Math.max(e.ay, e.by) < Math.min(f.ay, f.by) || Math.max(f.ay, f.by) < Math.min(e.ay, e.by)) return false;
  const sides = [
    Math.sign(sideOf(e.ax, e.ay, e.bx, e.by, f.ax, f.ay)),
    Math.sign(sideOf(e.ax, e.ay, e.bx, e.by, f.bx, f.by)),
    Math.sign(sideOf(f.ax, f.ay, f.bx, f.by, e.ax, e.ay)),
    Math.sign(sideOf(f.ax, f.ay, f.bx, f.by, e.bx, e.by)),
  ] as const;
  if (sides[0] === 0 && sides[1] === 0) return doOverlap(e, f);
  if (sides[0] * sides[1] > 0 || sides[2] * sides[3] > 0) return false;
  // They share exactly one point.
  if (e.ring !== f.ring) return sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0;
  const gap = Math.abs(e.at - f.at);
  return gap !== 1 && gap !== e.of - 1;
}

/** On one line: more than a point in common? */
function doOverlap(e: Edge, f: Edge): boolean {
  const isSteep = Math.abs(e.bx - e.ax) < Math.abs(e.by - e.ay);
  const [e1, e2, f1, f2] = isSteep ? [e.ay, e.by, f.ay, f.by] : [e.ax, e.bx, f.ax, f.bx];
  const common = Math.min(Math.max(e1, e2), Math.max(f1, f2)) - Math.max(Math.min(e1, e2), Math.min(f1, f2));
  if (common > 0) return true;
  const gap = Math.abs(e.at - f.at);
  return common === 0 && e.ring === f.ring && gap !== 1 && gap !== e.of - 1;
}
