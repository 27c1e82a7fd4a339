import type { Feature, FeatureCollection, LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import type { AreaProperties } from '../../shared/session.ts';
import type { Level } from '../../shared/alert-terms.ts';
import type { Language } from '../../shared/terms.ts';
import type { AreaCode, LngLat } from '../../shared/wire.ts';
import type { Theme } from '../ui/theme.ts';
import type { PointMark } from './point-marks.ts';
import type { Box } from './polygons.ts';

/** 0 = in target (quiet), 1–3 = farther and farther from it, -1 = no data, -2 = n under the minimum, not rated. */
export type AreaClass = -2 | -1 | 0 | 1 | 2 | 3;

/** What the map shows of one child area. */
export interface AreaValue {
  value: number | null;
  n: number;
  class: AreaClass;
  /** The value as people read it in the map's language ("87.4", "n 8"); without it only the name stands there. */
  label?: string;
}

export type AreaShape = Feature<Polygon | MultiPolygon, AreaProperties>;
export type AreaShapes = FeatureCollection<Polygon | MultiPolygon, AreaProperties>;

/** As in a city pack: `level` 1 = the greatest river. A line without names is drawn, not labelled. */
export interface RiverProperties {
  level: number;
  names?: { zh: string; en: string } | null;
}
export type Rivers = FeatureCollection<LineString | MultiLineString, RiverProperties>;

/** CSS pixels at each edge of the map that other parts of the page cover. The camera and the inset keep out of them. */
export interface MapChrome {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** What the map shows of alerts: the highest level of each area, and what stands beside the badge of each level. */
export interface AlertedAreas {
  levels: Readonly<Record<string, Level>>;
  words: Readonly<Partial<Record<Level, string>>>;
}

/** All that a page asks of the map. A whole state each time: the host finds out itself what changed. */
export interface MapIntents {
  area: AreaShape | null;
  children: AreaShapes;
  /** Neighbours under the same parent, drawn faint outside the area. */
  siblings?: AreaShapes;
  rivers?: Rivers;
  /** By area code. A child without an entry counts as "no data". */
  values: Readonly<Record<AreaCode, AreaValue>>;
  /** Alerts that hold at the areas shown; absent = none does. */
  alerts?: AlertedAreas;
  /** Things that stand somewhere; absent = none is shown. */
  points?: readonly PointMark[];
  selectedIncident: number | null;
  hoveredArea: AreaCode | null;
  language: Language;
  theme: Theme;
  showIncidents: boolean;
  /** Allow the magnified view of the core; the host shows it only where the geometry has one and there is room. */
  inset: boolean;
  motion: boolean;
  chrome?: MapChrome;
  /** Read from afar: quiet names are smaller than values, and stand where there is some room. */
  isWall?: boolean;
  /** What the camera keeps in view instead of the whole area. It moves when this does, not with what is in it. */
  fitBox?: Box | null;
}

/** What happened on the map. `atMs` is `performance.now()` of the frame in which the last applied rows became pixels. */
export type MapFact =
  | { kind: 'area-click'; code: AreaCode; lngLat: LngLat }
  | { kind: 'point-click'; id: string }
  | { kind: 'area-hover'; code: AreaCode | null }
  | { kind: 'incident-click'; id: number }
  | { kind: 'painted'; atMs: number }
  /** Only the `shown` incidents nearest to their deadline (or longest past it) are drawn. Sent when the numbers change; shown = total ends it. */
  | { kind: 'incidents-limited'; shown: number; total: number }
  /** No WebGL here: the page shows its table instead. */
  | { kind: 'unavailable' };
export type OnMapFact = (fact: MapFact) => void;
