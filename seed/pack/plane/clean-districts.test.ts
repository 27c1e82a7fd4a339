import { expect, it } from 'vitest';
import { cleanDistricts } from './clean-districts.ts';
import { doubleArea, type Ring } from './grid.ts';

const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
/** Rings run with the clock, holes against it. */
const area = (rings: readonly Ring[] = []): number => rings.reduce((sum, ring) => sum - doubleArea(ring) / 2, 0);

it('gives an overlap to the district that has more of its border, and closes the gap between two', () => {
  const clean = cleanDistricts([
    { code: 'west', rings: [box(0, 0, 1010, 1000)] },
    { code: 'east', rings: [box(1000, 0, 2000, 1000)] },
    {
      code: 'south',
      rings: [
        [
          [0, 0],
          [900, 0],
          [1000, -9],
          [1100, 0],
          [2000, 0],
          [2000, -1000],
          [0, -1000],
          [0, 0],
        ],
      ],
    },
  ]);
  const areas = ['west', 'east', 'south'].map((code) => area(clean.get(code)));
  expect(areas.reduce((a, b) => a + b)).toBe(2000 * 2000);
  expect(areas[0]! + areas[1]!).toBeGreaterThanOrEqual(2000 * 1000);
});

it('gives a crumb of a district to the one round it, and keeps a part that is large', () => {
  const clean = cleanDistricts([
    { code: 'round', rings: [box(0, 0, 3000, 1000), box(10, 10, 20, 20), box(1000, 200, 1500, 700)] },
    { code: 'parts', rings: [box(3000, 0, 4000, 1000), box(10, 10, 20, 20), box(1000, 200, 1500, 700)] },
  ]);
  expect(area(clean.get('round'))).toBe(3000 * 1000 - 500 * 500);
  expect(area(clean.get('parts'))).toBe(1000 * 1000 + 500 * 500);
});
