import { describe, expect, it } from 'vitest';
import type { Arc } from './border-arcs.ts';
import type { GridPoint } from './grid.ts';
import { simplifyArcs } from './simplify-arcs.ts';

const arc = (...points: GridPoint[]): Arc => ({ points, left: 'a', right: 'b' });
const bump = arc([0, 0], [5, 2], [10, 0]);

describe('simplifyArcs', () => {
  it('takes a small bend out and leaves a large one', () => {
    expect(simplifyArcs([bump], 10, [])[0]!.points).toEqual([
      [0, 0],
      [10, 0],
    ]);
    expect(simplifyArcs([bump], 9, [])[0]!.points).toHaveLength(3);
  });

  it('keeps a bend round a fixed point, on whichever side it lies', () => {
    expect(simplifyArcs([bump], 10, [[5, 1]])[0]!.points).toHaveLength(3);
    expect(simplifyArcs([bump], 10, [[5, 3]])[0]!.points).toHaveLength(2);
  });

  it('keeps a bend that holds another border, so that they do not cross', () => {
    expect(simplifyArcs([bump, arc([3, -50], [5, 1], [7, -50])], 10, [])[0]!.points).toHaveLength(3);
  });

  it('does not let two arcs with the same ends become one', () => {
    expect(simplifyArcs([bump, arc([0, 0], [10, 0])], 10, [])[0]!.points).toHaveLength(3);
  });

  it('leaves a closed arc three corners', () => {
    const ring = arc([0, 0], [4, 0], [4, 1], [4, 4], [0, 4], [0, 0]);
    expect(simplifyArcs([ring], 1000, [])[0]!.points).toHaveLength(4);
  });
});
