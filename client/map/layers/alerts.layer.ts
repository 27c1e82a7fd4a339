import type { ExpressionSpecification } from 'maplibre-gl';
import { LEVELS } from '../../../shared/alert-terms.ts';
import { alertPicture, type AlertPicture } from '../alert-outline.ts';
import { imagePrefix } from '../incident-images.ts';
import { putFeatures } from '../source-feed.ts';
import { emptySource, fontsOf, shownIf, type MapLayer } from './layer.ts';

export const ALERT_LINE = 'alert-line';
const AREAS = 'alerted';
const LINES = 'alert-lines';
const BADGES = 'alert-badges';
const NOTHING: AlertPicture = { fills: [], lines: [], badges: [] };

/**
 * Alerts in force: a hatch, a line round the areas of a level with a light and a dark casing, and a badge. The only saturated colours of
 * the map. Without an alert there is nothing to draw in any of it.
 */
export const alertsLayer = (): MapLayer => ({
  sources: { [AREAS]: emptySource({ tolerance: 0.3 }), [LINES]: emptySource({ tolerance: 0.3 }), [BADGES]: emptySource() },
  layers({ tokens, scale, lineScale, alerts }, ratio) {
    const prefix = imagePrefix(tokens.theme, ratio, scale);
    const hue: ExpressionSpecification = [
      'match',
      ['get', 'level'],
      ...LEVELS.flatMap((level) => [level, tokens.hz[level]]),
      tokens.hzInk,
    ] as never;
    const shown = shownIf(alerts !== null);
    const line = { type: 'line', source: LINES, layout: { ...shown, 'line-join': 'round', 'line-cap': 'round' } } as const;
    return [
      {
        id: 'alert-hatch',
        type: 'fill',
        source: AREAS,
        layout: shown,
        paint: { 'fill-pattern': ['concat', `${prefix}hatch-`, ['get', 'level']] },
      },
      { ...line, id: 'alert-case-dark', paint: { 'line-color': tokens.hzCaseDark, 'line-width': 7.5 * lineScale } },
      { ...line, id: 'alert-case-light', paint: { 'line-color': tokens.hzCaseLight, 'line-width': 4.6 * lineScale } },
      { ...line, id: ALERT_LINE, paint: { 'line-color': hue, 'line-width': 2.8 * lineScale } },
      {
        id: BADGES,
        type: 'symbol',
        source: BADGES,
        layout: {
          'icon-image': ['concat', `${prefix}hazard-`, ['get', 'level']],
          'icon-anchor': 'bottom',
          'icon-offset': [0, -6],
          'icon-allow-overlap': true,
          'text-field': ['get', 'words'],
          'text-font': fontsOf(tokens).semibold,
          'text-size': 14 * scale,
          'text-anchor': 'left',
          'text-offset': [1.2, -1.3],
          // Names of areas stand first: the strip over the map says it all in words.
          'text-optional': true,
        },
        paint: { 'text-color': tokens.n[9]!, 'text-halo-color': tokens.n[0]!, 'text-halo-width': 2 },
      },
    ];
  },
  update(map, scene, before) {
    if (scene.alerts === before?.alerts && scene.shapes === before?.shapes) return;
    if (scene.alerts === null && !before?.alerts) return;
    const { fills, lines, badges } = scene.alerts ? alertPicture(scene.shapes.features, scene.alerts) : NOTHING;
    putFeatures(map, AREAS, fills);
    putFeatures(map, LINES, lines);
    putFeatures(
      map,
      BADGES,
      badges.map(({ level, words, lngLat }) => ({
        type: 'Feature',
        properties: { level, words },
        geometry: { type: 'Point', coordinates: lngLat },
      })),
    );
  },
});
