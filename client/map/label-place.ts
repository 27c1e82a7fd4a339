import type { Position } from 'geojson';
import { areaOf, type Box, boxOf, clipRing, partsOf, ringArea, type Shape } from './polygons.ts';

/** Where a label stands and how far the nearest border is, in degrees of latitude. */
export interface LabelPlace {
  lngLat: [number, number];
  room: number;
  area: number;
}

function distanceToSegment(x: number, y: number, [ax, ay]: Position, [bx, by]: Position): number {
  const dx = bx! - ax!;
  const dy = by! - ay!;
  const t = dx === 0 && dy === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax!) * dx + (y - ay!) * dy) / (dx * dx + dy * dy)));
  return (x - ax! - t * dx) ** 2 + (y - ay! - t * dy) ** 2;
}

/** Distance to the nearest border, negative outside. */
function depth(x: number, y: number, rings: readonly Position[][]): number {
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const a = ring[i]!;
      const b = ring[j]!;
      if (a[1]! > y !== b[1]! > y && x < ((b[0]! - a[0]!) * (y - a[1]!)) / (b[1]! - a[1]!) + a[0]!) inside = !inside;
      nearest = Math.min(nearest, distanceToSegment(x, y, a, b));
    }
  }
  return (inside ? 1 : -1) * Math.sqrt(nearest);
}

interface Cell {
  x: number;
  y: number;
  half: number;
  depth: number;
  /** The deepest that any point of the cell can be. */
  reach: number;
}

/** The pole of inaccessibility by halving cells, best hope first. `precision` in the rings' own unit. */
function poleOf(rings: readonly Position[][], precision: number): Cell {
  const [west, south, east, north] = boxOf({ type: 'Polygon', coordinates: rings.map((ring) => [...ring]) });
  const cell = (x: number, y: number, half: number): Cell => {
    const own = depth(x, y, rings);
    return { x, y, half, depth: own, reach: own + half * Math.SQRT2 };
  };
  const size = Math.max(Math.min(east - west, north - south), precision);
  const open: Cell[] = [];
  for (let x = west; x < east; x += size) for (let y = south; y < north; y += size) open.push(cell(x + size / 2, y + size / 2, size / 2));
  let best = cell((west + east) / 2, (south + north) / 2, 0);
  while (open.length > 0) {
    let top = 0;
    for (let i = 1; i < open.length; i++) if (open[i]!.reach > open[top]!.reach) top = i;
    const next = open[top]!;
    open[top] = open.at(-1)!;
    open.pop();
    if (next.depth > best.depth) best = next;
    if (next.reach - best.depth <= precision) continue;
    const half = next.half / 2;
    for (const dx of [-half, half]) for (const dy of [-half, half]) open.push(cell(next.x + dx, next.y + dy, half));
  }
  return best;
}

/** The best place for a label: inside the largest part, as far from every border as possible; within `view` when given. */
export function placeLabel(shape: Shape, view?: Box): LabelPlace | null {
  const seen = partsOf(shape).map((rings) => (view ? rings.map((ring) => clipRing(ring, view)) : rings));
  const largest = seen
    .filter((rings) => (rings[0]?.length ?? 0) >= 3)
    .sort((a, b) => Math.abs(ringArea(b[0]!)) - Math.abs(ringArea(a[0]!)))[0];
  if (!largest) return null;
  const [, south, , north] = boxOf({ type: 'Polygon', coordinates: largest });
  // Degrees of longitude are squeezed to the length of those of latitude, so that "far from every border" is true on the screen.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const flat = largest.map((ring) => ring.map(([x, y]) => [x! * squeeze, y!]));
  const pole = poleOf(flat, Math.sqrt(Math.abs(ringArea(flat[0]!))) / 40);
  return { lngLat: [pole.x / squeeze, pole.y], room: Math.max(0, pole.depth), area: areaOf(shape) };
}
