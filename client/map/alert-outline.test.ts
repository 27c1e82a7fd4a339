import { describe, expect, it } from 'vitest';
import { alertPicture, outlineOf } from './alert-outline.ts';
import type { AreaShape } from './map-types.ts';

const square = (code: string, x: number): AreaShape =>
  ({
    type: 'Feature',
    properties: { code },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 1],
          [x, 1],
          [x, 0],
        ],
      ],
    },
  }) as unknown as AreaShape;
const shapes = [square('a', 0), square('b', 1), square('c', 2), square('d', 5)];
const edges = (runs: readonly (readonly unknown[])[]): number => runs.reduce((sum, { length }) => sum + length - 1, 0);

describe('the line round alerted areas', () => {
  it('leaves out what two of them share', () => {
    expect(edges(outlineOf([shapes[0]!]))).toBe(4);
    expect(edges(outlineOf(shapes.slice(0, 2)))).toBe(6);
    expect(edges(outlineOf([shapes[0]!, shapes[3]!]))).toBe(8);
  });
  it('is drawn for each level by itself, the gravest last, each with its badge on top', () => {
    const { fills, lines, badges } = alertPicture(shapes, { levels: { a: 'blue', b: 'red', c: 'red' }, words: { red: '红色 · 暴雨' } });
    expect(fills.map(({ properties }) => [properties.code, (properties as unknown as { level: string }).level])).toEqual([
      ['a', 'blue'],
      ['b', 'red'],
      ['c', 'red'],
    ]);
    expect(lines.map(({ properties }) => properties.level)).toEqual(['blue', 'red']);
    expect(badges).toMatchObject([{ words: '' }, { level: 'red', words: '红色 · 暴雨', lngLat: [expect.any(Number), 1] }]);
  });
  it('draws nothing where nothing holds', () => {
    expect(alertPicture(shapes, { levels: {}, words: {} })).toEqual({ fills: [], lines: [], badges: [] });
  });
});
