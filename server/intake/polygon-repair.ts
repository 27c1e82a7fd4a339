import { type Geom, union } from 'polyclip-ts';
import type { AreaGeometry } from '../domain/flat-shape.ts';
import type { Crs } from './crs.ts';
import { issue, shown } from '../app/import-issue.ts';
import { isFlat, isTangled, type PolygonRings, polygonsArea, type Ring } from './polygon-checks.ts';
import { RowRefusal } from './text-values.ts';

/** What was done to a border so that it can be used. Counted in the report. */
export type Repair = 'ring-closed' | 'points-dropped' | 'ring-dropped' | 'untangled';
export interface Repaired {
  polygons: PolygonRings[];
  repairs: Set<Repair>;
}

/**
 * A GeoJSON geometry as clean polygons in WGS-84: rings closed, repeated points and rings without area dropped, borders that
 * cross or touch themselves redrawn. Heights are dropped.
 * @throws RowRefusal when nothing with an area is left, or when a border cannot be redrawn
 */
export function repairPolygons(geometry: unknown, crs: Crs): Repaired {
  const repairs = new Set<Repair>();
  const polygons = rawPolygons(geometry)
    .map((rings) => cleanRings(rings, crs, repairs))
    .filter((rings) => rings.length > 0);
  if (polygons.length === 0) throw new RowRefusal(issue('feature.zero-area', 'geometry'));
  if (!isTangled(polygons)) return { polygons, repairs };
  repairs.add('untangled');
  return { polygons: unionOf(polygons), repairs };
}

/** One border around several, without the lines between them. @throws RowRefusal when the clipping cannot do it */
export function unionOf(polygons: readonly PolygonRings[]): PolygonRings[] {
  let redrawn: PolygonRings[];
  try {
    const [first, ...others] = polygons.map((rings) => rings as Geom);
    redrawn = union(first!, ...others);
  } catch (error) {
    throw new RowRefusal(issue('feature.broken', 'geometry', { why: shown((error as Error).message, 120) }));
  }
  if (polygonsArea(redrawn) <= 0) throw new RowRefusal(issue('feature.zero-area', 'geometry'));
  return redrawn;
}

/** As it is stored: six decimals are 0.1 m, and what is drawn and what is tested against are the same numbers. */
export function toGeometry(polygons: readonly PolygonRings[]): AreaGeometry {
  const rounded = polygons.map((rings) =>
    rings.map((ring) => ring.map((position) => position.map((value) => Math.round(value * 1e6) / 1e6))),
  );
  return rounded.length === 1 ? { type: 'Polygon', coordinates: rounded[0]! } : { type: 'MultiPolygon', coordinates: rounded };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function rawPolygons(geometry: unknown): unknown[] {
  if (!isObject(geometry)) throw new RowRefusal(issue('feature.geometry-missing', 'geometry'));
  const { type, coordinates, geometries } = geometry;
  if (type === 'GeometryCollection' && Array.isArray(geometries)) return geometries.flatMap(rawPolygons);
  if ((type === 'Polygon' || type === 'MultiPolygon') && Array.isArray(coordinates)) {
    if (coordinates.length === 0) throw new RowRefusal(issue('feature.geometry-missing', 'geometry'));
    return type === 'Polygon' ? [coordinates] : coordinates;
  }
  throw new RowRefusal(issue('feature.not-a-polygon', 'geometry', { type: shown(type) }));
}

/** The outer ring and its holes; empty when the outer ring has no area. */
function cleanRings(rings: unknown, crs: Crs, repairs: Set<Repair>): PolygonRings {
  if (!Array.isArray(rings)) throw new RowRefusal(issue('feature.not-numbers', 'geometry'));
  const clean = rings.map((ring) => cleanRing(ring, crs, repairs));
  if (clean.some((ring) => ring === null)) repairs.add('ring-dropped');
  return clean[0] ? clean.filter((ring) => ring !== null) : [];
}

function cleanRing(raw: unknown, crs: Crs, repairs: Set<Repair>): Ring | null {
  if (!Array.isArray(raw)) throw new RowRefusal(issue('feature.not-numbers', 'geometry'));
  const ring: [number, number][] = [];
  for (const position of raw as unknown[]) {
    const point = toWgs84(position, crs);
    const last = ring.at(-1);
    if (last && last[0] === point[0] && last[1] === point[1]) repairs.add('points-dropped');
    else ring.push(point);
  }
  const [first, last] = [ring[0], ring.at(-1)];
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) {
    repairs.add('ring-closed');
    ring.push([...first]);
  }
  return ring.length >= 4 && !isFlat(ring) ? ring : null;
}

function toWgs84(position: unknown, crs: Crs): [number, number] {
  const [x, y] = Array.isArray(position) ? (position as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number') throw new RowRefusal(issue('feature.not-numbers', 'geometry'));
  const [lng, lat] = crs.toWgs84(x, y);
  const isOnEarth = Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
  if (!isOnEarth) throw new RowRefusal(issue('feature.outside-world', 'geometry', { position: `${x}, ${y}` }));
  return [lng, lat];
}
