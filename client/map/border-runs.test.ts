import { describe, expect, it } from 'vitest';
import { borderRuns } from './border-runs.ts';
import type { AreaShapes } from './map-types.ts';

const square = (west: number) => ({
  type: 'Feature',
  properties: {},
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 0],
        [west + 1, 0],
        [west + 1, 1],
        [west, 1],
        [west, 0],
      ],
    ],
  },
});

describe('borderRuns', () => {
  it('draws the edge between neighbours once', () => {
    const runs = borderRuns({ type: 'FeatureCollection', features: [square(0), square(1)] } as unknown as AreaShapes).geometry.coordinates;
    const edges = runs.flatMap((run) => run.slice(1).map((point, i) => [String(run[i]), String(point)].sort().join(' ')));
    expect(edges).toHaveLength(7);
    expect(new Set(edges).size).toBe(7);
  });
});
