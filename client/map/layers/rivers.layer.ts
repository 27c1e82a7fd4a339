import type { ExpressionSpecification } from 'maplibre-gl';
import type { Position } from 'geojson';
import { fillOf, inkOf } from '../map-tokens.ts';
import { type Box, contains } from '../polygons.ts';
import { type RiverStretch, splitRivers } from '../river-lines.ts';
import { type NamePlaces, namePlaces, nameRivers, type TakenRoom } from '../river-names.ts';
import { putFeatures } from '../source-feed.ts';
import { labelFeatures } from './labels.layer.ts';
import { byClass, emptySource, fontsOf, shownIf, type MapLayer, type Scene } from './layer.ts';

const RIVERS = 'rivers';
/** The same lines, smoothed: a name cannot follow every bend. */
const COURSES = 'river-courses';
const NAMES = 'river-names';
const WIDTHS = [3.2, 2.2, 1.2];

/** Width by level at the scale of a city, growing to what the water is on the ground at the scale of a street. */
function riverWidth(scale: number): ExpressionSpecification {
  const width = (level: number, factor: number): number => WIDTHS[level - 1]! * factor * scale;
  const at = (factor: number): ExpressionSpecification =>
    ['match', ['get', 'level'], 1, width(1, factor), 2, width(2, factor), width(3, factor)] as unknown as ExpressionSpecification;
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
  let named: NamePlaces[] = [];
  let under: Under = new WeakMap();
  let shown = '';
  return {
    sources: {
      [RIVERS]: emptySource({ tolerance: 0.5 }),
      [COURSES]: emptySource({ tolerance: 8 }),
      [NAMES]: emptySource({ promoteId: 'name' }),
    },
    layers({ tokens, tier, language, scale, lineScale }) {
      const isCity = tier === 'city';
      const text = {
        'text-font': fontsOf(tokens).regular,
        'text-size': 14 * scale,
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
            'line-color': isCity ? tokens.waterCity : tokens.water,
            'line-width': riverWidth(lineScale),
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
            ...shownIf(!isCity),
            'symbol-placement': 'line',
            'symbol-spacing': 420,
            'text-field': ['get', language, ['get', 'names']],
            'text-max-angle': 40,
            // Beside the water: on it the letters would be wider than the line.
            'text-offset': [0, -1],
          },
          paint: { 'text-color': tokens.n[7]!, 'text-halo-color': tokens.n[0]!, 'text-halo-width': 1.5 * scale },
        },
        {
          id: NAMES,
          type: 'symbol',
          source: NAMES,
          layout: {
            ...text,
            'text-field': ['get', 'name'],
            'text-rotate': ['get', 'turn'],
            'text-offset': ['match', ['get', 'side'], 'below', ['literal', [0, 0.95]], ['literal', [0, -0.95]]],
            'text-max-width': 40,
          },
          paint: {
            'text-color': byClass((c) => inkOf(tokens, c)),
            'text-halo-color': byClass((c) => fillOf(tokens, c)),
            'text-halo-width': 1.5 * scale,
          },
        },
      ];
    },
    update(map, scene, before) {
      const isOther = before === null || scene.rivers !== before.rivers || scene.area !== before.area;
      if (isOther) {
        stretches = scene.rivers ? splitRivers(scene.rivers, scene.area) : [];
        if (isClose(scene)) stretches = stretches.filter(({ properties }) => properties.isOutside);
        putFeatures(map, RIVERS, stretches);
        putFeatures(map, COURSES, isClose(scene) ? stretches : (scene.rivers?.features ?? []));
      }
      const isSamePlace = !isOther && hasSamePlaces(scene, before);
      if (isSamePlace && scene.values === before.values) return;
      if (!isSamePlace) named = scene.tier === 'city' && !scene.isCompact ? namePlaces(stretches, { ...scene, taken: takenBy(scene) }) : [];
      if (scene.shapes !== before?.shapes) under = new WeakMap();
      const names = nameRivers(named, classIn(scene, under));
      for (const { properties } of names) map.setFeatureState({ source: NAMES, id: properties.name }, { class: properties.class });
      const features = names.map(({ properties: { name, level, turn, side }, ...feature }) => ({
        ...feature,
        properties: { name, level, turn, side },
      }));
      const words = JSON.stringify(features);
      if (before !== null && words === shown) return;
      shown = words;
      putFeatures(map, NAMES, features);
    },
  };
}

/** Which area lies under a point, '' = none: asked of every outline, so once for each set of children. */
type Under = WeakMap<Position, string>;

/** The fill under a point: names take its ink and halo, else they look smeared. */
const classIn =
  ({ shapes, values }: Scene, under: Under) =>
  (at: Position): number => {
    const code = under.get(at) ?? shapes.features.find(({ geometry }) => contains(geometry, at))?.properties.code ?? '';
    under.set(at, code);
    return code === '' ? 0 : (values[code]?.class ?? -1);
  };

/** Letters of an area's name at 14 px, its line and the least that a name reaches. */
const LETTER_PX = { zh: 14.5, en: 7.6 };
const LINE_PX = 18;
/** What the names of areas take, as they stand in this view: each with room for its value, which comes and goes. */
const takenBy = (scene: Scene): TakenRoom[] => [
  ...labelFeatures(scene).map(({ geometry, properties: { name } }) => ({
    lngLat: geometry.coordinates,
    reach: [(name.length * LETTER_PX[scene.language]) / 2, LINE_PX] as const,
  })),
  ...(scene.lens ? [lensRoom(scene.lens, scene.degreesPerPixel)] : []),
];

function lensRoom([west, south, east, north]: Box, degreesPerPixel: number): TakenRoom {
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const reach = [((east - west) / 2 / degreesPerPixel) * squeeze, (north - south) / 2 / degreesPerPixel] as const;
  return { lngLat: [(west + east) / 2, (south + north) / 2], reach };
}

const hasSamePlaces = (now: Scene, before: Scene): boolean =>
  now.places === before.places &&
  now.lens === before.lens &&
  now.degreesPerPixel === before.degreesPerPixel &&
  now.language === before.language &&
  now.isCompact === before.isCompact;
