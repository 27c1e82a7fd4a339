import type { ExpressionSpecification, GeoJSONSourceDiff, LayerSpecification } from 'maplibre-gl';
import type { Feature, Point } from 'geojson';
import { fillOf, inkOf } from '../map-tokens.ts';
import { shortName } from '../short-name.ts';
import { changeSource } from '../source-feed.ts';
import { classChanges } from './children-fill.layer.ts';
import { byClass, CLASS_STATE, emptySource, fontsOf, type MapLayer, type Scene } from './layer.ts';

export const LABELS = 'labels';
/** Those whose figure is quieter than the name, under the others. */
export const QUIET_LABELS = 'quiet-labels';
/** At zoom 0, of latitude, at middle latitudes. */
const PIXELS_PER_DEGREE = 1.7;

interface LabelProperties {
  code: string;
  name: string;
  /** Second line, with its line break; '' = none. */
  tail: string;
  /** The tail is quieter than the name. */
  isQuiet: boolean;
  /** When the words came: weight and hold follow it, inks the feature-state. */
  class: number;
  /** Distance to the nearest border, degrees. */
  room: number;
  /** Lower is placed first: missed targets before the rest, large before small. */
  rank: number;
}
export type LabelFeature = Feature<Point, LabelProperties>;

function tailOf(areaClass: number, label: string | undefined, showsAll: boolean): string {
  if (areaClass === -1) return '\n×';
  return label !== undefined && (areaClass > 0 || showsAll) ? `\n${label}` : '';
}

/** The names that this view tries to place, each with the value where the target is missed or there is room for all. */
export function labelFeatures({ shapes, values, places, language, showsAllValues }: Scene): LabelFeature[] {
  return shapes.features.flatMap(({ properties }): LabelFeature[] => {
    const place = places.get(properties.code);
    const { class: areaClass, label } = values[properties.code] ?? { class: -1 };
    if (!place) return [];
    const tail = tailOf(areaClass, label, showsAllValues);
    const rank = (areaClass > 0 ? -100 * areaClass : 0) - Math.min(99, place.area * 10);
    return [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: place.lngLat },
        properties: {
          code: properties.code,
          name: shortName(properties, language),
          tail,
          isQuiet: tail !== '' && areaClass < 1,
          class: areaClass,
          room: place.room,
          rank,
        },
      },
    ];
  });
}

/** All of a name that the worker must set anew when it changes. A class alone brings new inks, and those need no worker. */
const wordsOf = ({ geometry, properties: { name, tail, isQuiet, room } }: LabelFeature): string =>
  JSON.stringify([geometry.coordinates, name, tail, isQuiet, room]);

/** What changed between two sets of labels; null = nothing. */
export function labelDiff(now: readonly LabelFeature[], before: readonly LabelFeature[]): GeoJSONSourceDiff | null {
  const held = new Map(before.map((feature) => [feature.properties.code, wordsOf(feature)]));
  const add = now.filter((feature) => held.get(feature.properties.code) !== wordsOf(feature));
  const kept = new Set(now.map(({ properties }) => properties.code));
  const remove = [...held.keys()].filter((code) => !kept.has(code));
  return add.length + remove.length === 0 ? null : { add: [...add], remove };
}

/** A name gives way by half its size where two collide; on strong fills its ink belongs to the fill, so there it stays. */
const ANCHORS: ExpressionSpecification = [
  'case',
  ['>=', ['get', 'class'], 2],
  ['literal', ['center', [0, 0]]],
  ['literal', ['center', [0, 0], 'top', [0, 0], 'bottom', [0, 0], 'left', [0, 0], 'right', [0, 0]]],
];

/** Names of children, in the ink that reads best on their fill and with a halo of that fill. */
export function labelsLayer(): MapLayer {
  let shown: readonly LabelFeature[] = [];
  let waiting = 0;
  return {
    sources: { [LABELS]: emptySource({ promoteId: 'code' }) },
    layers({ tokens, textSize, quietTextSize, leastRoom, scale }): LayerSpecification[] {
      const { regular, semibold } = fontsOf(tokens);
      const weight = (strong: ExpressionSpecification): ExpressionSpecification => [
        'case',
        strong,
        ['literal', semibold],
        ['literal', regular],
      ];
      const isMissed: ExpressionSpecification = ['>=', ['get', 'class'], 1];
      const hasRoom: ExpressionSpecification = ['>=', ['*', ['get', 'room'], PIXELS_PER_DEGREE, ['^', 2, ['zoom']]], leastRoom * scale];
      const layout = {
        'text-font': weight(isMissed),
        'text-size':
          quietTextSize === textSize ? textSize : (['case', isMissed, textSize, quietTextSize] satisfies ExpressionSpecification),
        'text-line-height': 1.25,
        'text-max-width': 8,
        'text-variable-anchor-offset': ANCHORS,
        'text-padding': 3,
        'symbol-sort-key': ['get', 'rank'] satisfies ExpressionSpecification,
      };
      const halo = {
        'text-halo-color': byClass((c) => fillOf(tokens, c)),
        // Dark ink on a light fill, or the reverse, is read on that fill only: it takes some of it along over the border.
        'text-halo-width': ['case', ['>=', CLASS_STATE, 2], 3.5 * scale, 1.5 * scale] satisfies ExpressionSpecification,
      };
      return [
        {
          id: QUIET_LABELS,
          type: 'symbol',
          source: LABELS,
          filter: ['all', ['get', 'isQuiet'], hasRoom],
          layout: { ...layout, 'text-field': ['format', ['get', 'name'], {}, ['get', 'tail'], { 'text-color': tokens.n[7]! }] },
          // One ink for all that is in order: a change of feature-state would paint the tail in the name's.
          paint: { ...halo, 'text-color': inkOf(tokens, 0) },
        },
        {
          id: LABELS,
          type: 'symbol',
          source: LABELS,
          filter: ['all', ['!', ['get', 'isQuiet']], hasRoom],
          layout: { ...layout, 'text-field': ['concat', ['get', 'name'], ['get', 'tail']] },
          paint: { ...halo, 'text-color': byClass((c) => inkOf(tokens, c)) },
        },
      ];
    },
    update(map, scene, before) {
      if (before === null) {
        shown = [];
        map.once('remove', () => cancelAnimationFrame(waiting));
      }
      const isSame =
        scene.shapes === before?.shapes &&
        scene.values === before.values &&
        scene.places === before.places &&
        scene.language === before.language;
      if (isSame) return;
      const isOther = scene.shapes !== before?.shapes;
      if (isOther) map.removeFeatureState({ source: LABELS });
      const codes = scene.shapes.features.map(({ properties }) => properties.code);
      for (const [id, areaClass] of classChanges(codes, scene.values, isOther ? null : before.values)) {
        map.setFeatureState({ source: LABELS, id }, { class: areaClass });
      }
      const send = (): void =>
        changeSource(map, LABELS, (source) => {
          const now = labelFeatures(scene);
          const diff = labelDiff(now, shown);
          shown = now;
          if (diff) void source.updateData(diff);
        });
      cancelAnimationFrame(waiting);
      // Words of figures come after the frame that shows the new colours, and those of several changes at once.
      if (isOther) send();
      else waiting = requestAnimationFrame(send);
    },
  };
}
