import { describe, expect, it } from 'vitest';
import { type ClusterMember, findCore } from './core-cluster.ts';
import { placeLabel } from './label-place.ts';
import type { Shape } from './polygons.ts';

const member = (code: string, west: number, south: number, size: number): ClusterMember => {
  const shape: Shape = {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  };
  return { code, shape, place: placeLabel(shape)! };
};
const counties = Array.from({ length: 12 }, (_, i) => member(`county-${i}`, (i % 4) * 2.5, Math.floor(i / 4) * 2.5, 2.5));
const core = [member('a', 4, 4, 0.3), member('b', 4.3, 4, 0.3), member('c', 4, 4.3, 0.3), member('d', 4.3, 4.3, 0.3)];

describe('findCore', () => {
  it('finds the group of small neighbours among large ones', () => {
    const found = findCore([...counties, ...core])!;
    expect([...found.codes].sort()).toEqual(['a', 'b', 'c', 'd']);
    const [west, south, east, north] = found.box;
    for (const { place } of core) {
      expect(place.lngLat[0] > west && place.lngLat[0] < east && place.lngLat[1] > south && place.lngLat[1] < north).toBe(true);
    }
  });
  it('leaves out a small one that lies far from the others', () => {
    expect(findCore([...counties, ...core, member('far', 9, 1, 0.2)])!.codes).not.toContain('far');
  });
  it.each([
    ['a city of even parts', counties],
    ['a city of small parts only', Array.from({ length: 400 }, (_, i) => member(`s${i}`, (i % 20) * 0.1, Math.floor(i / 20) * 0.1, 0.1))],
    ['two small neighbours, which are no group', [...counties, ...core.slice(0, 2)]],
    ['nothing', []],
  ])('finds none in %s', (_case, members) => {
    expect(findCore(members)).toBeNull();
  });
});
