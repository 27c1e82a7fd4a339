import { expect, it } from 'vitest';
import { withUsual } from './usual-band.ts';

const WEEK = 7 * 86_400_000;
const now = Date.UTC(2026, 6, 16, 4);
const at = (ms: number) => new Date(ms).toISOString();

it('the range is that of the same hour in the four weeks before', () => {
  const points = [40, 35, 52, 44].map((value, i) => ({ at: at(now - (i + 1) * WEEK), value }));
  expect(withUsual([...points, { at: at(now), value: 74 }], now)).toEqual([{ atMs: now, value: 74, low: 35, high: 52 }]);
});
it('missing weeks are left out, none is no range; a gap stays a gap', () => {
  const points = [
    { at: at(now - WEEK), value: null },
    { at: at(now), value: null },
  ];
  expect(withUsual(points, now)).toEqual([{ atMs: now, value: null, low: null, high: null }]);
});
