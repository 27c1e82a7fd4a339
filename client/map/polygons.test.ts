import { describe, expect, it } from 'vitest';
import { placeLabel } from './label-place.ts';
import { areaOf, boxOf, clipRing, contains, type Shape, shareWithin } from './polygons.ts';

const square = (west: number, south: number, size: number): Shape => ({
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
});

describe('polygons', () => {
  it('measures a square at the equator, and less of it in the north', () => {
    expect(areaOf(square(0, -0.5, 1))).toBeCloseTo(1, 4);
    expect(areaOf(square(0, 59.5, 1))).toBeCloseTo(0.5, 2);
  });
  it('takes holes off', () => {
    const holed: Shape = {
      type: 'Polygon',
      coordinates: [square(0, 0, 2).coordinates[0] as number[][], square(0.5, 0.5, 1).coordinates[0] as number[][]],
    };
    expect(areaOf(holed)).toBeCloseTo(3, 2);
    expect([contains(holed, [0.2, 1]), contains(holed, [1, 1]), contains(holed, [3, 1])]).toEqual([true, false, false]);
  });
  it('clips to a box and nothing outside of it', () => {
    const clipped = clipRing(square(0, 0, 4).coordinates[0] as number[][], [1, 1, 9, 3]);
    expect(boxOf({ type: 'Polygon', coordinates: [clipped] })).toEqual([1, 1, 4, 3]);
    expect(clipRing(square(0, 0, 1).coordinates[0] as number[][], [5, 5, 6, 6])).toEqual([]);
  });
  it('says how much of a box lies in another', () => {
    expect(shareWithin([0, 0, 2, 2], [1, 0, 9, 9])).toBe(0.5);
    expect(shareWithin([0, 0, 1, 1], [2, 2, 3, 3])).toBe(0);
  });
});

describe('placeLabel', () => {
  it('stands in the middle of a square', () => {
    const place = placeLabel(square(0, 0, 2))!;
    expect(place.lngLat[0]).toBeCloseTo(1, 1);
    expect(place.room).toBeGreaterThan(0.9);
  });
  it('stands inside an L, where its middle is not', () => {
    const l: Shape = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [10, 0],
          [10, 2],
          [2, 2],
          [2, 10],
          [0, 10],
          [0, 0],
        ],
      ],
    };
    const {
      lngLat: [x, y],
      room,
    } = placeLabel(l)!;
    expect(x < 2 || y < 2).toBe(true);
    expect(room).toBeGreaterThan(0.9);
  });
  it('takes the largest part, and only what a view shows of it', () => {
    const two: Shape = { type: 'MultiPolygon', coordinates: [square(0, 0, 1).coordinates, square(5, 0, 3).coordinates] as number[][][][] };
    expect(placeLabel(two)!.lngLat[0]).toBeGreaterThan(5);
    expect(placeLabel(two, [0, 0, 2, 2])!.lngLat[0]).toBeLessThan(1);
    expect(placeLabel(two, [20, 20, 21, 21])).toBeNull();
  });
});
