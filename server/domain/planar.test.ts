import { describe, expect, it } from 'vitest';
import { edgeDistanceM, sideOf } from './planar.ts';

describe('sideOf', () => {
  it('is exact where rounding lies', () => {
    // 0.1 + 0.2 lies a hair above 0.3: on the diagonal itself, on either side of it by one unit in the last place.
    const up = 0.30000000000000004;
    expect(Math.sign(sideOf(0, 0, 1, 1, 0.3, 0.3))).toBe(0);
    expect(Math.sign(sideOf(0, 0, 1, 1, 0.3, up))).toBe(1);
    expect(Math.sign(sideOf(0, 0, 1, 1, up, 0.3))).toBe(-1);
    // Known trouble for the rounded determinant: points some last places beside (0.5, 0.5), seen from (12, 12) → (24, 24).
    const wrong = { exact: 0, rounded: 0 };
    for (let i = 0; i < 64; i++) {
      for (let j = 0; j < 64; j++) {
        const [x, y] = [0.5 + i * 2 ** -53, 0.5 + j * 2 ** -53];
        if (Math.sign(sideOf(12, 12, 24, 24, x, y)) !== Math.sign(j - i)) wrong.exact += 1;
        if (Math.sign(12 * (y - 12) - 12 * (x - 12)) !== Math.sign(j - i)) wrong.rounded += 1;
      }
    }
    expect(wrong.exact).toBe(0);
    expect(wrong.rounded).toBeGreaterThan(100);
  });
});

describe('edgeDistanceM', () => {
  it('measures to the edge, not to its line', () => {
    expect(edgeDistanceM(0, 0, 1, 0, 0.5, 0.001)).toBeCloseTo(111.195, 3);
    expect(edgeDistanceM(0, 0, 1, 0, 1.001, 0)).toBeCloseTo(111.195, 3);
    expect(edgeDistanceM(106, 60, 106, 60, 106.001, 60)).toBeCloseTo(111.195 / 2, 1);
  });
});
