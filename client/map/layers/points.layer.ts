import type { ExpressionSpecification } from 'maplibre-gl';
import { pointFeatures } from '../point-marks.ts';
import { putFeatures } from '../source-feed.ts';
import { emptySource, fontsOf, type MapLayer } from './layer.ts';

export const POINTS = 'points';

/** Round, without a hue: full = it works, hollow = late, a sign inside = it does not work, is doubted, or was never heard. */
export const pointsLayer = (): MapLayer => ({
  sources: { [POINTS]: emptySource({ promoteId: 'id' }) },
  layers({ tokens, scale }) {
    const { n } = tokens;
    const isChosen: ExpressionSpecification = ['get', 'chosen'];
    const sorted = { 'circle-sort-key': ['get', 'rank'] } as const satisfies Record<string, ExpressionSpecification>;
    return [
      {
        id: 'point-ring',
        type: 'circle',
        source: POINTS,
        filter: ['==', isChosen, true],
        paint: {
          'circle-radius': 13 * scale,
          'circle-color': 'transparent',
          'circle-stroke-color': tokens.accent,
          'circle-stroke-width': 2.5 * scale,
        },
      },
      {
        id: POINTS,
        type: 'circle',
        source: POINTS,
        layout: sorted,
        paint: {
          'circle-radius': ['match', ['get', 'look'], 'works', 4.5 * scale, 'late', 5.5 * scale, 8 * scale],
          'circle-color': ['match', ['get', 'look'], 'works', n[8]!, 'broken', n[9]!, n[1]!],
          'circle-stroke-color': ['match', ['get', 'look'], 'unknown', n[6]!, n[8]!],
          'circle-stroke-width': ['match', ['get', 'look'], 'works', 1, 2],
        },
      },
      {
        id: 'point-signs',
        type: 'symbol',
        source: POINTS,
        filter: ['in', ['get', 'look'], ['literal', ['broken', 'doubted', 'unknown']]],
        layout: {
          'text-field': ['match', ['get', 'look'], 'broken', '×', 'doubted', '?', '–'],
          'text-font': fontsOf(tokens).semibold,
          'text-size': 14 * scale,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
          'symbol-sort-key': ['get', 'rank'],
        },
        paint: { 'text-color': ['match', ['get', 'look'], 'broken', n[0]!, n[9]!] },
      },
    ];
  },
  update(map, { points }, before) {
    // Some thousand at most, and they stand: a whole state costs little, and comes when one stands otherwise.
    if (points !== before?.points) putFeatures(map, POINTS, pointFeatures(points));
  },
});
