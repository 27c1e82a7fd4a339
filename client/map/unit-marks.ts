import type { Feature, LineString, Point } from 'geojson';
import type { LngLat } from '../../shared/wire.ts';

/** A unit as the map draws it: free, with work in hand, off, or last heard of too long ago to go by. */
export type UnitLook = 'free' | 'busy' | 'stale';
export interface UnitMark {
  unit: string;
  lngLat: LngLat;
  look: UnitLook;
  /** The key under which it is offered for the selected incident; 0 = it is not. */
  key: number;
  /** Beside the pointer: name, state, age. */
  words: readonly [name: string, more: string];
}

interface UnitProperties {
  unit: string;
  look: UnitLook;
  key: number;
}
export type UnitFeature = Feature<Point, UnitProperties>;
export type WayFeature = Feature<LineString, { key: number }>;

export const unitFeatures = (marks: readonly UnitMark[]): UnitFeature[] =>
  marks.map(({ unit, lngLat, look, key }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: lngLat },
    properties: { unit, look, key },
  }));

/** From each offered unit to the incident that it is offered for. */
export const wayFeatures = (marks: readonly UnitMark[], to: LngLat | null): WayFeature[] =>
  to === null
    ? []
    : marks
        .filter(({ key }) => key > 0)
        .map(({ lngLat, key }) => ({ type: 'Feature', geometry: { type: 'LineString', coordinates: [lngLat, to] }, properties: { key } }));
