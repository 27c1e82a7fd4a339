import { type Core, findCore } from './core-cluster.ts';
import { type LabelPlace, placeLabel } from './label-place.ts';
import type { Scene } from './layers/layer.ts';
import type { AreaShapes, MapIntents } from './map-types.ts';
import type { MapTokens } from './map-tokens.ts';
import { shortName } from './short-name.ts';
import { type Box, boxOf, overlaps, shareWithin } from './polygons.ts';

/** All that depends on the shapes alone, worked out once for each set of children. */
export interface Geometry {
  shapes: AreaShapes;
  boxes: ReadonlyMap<string, Box>;
  places: ReadonlyMap<string, LabelPlace>;
  core: Core | null;
}

export function measureShapes(intents: Pick<MapIntents, 'area' | 'children'>): Geometry {
  const { area, children } = intents;
  // A leaf shows itself, without its name: the page's title says it.
  const isLeaf = children.features.length === 0 && area !== null;
  const shapes: AreaShapes = isLeaf ? { type: 'FeatureCollection', features: [area] } : children;
  const boxes = new Map(shapes.features.map(({ properties, geometry }) => [properties.code, boxOf(geometry)]));
  const members = (isLeaf ? [] : shapes.features).flatMap(({ properties, geometry }) => {
    const place = placeLabel(geometry);
    return place ? [{ code: properties.code, shape: geometry, place }] : [];
  });
  const places = new Map(members.map(({ code, place }) => [code, place]));
  return { shapes, boxes, places, core: area?.properties.tier === 'city' ? findCore(members) : null };
}

/** A name keeps so far from the inset's frame on the main view, and needs as much free ground round its middle; CSS pixels. */
const FRAME_MARGIN_PX = 4;
const LEAST_BESIDE_PX = 9;
/** And from the edge of a view: a box in degrees is not quite what Mercator shows. */
const EDGE_MARGIN_PX = 6;
/** Of 14 px text on two lines; a long name wraps. */
const LETTER_PX = { zh: 14.5, en: 7.6 };
const LABEL_PX = { most: 112, height: 36 };
const FAR = 90;

/** Names that the inset shows are left out; those of areas that reach out of it stand beside its frame, where there is room. */
export function placesBeside(
  { places, boxes, shapes }: Geometry,
  inset: Box | null,
  { degreesPerPixel, language }: Pick<Scene, 'degreesPerPixel' | 'language'>,
): ReadonlyMap<string, LabelPlace> {
  if (!inset) return places;
  const isIn = ({ lngLat: [x, y] }: LabelPlace, box: Box): boolean => x > box[0] && x < box[2] && y > box[1] && y < box[3];
  const beside = new Map<string, LabelPlace>();
  for (const { properties, geometry } of shapes.features) {
    const place = places.get(properties.code);
    if (!place || shareWithin(boxes.get(properties.code)!, inset) >= 0.6) continue;
    const width = Math.min(LABEL_PX.most, shortName(properties, language).length * LETTER_PX[language]);
    const around = grown(inset, (width / 2 + FRAME_MARGIN_PX) * degreesPerPixel, (LABEL_PX.height / 2 + FRAME_MARGIN_PX) * degreesPerPixel);
    const others = isIn(place, around) ? sidesOf(around).flatMap((side) => placeLabel(geometry, side) ?? []) : [place];
    const best = others.sort((a, b) => b.room - a.room)[0];
    if (best && best.room > LEAST_BESIDE_PX * degreesPerPixel) beside.set(properties.code, best);
  }
  return beside;
}

/** Where only a part of the area is in view: each name in what is seen of its own, and none across the edge. */
export function placesWithin(
  { places, boxes, shapes }: Geometry,
  view: Box,
  { degreesPerPixel, language }: Pick<Scene, 'degreesPerPixel' | 'language'>,
): ReadonlyMap<string, LabelPlace> {
  const seen = new Map<string, LabelPlace>();
  for (const { properties, geometry } of shapes.features) {
    const place = places.get(properties.code);
    if (!place || !overlaps(boxes.get(properties.code)!, view)) continue;
    const width = Math.min(LABEL_PX.most, shortName(properties, language).length * LETTER_PX[language]);
    const [dx, dy] = [width / 2 + EDGE_MARGIN_PX, LABEL_PX.height / 2 + EDGE_MARGIN_PX].map((px) => -px * degreesPerPixel);
    const inner = grown(view, dx!, dy!);
    if (inner[0] >= inner[2] || inner[1] >= inner[3]) continue;
    const best = placeLabel(geometry, inner);
    if (best) seen.set(properties.code, best);
  }
  return seen;
}

