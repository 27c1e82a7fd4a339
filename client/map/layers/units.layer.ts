import type { ExpressionSpecification, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { LngLat } from '../../../shared/wire.ts';
import { changeSource, putFeatures } from '../source-feed.ts';
import { unitFeatures, wayFeatures, type UnitMark } from '../unit-marks.ts';
import { emptySource, fontsOf, shownIf, type Scene } from './layer.ts';

export const UNITS = 'units';
const WAYS = 'unit-ways';

export const unitSources = { [UNITS]: emptySource({ promoteId: 'unit' }), [WAYS]: emptySource() };

/** Round, as incidents are square: full = free, hollow = with work in hand, small and grey = not heard of lately. */
export function unitLayers({ tokens, scale }: Scene): LayerSpecification[] {
  const { n } = tokens;
  const offered: ExpressionSpecification = ['>', ['get', 'key'], 0];
  return [
    {
      id: WAYS,
      type: 'line',
      source: WAYS,
      paint: { 'line-color': n[8]!, 'line-width': 1.5 * scale, 'line-dasharray': [2, 2] },
    },
    {
      id: UNITS,
      type: 'circle',
      source: UNITS,
      layout: { 'circle-sort-key': ['get', 'key'] },
      paint: {
        'circle-radius': ['case', offered, 11 * scale, ['match', ['get', 'look'], 'stale', 3.5 * scale, 5.5 * scale]],
        'circle-color': ['match', ['get', 'look'], 'free', n[8]!, n[1]!],
        'circle-stroke-color': ['match', ['get', 'look'], 'stale', n[6]!, n[8]!],
        'circle-stroke-width': ['match', ['get', 'look'], 'free', 1, 2],
      },
    },
    {
      id: 'unit-keys',
      type: 'symbol',
      source: UNITS,
      filter: offered,
      layout: {
        'text-field': ['to-string', ['get', 'key']],
        'text-font': fontsOf(tokens).semibold,
        'text-size': 14 * scale,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': ['match', ['get', 'look'], 'free', n[0]!, n[9]!] },
    },
  ];
}

/** Feeds units and the ways to them. They are some hundred at most and move every few seconds: a whole state costs little. */
export class UnitPump {
  readonly #map: MapLibreMap;
  #sent = '';

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  want(marks: readonly UnitMark[], selected: LngLat | null): void {
    const [units, ways] = [unitFeatures(marks), wayFeatures(marks, selected)];
    const wanted = JSON.stringify([units, ways]);
    if (wanted === this.#sent) return;
    this.#sent = wanted;
    putFeatures(this.#map, UNITS, units);
    changeSource(this.#map, WAYS, (source) => {
      void source.setData({ type: 'FeatureCollection', features: ways });
      this.#map.setLayoutProperty(WAYS, 'visibility', shownIf(ways.length > 0).visibility);
    });
  }
}
