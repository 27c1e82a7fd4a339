import type { Feature, Point } from 'geojson';
import type { LngLat } from '../../shared/wire.ts';

/** A thing that stands somewhere, as the map draws it: it works, it does not quite, it does not, it is doubted, or nothing is known. */
export type PointLook = 'works' | 'late' | 'broken' | 'doubted' | 'unknown';
export interface PointMark {
  id: string;
  lngLat: LngLat;
  look: PointLook;
  isChosen: boolean;
  /** Beside the pointer. */
  words: readonly [name: string, more: string];
}
interface PointProperties {
  id: string;
  look: PointLook;
  rank: number;
  chosen: boolean;
}
/** What needs somebody lies on top. */
const RANK: Record<PointLook, number> = { works: 0, unknown: 1, late: 2, doubted: 3, broken: 4 };

export const pointFeatures = (marks: readonly PointMark[]): Feature<Point, PointProperties>[] =>
  marks.map(({ id, lngLat, look, isChosen }) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: lngLat },
    properties: { id, look, rank: RANK[look], chosen: isChosen },
  }));
