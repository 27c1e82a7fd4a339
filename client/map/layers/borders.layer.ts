import type { GeoJSONSource, LayerSpecification } from 'maplibre-gl';
import type { Feature, Polygon } from 'geojson';
import type { AreaShape } from '../map-types.ts';
import { partsOf } from '../polygons.ts';
import { CHILDREN } from './children-fill.layer.ts';
import { emptySource, type MapLayer, type Scene } from './layer.ts';

const AREA = 'area';
const VEIL = 'veil';

/** Everything but the area: it dims what lies outside without clipping a single line. */
export function veilOf(area: AreaShape | null): Feature<Polygon>[] {
  if (!area) return [];
  const world = [
    [-180, -85],
    [180, -85],
    [180, 85],
    [-180, 85],
    [-180, -85],
  ];
  const parts = partsOf(area.geometry);
  const feature = (coordinates: Polygon['coordinates']): Feature<Polygon> => ({
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates },
  });
  const enclaves = parts.flatMap((rings) => rings.slice(1)).map((ring) => feature([ring]));
  return [feature([world, ...parts.map((rings) => rings[0]!)]), ...enclaves];
}

/** Lines between children, and the inner outline of those with too few cases. */
export const childBordersLayer: MapLayer = {
  sources: {},
  layers: ({ tokens: { chLine, chSmall, n, theme } }) => [
    {
      id: 'child-borders',
      type: 'line',
      source: CHILDREN,
      layout: { 'line-join': 'round' },
      paint: {
        // On light fills the ground's own tone would not part them.
        'line-color': theme === 'dark' ? chLine : n[2]!,
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, 1, 12, 1.6],
      },
    },
    {
      id: 'child-marks',
      type: 'line',
      source: CHILDREN,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', ['boolean', ['feature-state', 'hover'], false], n[9]!, chSmall],
        'line-width': ['case', ['boolean', ['feature-state', 'hover'], false], 2, 1],
        // Rings run clockwise in tiles: a positive offset is inside, so a neighbour's line does not cover it.
        'line-offset': 1.5,
        'line-opacity': ['case', ['any', ['boolean', ['feature-state', 'hover'], false], ['==', ['feature-state', 'class'], -2]], 1, 0],
      },
    },
  ],
  update(map, { hovered, shapes }, before) {
    const isOther = shapes !== before?.shapes;
    if (!isOther && hovered === before?.hovered) return;
    if (before?.hovered && !isOther) map.setFeatureState({ source: CHILDREN, id: before.hovered }, { hover: false });
    if (hovered) map.setFeatureState({ source: CHILDREN, id: hovered }, { hover: true });
  },
};

const OUTLINE: Record<Scene['tier'], { step: 6 | 7 | 9; width: number }> = {
  city: { step: 6, width: 1.2 },
  district: { step: 7, width: 1.6 },
  street: { step: 9, width: 2 },
  community: { step: 9, width: 2 },
  grid: { step: 9, width: 2 },
};

/** The veil over the world outside, and on it the area's own outline: the nearer the tier, the stronger. */
export const areaBorderLayer: MapLayer = {
  sources: { [AREA]: emptySource(), [VEIL]: emptySource() },
  layers({ tokens: { n }, tier }): LayerSpecification[] {
    const { step, width } = OUTLINE[tier];
    const line = { type: 'line', source: AREA, layout: { 'line-join': 'round' } } as const;
    return [
      { id: VEIL, type: 'fill', source: VEIL, paint: { 'fill-color': n[0]!, 'fill-opacity': 0.7, 'fill-antialias': false } },
      { ...line, id: 'area-casing', paint: { 'line-color': n[2]!, 'line-width': step === 9 ? width + 3 : 0 } },
      { ...line, id: 'area-outline', paint: { 'line-color': n[step]!, 'line-width': width } },
    ];
  },
  update(map, { area }, before) {
    if (area === before?.area) return;
    void map.getSource<GeoJSONSource>(AREA)?.setData({ type: 'FeatureCollection', features: area ? [area] : [] });
    void map.getSource<GeoJSONSource>(VEIL)?.setData({ type: 'FeatureCollection', features: veilOf(area) });
  },
};
