import type { Map as MapLibreMap, MapGeoJSONFeature, PointLike } from 'maplibre-gl';

/**
 * What these layers have drawn at a place, or everywhere (null). Between new data and the frame that shows it MapLibre may look for a
 * feature that is not there any more, and throws (its issue 2923): nothing is told then, and whoever watches asks again at the next frame.
 */
export function drawnAt(map: MapLibreMap, at: PointLike | [PointLike, PointLike] | null, layers: string[]): MapGeoJSONFeature[] {
  try {
    return at === null ? map.queryRenderedFeatures({ layers }) : map.queryRenderedFeatures(at, { layers });
  } catch (error) {
    if (error instanceof Error && /out of bounds/i.test(error.message)) return [];
    throw error;
  }
}
