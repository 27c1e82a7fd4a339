import type { LngLat } from '../../shared/wire.ts';
import { type Crs, resolveCrs, WGS84 } from './crs.ts';
import { issue, shown } from '../app/import-issue.ts';
import { type Cells, cellReader } from './mapped-fields.ts';
import type { Mapping } from './mapping-schema.ts';
import { RowRefusal, textOf } from './text-values.ts';

export type Box = readonly [west: number, south: number, east: number, north: number];
export interface PointOptions {
  /** The system that the file itself declares; the mapping's own `crs` goes before it. */
  declaredCrs?: string | null | undefined;
  /** The city's extent: a point outside it that lies inside when exchanged was written the wrong way round. */
  cityBox?: Box | null | undefined;
}
export interface ReadPoint {
  lngLat: LngLat | null;
  /** It was one of the points that mean "no location". */
  isDefaultPoint: boolean;
}

const NOWHERE: ReadPoint = { lngLat: null, isDefaultPoint: false };
const DEFAULT_POINT: ReadPoint = { lngLat: null, isDefaultPoint: true };
/** A ten-millionth of a degree is a centimetre: the same default point, however many zeros were written. */
const SAME = 1e-7;

/**
 * A row's point in WGS-84: from the mapped columns, else from the feature's own geometry. Empty cells, the mapping's default
 * points and exactly (0, 0) are no location. Numbers that cannot be longitude and latitude are refused, with the way out.
 */
export function pointReader(
  mapping: Mapping,
  { declaredCrs = null, cityBox = null }: PointOptions,
): (record: Cells, own: readonly [number, number] | null | undefined) => ReadPoint {
  const isMapped = mapping.longitude !== undefined;
  const [longitude, latitude] = [cellReader('longitude', mapping.longitude), cellReader('latitude', mapping.latitude)];
  const crs = crsOf(mapping.crs ?? declaredCrs);
  const defaults = [
    [0, 0],
    ...(mapping.ungeocoded ?? []).map((point) => (Array.isArray(point) ? point : [point.longitude, point.latitude])),
  ];
  const isDefault = (x: number, y: number): boolean =>
    defaults.some(([dx, dy]) => (isSame(x, dx!) && isSame(y, dy!)) || (isSame(x, dy!) && isSame(y, dx!)));
  return (record, own) => {
    const [x, y] = isMapped ? [numberOf(longitude(record), 'longitude'), numberOf(latitude(record), 'latitude')] : (own ?? [null, null]);
    if (x === null && y === null) return NOWHERE;
    if (x === null || y === null) throw new RowRefusal(issue('coordinates.half', x === null ? 'longitude' : 'latitude'));
    if (isDefault(x, y)) return DEFAULT_POINT;
    if (crs.isGeographic) assertDegrees(x, y, cityBox);
    const [lng, lat] = crs.toWgs84(x, y);
    if (!isOnEarth(lng, lat))
      throw new RowRefusal(issue('coordinates.off-projection', 'longitude', { position: `${x}, ${y}`, crs: crs.name }));
    return { lngLat: [lng, lat], isDefaultPoint: false };
  };
}

const crsOf = (name: string | null): Crs => (name === null ? WGS84 : resolveCrs(name));
const isSame = (a: number, b: number): boolean => Math.abs(a - b) < SAME;
/** NaN and Infinity are not. */
const isOnEarth = (lng: number, lat: number): boolean => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
const isWithin = ([west, south, east, north]: Box, x: number, y: number): boolean => x >= west && x <= east && y >= south && y <= north;

function assertDegrees(x: number, y: number, cityBox: Box | null): void {
  const isSwapped = isOnEarth(y, x) && (!isOnEarth(x, y) || (cityBox !== null && !isWithin(cityBox, x, y) && isWithin(cityBox, y, x)));
  if (isSwapped) throw new RowRefusal(issue('coordinates.swapped', 'longitude', { position: `${x}, ${y}` }));
  if (!isOnEarth(x, y)) throw new RowRefusal(issue('coordinates.projected', 'longitude', { position: `${x}, ${y}` }));
}

function numberOf(value: unknown, field: string): number | null {
  if (typeof value === 'number') return value;
  const text = textOf(value, field);
  if (text === null) return null;
  // A decimal comma, as spreadsheets of half of Europe write it.
  const number = Number(/^[+-]?\d+,\d+$/.test(text) ? text.replace(',', '.') : text);
  if (!Number.isFinite(number)) throw new RowRefusal(issue('coordinates.unreadable', field, { value: shown(text) }));
  return number;
}
