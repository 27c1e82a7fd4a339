import type { LayerSpecification } from 'maplibre-gl';
import { borderRuns } from '../border-runs.ts';
import type { AreaShape } from '../map-types.ts';
import { putFeatures } from '../source-feed.ts';
import { emptySource, shownIf, type MapLayer, type Scene } from './layer.ts';

const AREA = 'area';
const BORDERS = 'child-borders';
const UNRATED = 'unrated';
const HOVERED = 'hovered';

/** The children with too few cases to be rated. */
const unratedOf = ({ shapes, values }: Pick<Scene, 'shapes' | 'values'>): AreaShape[] =>
  shapes.features.filter(({ properties }) => values[properties.code]?.class === -2);

/**
 * Lines between children, the inner outline of those with too few cases, and the one under the pointer. Each has a
 * source of its own: drawing every border again to show one or two cost as much as the whole choropleth.
 */
export function childBordersLayer(): MapLayer {
  let unrated = '';
  return {
    sources: {
      [BORDERS]: emptySource({ tolerance: 0.5 }),
      [UNRATED]: emptySource({ tolerance: 0.2 }),
      [HOVERED]: emptySource({ tolerance: 0.2 }),
    },
    layers: ({ tokens: { chLine, chSmall, n }, lineScale: scale, shapes, values, hovered }) => [
      {
        id: BORDERS,
        type: 'line',
        source: BORDERS,
        // Other joins would double or treble the triangles for a line of one pixel.
        layout: { 'line-join': 'miter' },
        paint: {
          'line-color': chLine,
          'line-width': ['interpolate', ['linear'], ['zoom'], 7, scale, 12, 1.6 * scale],
        },
      },
      // Rings run clockwise in tiles: a positive offset is inside, so a neighbour's line does not cover it.
      {
        id: UNRATED,
        type: 'line',
        source: UNRATED,
        layout: shownIf(unratedOf({ shapes, values }).length > 0),
        paint: { 'line-color': chSmall, 'line-width': scale, 'line-offset': 1.5 * scale },
      },
      {
        id: HOVERED,
        type: 'line',
        source: HOVERED,
        layout: { ...shownIf(hovered !== null), 'line-join': 'round' },
        paint: { 'line-color': n[9]!, 'line-width': 2 * scale },
      },
    ],
    update(map, scene, before) {
      if (scene.shapes !== before?.shapes) putFeatures(map, BORDERS, [borderRuns(scene.shapes)]);
      const few = scene.shapes === before?.shapes && scene.values === before.values ? null : unratedOf(scene);
      const codes = few?.map(({ properties }) => properties.code).join(' ');
      if (few && (codes !== unrated || scene.shapes !== before?.shapes)) putFeatures(map, UNRATED, few);
      unrated = codes ?? unrated;
      if (scene.hovered === before?.hovered && scene.shapes === before?.shapes) return;
      putFeatures(
        map,
        HOVERED,
        scene.shapes.features.filter(({ properties }) => properties.code === scene.hovered),
      );
    },
  };
}

const OUTLINE: Record<Scene['tier'], { step: 6 | 7 | 9; width: number }> = {
  city: { step: 6, width: 1.2 },
  district: { step: 7, width: 1.6 },
  street: { step: 9, width: 2 },
  community: { step: 9, width: 2 },
  grid: { step: 9, width: 2 },
};

/** The area's own outline: the nearer the tier, the stronger. */
export const areaBorderLayer: MapLayer = {
  sources: { [AREA]: emptySource({ tolerance: 0.5 }) },
  layers({ tokens: { n }, tier, lineScale: scale }): LayerSpecification[] {
    const { step, width } = OUTLINE[tier];
    const line = { type: 'line', source: AREA } as const;
    return [
      {
        ...line,
        id: 'area-casing',
        layout: { ...shownIf(step === 9), 'line-join': 'round' },
        paint: { 'line-color': n[2]!, 'line-width': (width + 3) * scale },
      },
      {
        ...line,
        id: 'area-outline',
        layout: { 'line-join': step === 9 ? 'round' : 'bevel' },
        paint: { 'line-color': n[step]!, 'line-width': width * scale },
      },
    ];
  },
  update(map, { area }, before) {
    if (area !== before?.area) putFeatures(map, AREA, area ? [area] : []);
  },
};
