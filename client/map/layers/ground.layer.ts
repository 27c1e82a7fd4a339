import { putFeatures } from '../source-feed.ts';
import { emptySource, type MapLayer } from './layer.ts';

const SIBLINGS = 'siblings';
/** Invisible, but it answers clicks on a neighbour. */
export const SIBLINGS_HIT = 'siblings-hit';

/** What lies around the area, faint. The ground itself is the page's: what is drawn under the canvas shows through. */
export const groundLayer: MapLayer = {
  sources: { [SIBLINGS]: emptySource({ promoteId: 'code' }) },
  layers: ({ tokens: { beside } }) => [
    { id: SIBLINGS_HIT, type: 'fill', source: SIBLINGS, paint: { 'fill-opacity': 0 } },
    {
      id: SIBLINGS,
      type: 'line',
      source: SIBLINGS,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': beside, 'line-width': 1 },
    },
  ],
  update(map, scene, before) {
    if (scene.siblings === before?.siblings) return;
    putFeatures(map, SIBLINGS, scene.siblings?.features ?? []);
  },
};
