import type { LngLat } from '../../shared/wire.ts';
import type { Random } from './random.ts';

type Ring = readonly (readonly number[])[];
export type Border =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

const KM_PER_DEGREE = 111.32;
const polygonsOf = (border: Border): readonly (readonly Ring[])[] =>
  border.type === 'Polygon' ? [border.coordinates] : border.coordinates;
/** How much shorter a degree of longitude is than one of latitude. */
const squeezeAt = (lat: number): number => Math.cos((lat * Math.PI) / 180);
const degreesOfKm = (km: number): number => km / KM_PER_DEGREE;

export function bboxOf(border: Border): [west: number, south: number, east: number, north: number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [outer = []] of polygonsOf(border)) {
    for (const [lng = 0, lat = 0] of outer) {
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}

/** Land area on the local plane, km². */
export function areaKm2(border: Border): number {
  const [, south, , north] = bboxOf(border);
  const scale = KM_PER_DEGREE * KM_PER_DEGREE * squeezeAt((south + north) / 2);
  let sum = 0;
  for (const rings of polygonsOf(border)) rings.forEach((ring, i) => (sum += (i === 0 ? 1 : -1) * Math.abs(shoelace(ring))));
  return sum * scale;
}

function shoelace(ring: Ring): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) twice += ring[j]![0]! * ring[i]![1]! - ring[i]![0]! * ring[j]![1]!;
  return twice / 2;
}

/** Even-odd over all rings: holes are outside. */
export function isInside(border: Border, [x, y]: LngLat): boolean {
  let inside = false;
  for (const rings of polygonsOf(border)) {
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i] as [number, number];
        const [xj, yj] = ring[j] as [number, number];
        if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
      }
    }
  }
  return inside;
}

const TRIES = 60;

/** About 5 m: as exact as a report from the street is. */
const rounded = ([lng, lat]: LngLat): LngLat => [Math.round(lng * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];

/** A uniform point inside, by rejection; null for a sliver that the tries do not hit. */
export function pointIn(border: Border, random: Random): LngLat | null {
  const [west, south, east, north] = bboxOf(border);
  for (let i = 0; i < TRIES; i++) {
    const point = rounded([random.between(west, east), random.between(south, north)]);
    if (isInside(border, point)) return point;
  }
  return null;
}

/** A point inside, about `centre` with a deviation of `km`; the centre itself when the border is too tight. */
export function pointAbout(border: Border, centre: LngLat, km: number, random: Random): LngLat {
  const reach = degreesOfKm(km);
  for (let i = 0; i < TRIES; i++) {
    const point = rounded([centre[0] + (random.normal() * reach) / squeezeAt(centre[1]), centre[1] + random.normal() * reach]);
    if (isInside(border, point)) return point;
  }
  return centre;
}
