import type { Map as MapLibreMap, MapGeoJSONFeature, PointLike } from 'maplibre-gl';

/**
 * What these layers have drawn at a place, or everywhere (null). Where a tile's features are not those of its picture MapLibre throws
 * (its issue 2923; source-feed.ts keeps ours together): nothing is told then, and whoever watches asks again at the next frame.
 */
export function drawnAt(map: MapLibreMap, at: PointLike | [PointLike, PointLike] | null, layers: string[]): MapGeoJSONFeature[] {
  try {
    return at === null ? map.queryRenderedFeatures({ layers }) : map.queryRenderedFeatures(at, { layers });
  } catch (error) {
    if (error instanceof Error && /out of bounds/i.test(error.message)) return [];
    throw error;
  }
}
