import type { CRS } from '../../shared/incidents.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { Placed } from '../domain/decide/input.ts';
import { Rejection } from '../domain/rejection.ts';
import { toWgs84 } from './chinese-datums.ts';
import type { Catalogue } from './ports.ts';

export interface PlaceClaim {
  lngLat?: readonly number[] | undefined;
  crs?: (typeof CRS)[number] | undefined;
  area?: string | undefined;
}

/**
 * Where a report lies: by its point (deepest area that holds it), else by the area it names, else at the city node.
 * The point wins over a named area that contradicts it, and the incident is flagged so; a point outside every area stands at
 * the city node, flagged `outside`.
 * @throws Rejection for swapped, projected or GCJ-02 coordinates sent as WGS-84, and for areas that do not exist
 */
export function placeIncident(claim: PlaceClaim, catalogue: Catalogue, atMs: number): { placed: Placed; flags: string[] } {
  const { tree } = catalogue;
  if (claim.area !== undefined && !tree.row(claim.area, atMs)) throw new Rejection('area.unknown', { field: 'area', area: claim.area });
  if (claim.lngLat === undefined) {
    const placed: Placed =
      claim.area === undefined
        ? { place: tree.root, located: 'unlocated', lngLat: null }
        : { place: claim.area, located: 'declared', lngLat: null };
    return { placed, flags: claim.area === undefined ? ['unlocated'] : [] };
  }
  const { lngLat, found } = locatePoint(claim.lngLat, claim.crs, catalogue, atMs);
  if (found === null) return { placed: { place: tree.root, located: 'outside', lngLat }, flags: ['outside'] };
  const placed: Placed = { place: found, located: 'point', lngLat };
  if (claim.area === undefined || tree.isWithin(claim.area, found, atMs)) return { placed, flags: [] };
  const moved = claim.crs === undefined ? catalogue.locate(toWgs84(lngLat, 'GCJ-02'), atMs) : null;
  if (moved !== null && tree.isWithin(claim.area, moved, atMs))
    throw new Rejection('coordinates.gcj02', { field: 'lngLat', lngLat, area: claim.area, found });
  return { placed, flags: ['area-contradicts-point'] };
}

/**
 * A point as WGS-84, and the deepest area that holds it; null = it lies outside every area.
 * @throws Rejection for coordinates that are none, or are projected or swapped
 */
export function locatePoint(
  raw: readonly number[],
  crs: PlaceClaim['crs'],
  { locate }: Pick<Catalogue, 'locate'>,
  atMs: number,
): { lngLat: LngLat; found: string | null } {
  const lngLat = toWgs84(checked(raw), crs ?? 'WGS-84');
  const found = locate(lngLat, atMs);
  if (found === null && lngLat[0] >= -90 && lngLat[0] <= 90 && locate([lngLat[1], lngLat[0]], atMs) !== null) throw swapped(lngLat);
  return { lngLat, found };
}

function checked(raw: readonly number[]): LngLat {
  const [lng = Number.NaN, lat = Number.NaN] = raw;
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) throw new Rejection('coordinates.invalid', { field: 'lngLat', lngLat: raw });
  if (Math.abs(lng) > 180 || Math.abs(lat) > 180) throw new Rejection('coordinates.projected', { field: 'lngLat', lngLat: raw });
  if (Math.abs(lat) > 90)
    throw Math.abs(lng) <= 90 ? swapped([lng, lat]) : new Rejection('coordinates.invalid', { field: 'lngLat', lngLat: raw });
  return [lng, lat];
}

const swapped = (lngLat: readonly number[]): Rejection =>
  new Rejection('coordinates.swapped', { field: 'lngLat', lngLat, remedy: [lngLat[1], lngLat[0]] });
