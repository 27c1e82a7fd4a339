import { expect, it } from 'vitest';
import { joinRivers } from './join-rivers.ts';

const piece = (level: number, ...points: [number, number][]) => ({ level, points });

it('joins pieces of one level end to end, whichever way they run, and drops those without length', () => {
  const { features } = joinRivers([
    piece(2, [1, 1], [2, 1]),
    piece(1, [3, 0], [2, 0], [1, 0]),
    piece(1, [1, 0], [1, 0]),
    piece(1, [0, 0], [1, 0.000_01]),
    piece(1, [3, 0], [4, 0]),
  ]);
  expect(features.map(({ properties, geometry }) => [properties.level, geometry.coordinates.map(([x]) => x)])).toEqual([
    [1, [0, 1, 2, 3, 4]],
    [2, [2, 1]],
  ]);
});

it('does not choose where three meet', () => {
  const { features } = joinRivers([piece(3, [0, 0], [1, 1]), piece(3, [2, 0], [1, 1]), piece(3, [1, 1], [1, 2])]);
  expect(features).toHaveLength(3);
});
