import type { MultiPolygon, Polygon, Position } from 'geojson';

/** `[west, south, east, north]`, degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];
export type Shape = Polygon | MultiPolygon;

export const partsOf = (shape: Shape): Position[][][] => (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates);

const EMPTY: Box = [Infinity, Infinity, -Infinity, -Infinity];
const widen = ([w, s, e, n]: Box, [x, y]: Position): Box => [Math.min(w, x!), Math.min(s, y!), Math.max(e, x!), Math.max(n, y!)];

/** The box round points; null without any. */
export function boxOfPoints(points: readonly Position[]): Box | null {
  return points.length === 0 ? null : points.reduce(widen, EMPTY);
}
export function boxOf(shape: Shape): Box {
  return partsOf(shape).reduce((box, rings) => (rings[0] ?? []).reduce(widen, box), EMPTY);
}
export const union = (boxes: readonly Box[]): Box | null =>
  boxOfPoints(
    boxes.flatMap(([w, s, e, n]) => [
      [w, s],
      [e, n],
    ]),
  );
export const overlaps = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Share of `inner` that lies in `outer`, 0 … 1. */
export function shareWithin(inner: Box, outer: Box): number {
  const width = Math.min(inner[2], outer[2]) - Math.max(inner[0], outer[0]);
  const height = Math.min(inner[3], outer[3]) - Math.max(inner[1], outer[1]);
  const whole = (inner[2] - inner[0]) * (inner[3] - inner[1]);
  return width <= 0 || height <= 0 || whole <= 0 ? 0 : (width * height) / whole;
}

/** Even-odd rule over all rings: holes and parts alike. */
export function contains(shape: Shape, [x, y]: Position): boolean {
  let inside = false;
  for (const ring of partsOf(shape).flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i]!, ring[j]!];
      if (a[1]! > y! !== b[1]! > y! && x! < ((b[0]! - a[0]!) * (y! - a[1]!)) / (b[1]! - a[1]!) + a[0]!) inside = !inside;
    }
  }
  return inside;
}

/** Signed area of a ring in square degrees. */
export function ringArea(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += (ring[j]![0]! - ring[i]![0]!) * (ring[j]![1]! + ring[i]![1]!);
  return sum / 2;
}

/** Square degrees as they look at the shape's own latitude: a degree of longitude counts less far from the equator. */
export function areaOf(shape: Shape): number {
  const [, south, , north] = boxOf(shape);
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const sum = partsOf(shape).reduce((total, [outer = [], ...holes]) => {
    const open = holes.reduce((area, hole) => area + Math.abs(ringArea(hole)), 0);
    return total + Math.abs(ringArea(outer)) - open;
  }, 0);
  return sum * squeeze;
}

/** Sutherland–Hodgman: what is left of a ring inside a box. Touching parts stay joined along the box's edge, which is fine for placing a label. */
export function clipRing(ring: readonly Position[], [west, south, east, north]: Box): Position[] {
  const cut = (points: readonly Position[], axis: 0 | 1, limit: number, keepBelow: boolean): Position[] => {
    const inside = (p: Position): boolean => (keepBelow ? p[axis]! <= limit : p[axis]! >= limit);
    return points.flatMap((point, at) => {
      const before = points[(at + points.length - 1) % points.length]!;
      if (inside(before) === inside(point)) return inside(point) ? [point] : [];
      const t = (limit - before[axis]!) / (point[axis]! - before[axis]!);
      const crossing = [before[0]! + t * (point[0]! - before[0]!), before[1]! + t * (point[1]! - before[1]!)];
      return inside(point) ? [crossing, point] : [crossing];
    });
  };
  return cut(cut(cut(cut(ring, 0, west, false), 0, east, true), 1, south, false), 1, north, true);
}
