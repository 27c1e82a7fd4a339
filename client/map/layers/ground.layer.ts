import { putFeatures } from '../source-feed.ts';
import { emptySource, shownIf, type MapLayer } from './layer.ts';

const SIBLINGS = 'siblings';
/** Invisible, but it answers clicks on a neighbour. */
export const SIBLINGS_HIT = 'siblings-hit';

/** What lies around the area, faint. The ground itself is the page's: what is drawn under the canvas shows through. */
export const groundLayer: MapLayer = {
  sources: { [SIBLINGS]: emptySource({ promoteId: 'code' }) },
  layers: ({ tokens: { beside }, siblings }) => [
    { id: SIBLINGS_HIT, type: 'fill', source: SIBLINGS, layout: shownIf(siblings !== null), paint: { 'fill-opacity': 0 } },
    {
      id: SIBLINGS,
      type: 'line',
      source: SIBLINGS,
      layout: { ...shownIf(siblings !== null), 'line-join': 'round' },
      paint: { 'line-color': beside, 'line-width': 1 },
    },
  ],
  update(map, scene, before) {
    if (scene.siblings === before?.siblings) return;
    putFeatures(map, SIBLINGS, scene.siblings?.features ?? []);
  },
};
