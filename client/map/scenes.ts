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

/** Names that the inset shows are left out, unless most of the area lies outside it. */
export function placesBeside({ places, boxes }: Geometry, inset: Box | null): ReadonlyMap<string, LabelPlace> {
  if (!inset) return places;
  return new Map([...places].filter(([code]) => shareWithin(boxes.get(code)!, inset) < 0.6));
}

/** The shapes that reach into the inset, with their names inside it; `least` = how much room a name needs, in degrees. */
export function insetGeometry({ shapes, boxes }: Geometry, inset: Box, least: number): Pick<Geometry, 'shapes' | 'places'> {
  const features = shapes.features.filter(({ properties }) => overlaps(boxes.get(properties.code)!, inset));
  const places = new Map(
    features.flatMap(({ properties, geometry }) => {
      const place = placeLabel(geometry, inset);
      return place && place.room >= least ? [[properties.code, place] as const] : [];
    }),
  );
  return { shapes: { type: 'FeatureCollection', features }, places };
}

interface MainView {
  tokens: MapTokens;
  geometry: Geometry;
  places: ReadonlyMap<string, LabelPlace>;
  isCompact: boolean;
  isCrowded: boolean;
}

export function mainScene(intents: MapIntents, { tokens, geometry, places, isCompact, isCrowded }: MainView): Scene {
  return {
    tokens,
    language: intents.language,
    tier: intents.area?.properties.tier ?? 'city',
    area: intents.area,
    shapes: geometry.shapes,
    siblings: intents.siblings ?? null,
    rivers: intents.rivers ?? null,
    values: intents.values,
    hovered: intents.hoveredArea,
    places,
    isCompact,
    isCrowded,
    textSize: 14,
  };
}

/** The same scene through the lens: only what reaches into it, and larger names. */
export const insetScene = (main: Scene, inset: Pick<Geometry, 'shapes' | 'places'>): Scene => ({
  ...main,
  area: null,
  siblings: null,
  shapes: inset.shapes,
  places: inset.places,
  hovered: inset.shapes.features.some(({ properties }) => properties.code === main.hovered) ? main.hovered : null,
  isCompact: false,
  textSize: 16,
});