/** A box larger by so much to each side, degrees of latitude. */
function grown([west, south, east, north]: Box, dx: number, dy: number): Box {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return [west - dx / squeeze, south - dy, east + dx / squeeze, north + dy];
}
/** All that lies left, right, above or below of a box. */
const sidesOf = ([west, south, east, north]: Box): Box[] => [
  [-180, -FAR, west, FAR],
  [east, -FAR, 180, FAR],
  [-180, north, 180, FAR],
  [-180, -FAR, 180, south],
];

/** The shapes that reach into the inset, with their names inside it; `least` = how much room a name needs, in degrees. */
export function insetGeometry({ shapes, boxes, core }: Geometry, inset: Box, least: number): Pick<Geometry, 'shapes' | 'places'> {
  const features = shapes.features.filter(({ properties }) => overlaps(boxes.get(properties.code)!, inset));
  const places = new Map(
    features.flatMap(({ properties, geometry }) => {
      const place = placeLabel(geometry, inset);
      return place && (place.room >= least || core?.codes.includes(properties.code)) ? [[properties.code, place] as const] : [];
    }),
  );
  return { shapes: { type: 'FeatureCollection', features }, places };
}

const LEAST_ROOM = { usual: 3, compact: 16, wall: 7 };
/** Where 14 are 20 arc-minutes, 16 of them. */
const WALL_NAME_PX = 11.5;
/** A line of a pixel, six times as large, would be a wall of its own; one arc-minute is enough. */
const WALL_LINES = 0.6;
/** Up to so many children, each value finds room beside its name. */
const ALL_VALUES_UP_TO = 12;

interface MainView {
  tokens: MapTokens;
  geometry: Geometry;
  places: ReadonlyMap<string, LabelPlace>;
  isCompact: boolean;
  isCrowded: boolean;
  lens: Box | null;
  degreesPerPixel: number;
  scale: number;
}

const NO_POINTS: Scene['points'] = [];

export function mainScene(intents: MapIntents, { geometry, ...view }: MainView): Scene {
  return {
    ...view,
    language: intents.language,
    tier: intents.area?.properties.tier ?? 'city',
    area: intents.area,
    shapes: geometry.shapes,
    siblings: intents.siblings ?? null,
    rivers: intents.rivers ?? null,
    values: intents.values,
    unvalued: intents.children.features.length === 0 ? 0 : -1,
    alerts: intents.alerts ?? null,
    hovered: intents.hoveredArea,
    points: intents.points ?? NO_POINTS,
    showsAllValues: geometry.shapes.features.length <= ALL_VALUES_UP_TO,
    frame: null,
    lineScale: intents.isWall === true ? Math.max(1, view.scale * WALL_LINES) : view.scale,
    textSize: 14 * view.scale,
    quietTextSize: (intents.isWall === true ? WALL_NAME_PX : 14) * view.scale,
    leastRoom: intents.isWall === true ? LEAST_ROOM.wall : view.isCompact ? LEAST_ROOM.compact : LEAST_ROOM.usual,
  };
}

/** The same scene through the lens: only what reaches into it, and larger names. */
export const insetScene = (main: Scene, inset: Pick<Geometry, 'shapes' | 'places'>, frame: Box, degreesPerPixel: number): Scene => ({
  ...main,
  area: null,
  siblings: null,
  lens: null,
  shapes: inset.shapes,
  places: inset.places,
  hovered: inset.shapes.features.some(({ properties }) => properties.code === main.hovered) ? main.hovered : null,
  frame,
  degreesPerPixel,
  isCompact: false,
  textSize: 16 * main.scale,
  quietTextSize: 16 * main.scale,
  leastRoom: LEAST_ROOM.usual,
});
