import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { type FocusFeature, markDiff } from '../incident-features.ts';
import { imagePrefix } from '../incident-images.ts';
import type { MarkRow } from '../incident-book.ts';
import { changeSource, putFeatures } from '../source-feed.ts';
import { emptySource, fontsOf, type Scene } from './layer.ts';

export const INCIDENTS = 'incidents';
const FOCUS = 'incident-focus';

export const incidentSources = { [INCIDENTS]: emptySource({ promoteId: 'id' }), [FOCUS]: emptySource() };

/** Marks, the ring round the selected one, and the timers beside them. */
export function incidentLayers({ tokens, isCrowded, scale }: Scene, ratio: number): LayerSpecification[] {
  const prefix = imagePrefix(tokens.theme, ratio, scale);
  const image: ExpressionSpecification = ['concat', `${prefix}${isCrowded ? 'small' : 'large'}-`, ['get', 'bars'], '-', ['get', 'late']];
  const always = { 'icon-allow-overlap': true, 'icon-ignore-placement': true } as const;
  return [
    {
      id: 'incident-ring',
      type: 'symbol',
      source: FOCUS,
      filter: ['==', ['get', 'look'], 'ring'],
      layout: { 'icon-image': `${prefix}ring`, 'icon-size': isCrowded ? 0.7 : 1, ...always },
    },
    {
      id: INCIDENTS,
      type: 'symbol',
      source: INCIDENTS,
      layout: {
        'icon-image': image,
        'icon-allow-overlap': true,
        // Few marks: names make room for them. Many: names stay and marks lie over them.
        'icon-ignore-placement': isCrowded,
        'icon-padding': 1,
        'symbol-sort-key': ['+', ['get', 'bars'], ['*', 4, ['get', 'late']]],
      },
      paint: { 'icon-opacity': ['case', ['==', ['get', 'faded'], 1], 0.55, 1] },
    },
    {
      id: 'incident-chips',
      type: 'symbol',
      source: FOCUS,
      filter: ['!=', ['get', 'look'], 'ring'],
      layout: {
        'icon-image': ['concat', prefix, ['get', 'look']],
        'icon-text-fit': 'both',
        'icon-padding': 0,
        'text-field': ['get', 'text'],
        'text-font': fontsOf(tokens).semibold,
        'text-size': 14 * scale,
        'text-anchor': 'left',
        // In em: half a mark, a gap, and the chip's own padding (with its ring before the deadline).
        'text-offset': ['match', ['get', 'look'], 'late', ['literal', [1.75, 0]], ['literal', [2.95, 0]]],
        'text-max-width': 40,
        'text-padding': 0,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': ['match', ['get', 'look'], 'late', tokens.overdueInk, tokens.n[9]!] },
    },
  ];
}

type Settled = (changed: readonly { id: number; version: number; lngLat: [number, number] }[]) => void;

/** Feeds the marks' source: what happens while a change is on its way goes as one. */
export class MarkPump {
  readonly #map: MapLibreMap;
  readonly #settled: Settled;
  #sent = new Map<number, number>();
  #focused = '[]';

  constructor(map: MapLibreMap, settled: Settled) {
    this.#map = map;
    this.#settled = settled;
  }

  want(rows: readonly MarkRow[]): void {
    changeSource(this.#map, INCIDENTS, (source) => void this.#bring(source, rows));
  }

  focus(features: FocusFeature[]): void {
    // Asked on every change of rows; most of them concern neither the selected one nor a timer on show.
    const wanted = JSON.stringify(features);
    if (wanted === this.#focused) return;
    this.#focused = wanted;
    putFeatures(this.#map, FOCUS, features);
  }

  has(id: number): boolean {
    return this.#sent.has(id);
  }

  async #bring(source: GeoJSONSource, rows: readonly MarkRow[]): Promise<void> {
    const before = this.#sent;
    const diff = markDiff(rows, before);
    if (!diff) return;
    this.#sent = new Map(rows.map(({ id, version }) => [id, version]));
    await source.updateData(diff);
    this.#settled(rows.filter(({ id, version }) => before.get(id) !== version));
  }
}
