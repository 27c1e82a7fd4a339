import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap, SourceSpecification } from 'maplibre-gl';
import type { Tier } from '../../../shared/terms.ts';
import type { AlertedAreas, AreaShape, AreaShapes, MapIntents } from '../map-types.ts';
import type { MapTokens } from '../map-tokens.ts';
import type { LabelPlace } from '../label-place.ts';
import type { PointMark } from '../point-marks.ts';
import type { Box } from '../polygons.ts';

/** What one view draws of the areas: the page's intents, worked out for this view. Parts compare by identity. */
export interface Scene {
  tokens: MapTokens;
  language: MapIntents['language'];
  tier: Tier;
  area: AreaShape | null;
  shapes: AreaShapes;
  siblings: AreaShapes | null;
  rivers: MapIntents['rivers'] | null;
  values: MapIntents['values'];
  /** The class of a child without a value: no data, but a leaf that shows only itself is quiet. */
  unvalued: -1 | 0;
  /** Null = no alert holds here. */
  alerts: AlertedAreas | null;
  hovered: string | null;
  points: readonly PointMark[];
  /** Where each child's name stands in this view; a child without a place has no name here. */
  places: ReadonlyMap<string, LabelPlace>;
  /** The view's scale when the whole area is in it, degrees of latitude under one pixel of a desk. */
  degreesPerPixel: number;
  /** What another view magnifies, framed in this one: no name stands across it. */
  lens: Box | null;
  /** What of the world this view can show; null = all of the area. */
  frame: Box | null;
  /** Few children: each says its value; else only those that missed their target. */
  showsAllValues: boolean;
  /** Too small for names of what is in order. */
  isCompact: boolean;
  /** Many marks: small ones, under the names. */
  isCrowded: boolean;
  /** CSS pixels. */
  textSize: number;
  /** Of a name without a value. */
  quietTextSize: number;
  /** A name where its area has not this much room, in pixels of a desk, says more about its neighbours. */
  leastRoom: number;
  /** How many CSS pixels the page draws for one of a desk. */
  scale: number;
  /** The same for lines: from afar type grows more than they have to. */
  lineScale: number;
}

/** One subject of the map: its sources, its layers as a pure function of the scene, and the data it puts into them. */
export interface MapLayer {
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  /** `ratio`: pixels of the screen to one of CSS, by which images are named. */
  layers(scene: Scene, ratio: number): LayerSpecification[];
  /** Brings the data from the scene before (null = nothing there yet) to this one. */
  update(map: MapLibreMap, scene: Scene, before: Scene | null): void;
}

export const emptySource = (options: { promoteId?: string; tolerance?: number } = {}): SourceSpecification => ({
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
  ...options,
});

/** For lines and fills: while one stands, MapLibre masks the whole picture for its source twice a frame, be there anything in it or not. */
export const shownIf = (isShown: boolean): { visibility: 'visible' | 'none' } => ({ visibility: isShown ? 'visible' : 'none' });

/** The class arrives as feature-state, so that a change of figures sends neither polygons nor names to the worker again. */
export const CLASS_STATE: ExpressionSpecification = ['coalesce', ['feature-state', 'class'], -1];

/** A colour for the class of an area, or of the area that a text stands on. */
export function byClass(pick: (areaClass: number) => string): ExpressionSpecification {
  return ['match', CLASS_STATE, ...[0, 1, 2, 3].flatMap((c) => [c, pick(c)]), pick(-1)] as unknown as ExpressionSpecification;
}

/** Two weights of one family. MapLibre draws glyphs itself and reads the weight from the first family's name. */
export const fontsOf = ({ fonts }: MapTokens): { regular: string[]; semibold: string[] } => ({
  regular: [...fonts],
  semibold: ['Guantong Semibold', ...fonts],
});
