import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { fillOf } from '../map-tokens.ts';
import { emptySource, fontsOf, type MapLayer } from './layer.ts';

const RIVERS = 'rivers';
/** The same lines, smoothed: a name cannot follow every bend. */
const COURSES = 'river-courses';
const WIDTHS = [3.2, 2.2, 1.2];

/** Width by level at the scale of a city, growing to what the water is on the ground at the scale of a street. */
export function riverWidth(): ExpressionSpecification {
  const at = (factor: number): ExpressionSpecification =>
    ['match', ['get', 'level'], 1, WIDTHS[0]! * factor, 2, WIDTHS[1]! * factor, WIDTHS[2]! * factor] as unknown as ExpressionSpecification;
  return ['interpolate', ['exponential', 1.6], ['zoom'], 6.5, at(1), 10, at(2.6), 12, at(5), 14, at(12)];
}

/** Neutral lines over the fills, below the veil that dims them outside the area. */
export const riversLayer: MapLayer = {
  sources: { [RIVERS]: emptySource(), [COURSES]: emptySource({ tolerance: 8 }) },
  layers: ({ tokens, language, tier }) => [
    {
      id: RIVERS,
      type: 'line',
      source: RIVERS,
      // At the scale of a city the brooks are noise.
      filter: ['<=', ['get', 'level'], tier === 'city' ? 3 : 9],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        // At the scale of a city the light theme's water would drown in the fill.
        'line-color': tokens.theme === 'light' && tier === 'city' ? tokens.n[5]! : tokens.water,
        'line-width': riverWidth(),
      },
    },
    {
      id: 'river-names',
      type: 'symbol',
      source: COURSES,
      filter: ['all', ['has', 'names'], ['<=', ['get', 'level'], tier === 'city' ? 2 : 9]],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': tier === 'city' ? 160 : 420,
        'text-field': ['get', language, ['get', 'names']],
        'text-font': fontsOf(tokens).regular,
        'text-size': 14,
        'text-letter-spacing': language === 'zh' ? 0.3 : 0.06,
        'text-max-angle': 60,
        'text-padding': 6,
      },
      paint: { 'text-color': tokens.n[8]!, 'text-halo-color': fillOf(tokens, 0), 'text-halo-width': 1.5 },
    },
  ],
  update(map, { rivers }, before) {
    if (rivers === before?.rivers) return;
    const data = rivers ?? { type: 'FeatureCollection' as const, features: [] };
    void map.getSource<GeoJSONSource>(RIVERS)?.setData(data);
    void map.getSource<GeoJSONSource>(COURSES)?.setData(data);
  },
};
