import { expect, it } from 'vitest';
import { outlook } from './forecast.ts';
import { toShares } from './stage-shares.ts';

const HOURS = Array.from({ length: 100 }, (_, i) => (i + 1) * 3_600_000);
const at = { nowMs: 0, minimumN: 30 };

it('says what is left by those that stood as long, and refuses with too few', () => {
  expect(outlook(HOURS, { ...at, stoodMs: 50 * 3_600_000, dueAtMs: null })).toEqual({
    n: 50,
    p50Ms: 25.5 * 3_600_000,
    p80Ms: 40.2 * 3_600_000,
    verdict: null,
  });
  expect(outlook(HOURS, { ...at, stoodMs: 71 * 3_600_000, dueAtMs: 1 })).toEqual({ n: 29, p50Ms: null, p80Ms: null, verdict: null });
});
it.each([
  [20, 'late'],
  [30, 'at-risk'],
  [41, 'in-time'],
] as const)('a deadline in %d hours is %s', (hours, verdict) => {
  expect(outlook(HOURS, { ...at, stoodMs: 50 * 3_600_000, dueAtMs: hours * 3_600_000 }).verdict).toBe(verdict);
});

it('names the stage that ate the time, by medians, and nobody with few cases', () => {
  const parts = (handle: number, n: number) =>
    (['register', 'dispatch', 'accept', 'arrive', 'handle', 'verify'] as const).map((stage) => ({
      stage,
      part: stage === 'handle' ? handle : 50,
      n,
    }));
  const counts = [...parts(700, 2), ...parts(100, 1)];
  expect(toShares(counts, 3)).toMatchObject({ n: 3, thief: 'handle', shares: { handle: 0.7, verify: 0.05 } });
  expect(toShares(counts, 4).thief).toBeNull();
  expect(toShares([], 0)).toEqual({ n: 0, shares: null, thief: null });
});
