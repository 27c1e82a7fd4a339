import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LngLat } from '../../../shared/wire.ts';
import { toShape } from '../flat-shape.ts';
import { METRES_PER_DEGREE } from '../planar.ts';
import { overlapOf, toDrawing } from './overlap.ts';

const box = (west: number, south: number, east: number, north: number): LngLat[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const area = (ring: LngLat[], ...holes: LngLat[][]) => toShape({ code: 'a', geometry: { type: 'Polygon', coordinates: [ring, ...holes] } });
const square = area(box(0, 0, 1, 1));
const shareOf = (...rings: LngLat[][]) => overlapOf(square, toDrawing(rings, [])).ofArea;

describe('how much of an area lies within what is drawn', () => {
  it.each<[string, LngLat[][], number]>([
    ['all of it', [box(-1, -1, 2, 2)], 1],
    ['exactly its border', [box(0, 0, 1, 1)], 1],
    ['the other way round', [box(0, 0, 1, 1).reverse()], 1],
    ['a quarter', [box(0.5, 0.5, 2, 2)], 0.25],
    ['a speck', [box(0.5, 0.5, 0.501, 0.501)], 0.000_001],
    ['a neighbour', [box(1, 0, 2, 1)], 0],
    ['nothing', [box(5, 5, 6, 6)], 0],
    ['two that overlap count once', [box(0, 0, 0.6, 1), box(0.4, 0, 1, 1)], 1],
    ['two that turn against each other count once', [box(0, 0, 0.6, 1), box(0.4, 0, 1, 1).reverse()], 1],
    [
      'both halves of one that crosses itself',
      [
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
      0.5,
    ],
  ])('%s', (_what, rings, share) => {
    expect(shareOf(...rings)).toBeCloseTo(share, 4);
  });
  it('holes of an area are not part of it', () => {
    const ring = area(box(0, 0, 1, 1), box(0.25, 0.25, 0.75, 0.75));
    expect(overlapOf(ring, toDrawing([box(0, 0, 1, 1)], [])).ofArea).toBe(1);
    expect(overlapOf(ring, toDrawing([box(0.25, 0.25, 0.75, 0.75)], [])).ofArea).toBe(0);
  });
  it('a circle by its radius in kilometres', () => {
    const radiusKm = (0.25 * METRES_PER_DEGREE) / 1000;
    expect(overlapOf(square, toDrawing([], [{ centre: [0.5, 0.5], radiusKm }])).ofArea).toBeCloseTo(Math.PI / 16, 3);
    const north = area(box(0, 60, 1, 61));
    expect(overlapOf(north, toDrawing([], [{ centre: [0.5, 60.5], radiusKm }])).ofArea, 'degrees are narrower there').toBeCloseTo(
      Math.PI / 16 / Math.cos((60.5 * Math.PI) / 180),
      2,
    );
  });
  it('of what is drawn it tells the share too', () => {
    expect(overlapOf(square, toDrawing([box(0.5, 0, 1.5, 1)], []))).toEqual({
      ofArea: expect.closeTo(0.5, 4),
      ofDrawing: expect.closeTo(0.5, 4),
    });
  });
});

it('boxes as arithmetic has them; parts that make up a drawing add up to it', () => {
  const edge = fc.double({ min: -1, max: 2, noNaN: true });
  fc.assert(
    fc.property(edge, edge, edge, edge, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (a, b, c, d, cut) => {
      const [west, east, south, north] = [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)];
      fc.pre(east - west > 0.05 && north - south > 0.05);
      const drawn = box(west, south, east, north);
      const length = (from: number, to: number) => Math.max(0, Math.min(1, to) - Math.max(0, from));
      expect(shareOf(drawn)).toBeCloseTo(length(west, east) * length(south, north), 1);
      const [left, right] = [area(box(0, 0, cut, 1)), area(box(cut, 0, 1, 1))];
      const parts = overlapOf(left, toDrawing([drawn], [])).ofArea * cut + overlapOf(right, toDrawing([drawn], [])).ofArea * (1 - cut);
      expect(parts).toBeCloseTo(shareOf(drawn), 6);
    }),
    { numRuns: 200 },
  );
});
