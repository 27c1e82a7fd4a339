import type { AreaValue } from '../map-types.ts';
import { fillOf } from '../map-tokens.ts';
import { putFeatures } from '../source-feed.ts';
import { byClass, emptySource, type MapLayer } from './layer.ts';

export const CHILDREN = 'children';

/** Which areas changed their class; all of them without a state before. */
export function classChanges(
  codes: readonly string[],
  now: Readonly<Record<string, AreaValue>>,
  before: Readonly<Record<string, AreaValue>> | null,
  unvalued = -1,
): [code: string, areaClass: number][] {
  const classIn = (values: Readonly<Record<string, AreaValue>>, code: string): number => values[code]?.class ?? unvalued;
  return codes.filter((code) => before === null || classIn(before, code) !== classIn(now, code)).map((code) => [code, classIn(now, code)]);
}

/** The choropleth. Finer than the lines on it: a click asks the fill which area it hit. */
export const childrenFillLayer: MapLayer = {
  sources: { [CHILDREN]: emptySource({ promoteId: 'code', tolerance: 0.3 }) },
  layers: ({ tokens }) => [
    { id: CHILDREN, type: 'fill', source: CHILDREN, paint: { 'fill-color': byClass((c) => fillOf(tokens, c)), 'fill-antialias': false } },
  ],
  update(map, scene, before) {
    const isOther = scene.shapes !== before?.shapes;
    if (isOther) {
      map.removeFeatureState({ source: CHILDREN });
      putFeatures(map, CHILDREN, scene.shapes.features);
    }
    if (!isOther && scene.values === before?.values) return;
    const codes = scene.shapes.features.map(({ properties }) => properties.code);
    for (const [id, areaClass] of classChanges(codes, scene.values, isOther ? null : before.values, scene.unvalued)) {
      map.setFeatureState({ source: CHILDREN, id }, { class: areaClass });
    }
  },
};
