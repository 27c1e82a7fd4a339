import { describe, expect, it } from 'vitest';
import { doubleArea, type GridPoint, type Ring, type Segment, segmentsOf } from './grid.ts';
import { OUTSIDE, traceFaces } from './trace-faces.ts';

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const areasOf = (segments: Segment[]): number[] =>
  traceFaces(segments)
    .rings.slice(1)
    .map((rings) => rings.reduce((sum, ring) => sum + doubleArea(ring) / 2, 0))
    .sort((a, b) => a - b);

describe('traceFaces', () => {
  it('finds both halves of a square cut in two, and the outside beside its border', () => {
    const cut: Segment = [
      [0, 0],
      [4, 4],
    ];
    const faces = traceFaces([...segmentsOf(square(0, 0, 4)), cut]);
    expect(areasOf([...segmentsOf(square(0, 0, 4)), cut])).toEqual([8, 8]);
    const beside = faces.segments.map((_, i) => [faces.left[i], faces.right[i]].includes(OUTSIDE));
    expect(beside.filter(Boolean)).toHaveLength(4);
  });

  it('takes a square in a square out of the one round it', () => {
    expect(areasOf([...segmentsOf(square(0, 0, 10)), ...segmentsOf(square(2, 3, 2)), ...segmentsOf(square(6, 3, 2))])).toEqual([4, 4, 92]);
  });

  it('knows nested squares one by one', () => {
    expect(areasOf([0, 2, 4].flatMap((at) => segmentsOf(square(at, at, 12 - 2 * at))))).toEqual([16, 48, 80]);
  });

  it('sees past another border to the nearest, also where two meet at the height of the point', () => {
    const wedge: Ring = [
      [1, 5],
      [3, 1],
      [5, 5],
      [3, 9],
      [1, 5],
    ];
    expect(areasOf([...segmentsOf(square(0, 0, 20)), ...segmentsOf(wedge), ...segmentsOf(square(8, 5, 2))])).toEqual([4, 16, 380]);
  });

  it('leaves out what ends in nothing', () => {
    const stub: GridPoint[] = [
      [4, 4],
      [6, 6],
      [9, 6],
    ];
    const faces = traceFaces([...segmentsOf(square(0, 0, 4)), ...segmentsOf(stub)]);
    expect(faces.segments).toHaveLength(4);
    expect(faces.rings).toHaveLength(2);
  });
});
