import { describe, expect, it } from 'vitest';
import { seeded } from '../random.ts';
import { growsCounted, slopeOf, verdictOf, type Sample } from './flatness.ts';

const BOUNDS = { tolerated: 60, detected: 1_000 };
/** Looks at a heap of 25 MB: what each update leaves behind, and noise in which now and then a look is far off. */
function heap({ looks = 12, each = 1_750, leak = 0, noise = 150_000, odd = 0, seed = 1 } = {}): Sample[] {
  const random = seeded(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: looks }, (_, i) => ({
    at: i * each,
    value: 25_000_000 + leak * i * each + noise * normal() + (random() < odd ? 4_000_000 : 0),
  }));
}
const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);
const verdictAt = (seed: number, of: Parameters<typeof heap>[0]) => verdictOf(slopeOf(heap({ ...of, seed })), BOUNDS);
const share = (of: Parameters<typeof heap>[0], verdict: string): number =>
  SEEDS.filter((seed) => verdictAt(seed, of) === verdict).length / SEEDS.length;

describe('the slope', () => {
  it('is that of the line, whatever lies odd', () => {
    const { perUnit, low, high } = slopeOf(heap({ leak: 400, noise: 0, odd: 0.15, seed: 3 }))!;
    expect(perUnit).toBeCloseTo(400, 0);
    expect(low).toBeLessThanOrEqual(perUnit);
    expect(high).toBeGreaterThanOrEqual(perUnit);
  });
  it('lies within its interval nearly always', () => {
    const within = SEEDS.filter((seed) => {
      const { low, high } = slopeOf(heap({ leak: 300, seed }))!;
      return low <= 300 && 300 <= high;
    });
    expect(within.length / SEEDS.length).toBeGreaterThan(0.9);
  });
  it('of few samples is none', () => {
    expect(slopeOf(heap({ looks: 5 }))).toBeNull();
    expect(slopeOf(Array.from({ length: 9 }, () => ({ at: 1, value: 2 })))).toBeNull();
  });
});

describe('a page', () => {
  it('that keeps what it has is called flat, and hardly ever a leak', () => {
    expect(share({}, 'flat')).toBeGreaterThan(0.9);
    expect(share({ odd: 0.1 }, 'grows')).toBeLessThan(0.05);
  });
  it.each([1_000, 500, 250])('that loses %i bytes with each update is caught', (leak) => {
    expect(share({ leak }, 'grows')).toBeGreaterThan(0.95);
  });
  it('is never called flat when a kilobyte with each update would not have been seen', () => {
    for (const noise of [1_000_000, 5_000_000, 40_000_000]) expect(share({ leak: 1_000, noise }, 'flat'), `${noise}`).toBeLessThan(0.05);
    expect(verdictOf(null, BOUNDS)).toBe('unknown');
  });
  it('may fill its caches a little', () => {
    expect(share({ leak: 30, noise: 1_000 }, 'flat')).toBe(1);
  });
});

describe('what is counted', () => {
  const counts = (...values: number[]): Sample[] => values.map((value, i) => ({ at: i, value }));
  it('is flat when it comes and goes, and grows when it only comes', () => {
    expect(growsCounted(counts(200, 207, 203, 199, 206, 201, 204), 0.05)).toBe(false);
    expect(growsCounted(counts(14, 14, 14, 14, 14, 14, 14), 0.05)).toBe(false);
    expect(growsCounted(counts(14, 15, 16, 17, 18, 19, 20), 0.05)).toBe(true);
    expect(growsCounted(counts(300, 330, 355, 390, 430, 455, 490), 0.05)).toBe(true);
  });
});
