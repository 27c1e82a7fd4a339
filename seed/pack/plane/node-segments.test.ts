import { describe, expect, it } from 'vitest';
import type { Segment } from './grid.ts';
import { nodeSegments } from './node-segments.ts';

const sorted = (segments: readonly Segment[]): string[] => segments.map(([a, b]) => `${a.join()} ${b.join()}`).sort();

describe('nodeSegments', () => {
  it('cuts two segments where they cross', () => {
    const cross: Segment[] = [
      [
        [0, 0],
        [10, 10],
      ],
      [
        [0, 10],
        [10, 0],
      ],
    ];
    expect(sorted(nodeSegments(cross))).toEqual(['0,0 5,5', '0,10 5,5', '5,5 10,0', '5,5 10,10']);
  });

  it('leads a crossing that is on no whole point to the nearest, and what passes close to it as well', () => {
    const noded = nodeSegments([
      [
        [0, 0],
        [9, 1],
      ],
      [
        [4, -3],
        [5, 4],
      ],
      [
        [4, 1],
        [9, -4],
      ],
    ]);
    expect(noded.flat().every((point) => point.every(Number.isInteger))).toBe(true);
    expect(sorted(nodeSegments(noded))).toEqual(sorted(noded));
  });

  it('cuts a segment at an end that lies on it, and keeps one of two that run together', () => {
    const noded = nodeSegments([
      [
        [0, 0],
        [10, 0],
      ],
      [
        [4, 0],
        [4, 5],
      ],
      [
        [10, 0],
        [2, 0],
      ],
    ]);
    expect(sorted(noded)).toEqual(['0,0 2,0', '2,0 4,0', '4,0 10,0', '4,0 4,5']);
  });

  it('gives the same for any order and direction, and drops what has no length', () => {
    const segments: Segment[] = [
      [
        [0, 0],
        [7, 5],
      ],
      [
        [1, 6],
        [8, 1],
      ],
      [
        [3, 3],
        [3, 3],
      ],
    ];
    expect(nodeSegments(segments.map(([a, b]): Segment => [b, a]).reverse())).toEqual(nodeSegments(segments));
  });
});
