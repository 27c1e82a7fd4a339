import { type Core, findCore } from './core-cluster.ts';
import { type LabelPlace, placeLabel } from './label-place.ts';
import type { Scene } from './layers/layer.ts';
import type { AreaShapes, MapIntents } from './map-types.ts';
import type { MapTokens } from './map-tokens.ts';
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

/** Room that a name keeps from the inset's frame on the main view, as a share of the frame's height. */
const FRAME_MARGIN = { x: 0.5, y: 0.25 };
const FAR = 90;

/** Names that the inset shows are left out; those of areas that reach out of it stand beside its frame, where there is room. */
export function placesBeside({ places, boxes, shapes }: Geometry, inset: Box | null): ReadonlyMap<string, LabelPlace> {
  if (!inset) return places;
  const [west, south, east, north] = inset;
  const high = north - south;
  const [dx, dy] = [high * FRAME_MARGIN.x, high * FRAME_MARGIN.y];
  const around: Box = [west - dx, south - dy, east + dx, north + dy];
  const sides: Box[] = [
    [-180, -FAR, around[0], FAR],
    [around[2], -FAR, 180, FAR],
    [-180, around[3], 180, FAR],
    [-180, -FAR, 180, around[1]],
  ];
  const isIn = ({ lngLat: [x, y] }: LabelPlace, box: Box): boolean => x > box[0] && x < box[2] && y > box[1] && y < box[3];
  const beside = new Map<string, LabelPlace>();
  for (const { properties, geometry } of shapes.features) {
    const place = places.get(properties.code);
    if (!place || shareWithin(boxes.get(properties.code)!, inset) >= 0.6) continue;
    const others = isIn(place, around) ? sides.flatMap((side) => placeLabel(geometry, side) ?? []) : [place];
    const best = others.sort((a, b) => b.room - a.room)[0];
    if (best && best.room > high / 12) beside.set(properties.code, best);
  }
  return beside;
}

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

/** Up to so many children, each value finds room beside its name. */
const ALL_VALUES_UP_TO = 12;

interface MainView {
  tokens: MapTokens;
  geometry: Geometry;
  places: ReadonlyMap<string, LabelPlace>;
  isCompact: boolean;
  isCrowded: boolean;
  degreesPerPixel: number;
}

export function mainScene(intents: MapIntents, { tokens, geometry, places, isCompact, isCrowded, degreesPerPixel }: MainView): Scene {
  return {
    tokens,
    language: intents.language,
    tier: intents.area?.properties.tier ?? 'city',
    area: intents.area,
    shapes: geometry.shapes,
    siblings: intents.siblings ?? null,
    rivers: intents.rivers ?? null,
    values: intents.values,
    unvalued: intents.children.features.length === 0 ? 0 : -1,
    hovered: intents.hoveredArea,
    places,
    showsAllValues: geometry.shapes.features.length <= ALL_VALUES_UP_TO,
    degreesPerPixel,
    frame: null,
    isCompact,
    isCrowded,
    textSize: 14,
  };
}

/** The same scene through the lens: only what reaches into it, and larger names. */
export const insetScene = (main: Scene, inset: Pick<Geometry, 'shapes' | 'places'>, frame: Box, degreesPerPixel: number): Scene => ({
  ...main,
  area: null,
  siblings: null,
  shapes: inset.shapes,
  places: inset.places,
  hovered: inset.shapes.features.some(({ properties }) => properties.code === main.hovered) ? main.hovered : null,
  frame,
  degreesPerPixel,
  isCompact: false,
  textSize: 16,
});
