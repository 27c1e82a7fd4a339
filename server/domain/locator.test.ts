import { describe, expect, it } from 'vitest';
import type { AreaGeometry } from './flat-shape.ts';
import { buildLocator } from './locator.ts';

const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const polygon = (...rings: number[][][]): AreaGeometry => ({ type: 'Polygon', coordinates: rings });
const area = (code: string, geometry: AreaGeometry, tierRank = 2) => ({ code, tierRank, geometry });

describe('buildLocator', () => {
  const left = area('L', polygon(square(0, 0, 1)));
  const right = area('R', polygon(square(1, 0, 1)));

  it('gives a point on a shared border to the area east or north of it, whatever the order and the codes', () => {
    const above = area('A', polygon(square(0, 1, 1)));
    for (const areas of [
      [left, right, above],
      [above, right, left],
    ]) {
      const { locate } = buildLocator(areas);
      expect([locate([1, 0.5]), locate([1, 0]), locate([0.5, 1]), locate([0, 1])]).toEqual(['R', 'R', 'A', 'A']);
    }
    expect(buildLocator([area('Z', left.geometry), right]).locate([1, 0.5])).toBe('R');
    expect(buildLocator([left, area('A', right.geometry)]).locate([1, 0.5])).toBe('A');
  });

  it('gives a point on an outer border to the area that it borders', () => {
    const { locate } = buildLocator([left, right]);
    expect([locate([0, 0.5]), locate([2, 0.5]), locate([0.5, 0]), locate([0.5, 1]), locate([2, 1]), locate([0, 1])]).toEqual([
      'L',
      'R',
      'L',
      'L',
      'R',
      'L',
    ]);
    expect([locate([2 + 1e-9, 0.5]), locate([0.5, 1 + 1e-9])]).toEqual([null, null]);
    expect(locate([1, 1])).toBe('L'); // the corner of both, with nothing beyond: the smaller code
  });

  it('takes a decimal point on a decimal edge as lying on it', () => {
    // 0.4 nm beside the edge in binary, on it in the decimals that both were written in.
    const point: [number, number] = [-71.0665, 42.3494];
    const [low, high] = [
      [-71.06649, 42.34935],
      [-71.066502, 42.34941],
    ] as const;
    const west = area('W', polygon([[-71.07, 42.34935], [...low], [...high], [-71.07, 42.34941], [-71.07, 42.34935]]));
    const east = area('E', polygon([[...low], [-71.06, 42.34935], [-71.06, 42.34941], [...high], [...low]]));
    expect(buildLocator([west, east]).locate(point)).toBe('E');
  });

  it('leaves a hole empty, keeps its rim, and finds the enclave in it', () => {
    const ring = area('B', polygon(square(0, 0, 3), square(1, 1, 1)));
    expect(buildLocator([ring]).locate([1.5, 1.5])).toBeNull();
    expect(buildLocator([ring]).locate([1, 1.5])).toBe('B');
    const enclave = area('A', polygon(square(1, 1, 1)));
    expect(buildLocator([ring, enclave]).locate([1.5, 1.5])).toBe('A');
    expect(buildLocator([ring, enclave]).locate([1, 1.5])).toBe('A');
    expect(buildLocator([ring, enclave]).locate([2, 1.5])).toBe('B');
    expect(buildLocator([ring, enclave]).locate([0.5, 1.5])).toBe('B');
  });

  it('takes the deepest tier, and the tier above where its children leave a gap', () => {
    const { locate } = buildLocator([area('D', polygon(square(0, 0, 4)), 1), area('C', polygon(square(-1, -1, 6)), 0), left]);
    expect([locate([0.5, 0.5]), locate([3, 3]), locate([-0.5, 0]), locate([9, 9])]).toEqual(['L', 'D', 'C', null]);
  });

  it('treats the parts of a multipolygon one by one, so parts that overlap do not cancel out', () => {
    const parts: AreaGeometry = { type: 'MultiPolygon', coordinates: [[square(0, 0, 2)], [square(1, 1, 2)], [square(9, 9, 1)]] };
    const { locate } = buildLocator([area('M', parts)]);
    expect([locate([1.5, 1.5]), locate([0.5, 0.5]), locate([9.5, 9.5]), locate([5, 5])]).toEqual(['M', 'M', 'M', null]);
  });

  it('snaps only when told to, to the nearest area within the distance', () => {
    const degreesPerMetre = 1 / 111_195;
    const justOutside: [number, number] = [2 + 30 * degreesPerMetre, 0.5];
    expect(buildLocator([left, right]).locate(justOutside)).toBeNull();
    expect(buildLocator([left, right]).locate(justOutside, 29)).toBeNull();
    expect(buildLocator([left, right]).locate(justOutside, 31)).toBe('R');
    expect(buildLocator([left, right]).locate([1, -20 * degreesPerMetre], 31)).toBe('L');
    expect(buildLocator([left, right]).locate([-31.1 * degreesPerMetre, -31.1 * degreesPerMetre], 31)).toBeNull();
  });

  it('survives what is no place at all', () => {
    const { locate } = buildLocator([left, right]);
    expect([locate([Number.NaN, 0]), locate([Infinity, 0]), buildLocator([]).locate([0, 0])]).toEqual([null, null, null]);
    expect(
      buildLocator([
        area(
          'flat',
          polygon([
            [0, 0],
            [1, 1],
            [0, 0],
          ]),
        ),
      ]).locate([0.5, 0.6]),
    ).toBeNull();
  });
});
