import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { fillOf } from '../map-tokens.ts';
import { type RiverStretch, splitRivers } from '../river-lines.ts';
import { nameRivers } from '../river-names.ts';
import { emptySource, fontsOf, type MapLayer, type Scene } from './layer.ts';

const RIVERS = 'rivers';
/** The same lines, smoothed: a name cannot follow every bend. */
const COURSES = 'river-courses';
const NAMES = 'river-names';
const WIDTHS = [3.2, 2.2, 1.2];

/** Width by level at the scale of a city, growing to what the water is on the ground at the scale of a street. */
function riverWidth(): ExpressionSpecification {
  const at = (factor: number): ExpressionSpecification =>
    ['match', ['get', 'level'], 1, WIDTHS[0]! * factor, 2, WIDTHS[1]! * factor, WIDTHS[2]! * factor] as unknown as ExpressionSpecification;
  return ['interpolate', ['exponential', 1.6], ['zoom'], 6.5, at(1), 10, at(2.2), 12, at(3), 14, at(5)];
}

/** Degrees. The courses are good to a kilometre or so: inside an area smaller than this they would run through the wrong streets. */
const CLOSE = 0.6;
const isClose = ({ area }: Pick<Scene, 'area'>): boolean => {
  const bbox = area?.properties.bbox;
  return bbox != null && bbox[2] - bbox[0] < CLOSE && bbox[3] - bbox[1] < CLOSE;
};

/** Neutral lines over the fills, fainter outside a city; named beside the water in a city, along it nearer by. */
export function riversLayer(): MapLayer {
  let stretches: RiverStretch[] = [];
  return {
    sources: { [RIVERS]: emptySource(), [COURSES]: emptySource({ tolerance: 8 }), [NAMES]: emptySource() },
    layers({ tokens, tier, language }) {
      const isCity = tier === 'city';
      const text = {
        'text-font': fontsOf(tokens).regular,
        'text-size': 14,
        'text-letter-spacing': language === 'zh' ? 0.25 : 0.04,
        'text-padding': 4,
      };
      return [
        {
          id: RIVERS,
          type: 'line',
          source: RIVERS,
          // At the scale of a city the brooks are noise.
          filter: ['<=', ['get', 'level'], isCity ? 3 : 9],
          layout: { 'line-join': 'round' },
          paint: {
            // At the scale of a city the light theme's water would drown in the fill.
            'line-color': tokens.theme === 'light' && isCity ? tokens.n[5]! : tokens.water,
            'line-width': riverWidth(),
            'line-opacity': ['case', ['get', 'isOutside'], isCity ? 0.3 : 0.5, 1],
          },
        },
        {
          id: COURSES,
          type: 'symbol',
          source: COURSES,
          filter: ['has', 'names'],
          layout: {
            ...text,
            visibility: isCity ? 'none' : 'visible',
            'symbol-placement': 'line',
            'symbol-spacing': 420,
            'text-field': ['get', language, ['get', 'names']],
            'text-max-angle': 40,
          },
          paint: { 'text-color': tokens.n[8]!, 'text-halo-color': tokens.water, 'text-halo-width': 1.5 },
        },
        {
          id: NAMES,
          type: 'symbol',
          source: NAMES,
          layout: {
            ...text,
            'text-field': ['get', 'name'],
            'text-rotate': ['get', 'turn'],
            'text-offset': [0, -0.95],
            'text-max-width': 40,
          },
          paint: { 'text-color': tokens.n[8]!, 'text-halo-color': fillOf(tokens, 0), 'text-halo-width': 1.5 },
        },
      ];
    },
    update(map, scene, before) {
      const isOther = before === null || scene.rivers !== before.rivers || scene.area !== before.area;
      if (isOther) {
        stretches = scene.rivers ? splitRivers(scene.rivers, scene.area) : [];
        if (isClose(scene)) stretches = stretches.filter(({ properties }) => properties.isOutside);
        void map.getSource<GeoJSONSource>(RIVERS)?.setData({ type: 'FeatureCollection', features: stretches });
        void map
          .getSource<GeoJSONSource>(COURSES)
          ?.setData({ type: 'FeatureCollection', features: isClose(scene) ? stretches : (scene.rivers?.features ?? []) });
      }
      if (!isOther && hasSameNames(scene, before)) return;
      const features = scene.tier === 'city' && !scene.isCompact ? nameRivers(stretches, scene) : [];
      void map.getSource<GeoJSONSource>(NAMES)?.setData({ type: 'FeatureCollection', features });
    },
  };
}

const hasSameNames = (now: Scene, before: Scene): boolean =>
  now.places === before.places &&
  now.degreesPerPixel === before.degreesPerPixel &&
  now.language === before.language &&
  now.isCompact === before.isCompact;
