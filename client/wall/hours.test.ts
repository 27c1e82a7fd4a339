import { describe, expect, it } from 'vitest';
import { ageOf } from './panel-age.ts';
import { hoursOf } from './hours.ts';
import { pageAt } from './paging.ts';
import { shiftAt } from './slow-shift.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const ZONE = 'Asia/Shanghai';
const midnight = Date.parse('2026-11-18T00:00:00+08:00');
const at = (ms: number, value: number | null) => ({ at: new Date(ms).toISOString(), value });

describe('hours of a day', () => {
  const past = [1, 2, 3, 4].flatMap((week) => Array.from({ length: 24 }, (_, hour) => at(midnight - week * WEEK + hour * HOUR, 10 * week)));
  const now = [at(midnight, 7), at(midnight + HOUR, null), at(midnight + 2 * HOUR, 3)];
  const hours = hoursOf({ fromMs: midnight, toMs: midnight + 2.5 * HOUR, points: [...past, ...now] }, 'today', ZONE);
  it('reach to the end of the day, with the band of what is usual', () => {
    expect([hours.toMs - hours.fromMs, hours.usual.length]).toEqual([24 * HOUR, 24]);
    expect(hours.usual.at(-1)).toEqual({ atMs: midnight + 23 * HOUR, low: 10, high: 40 });
    expect(hours.ticks.map(({ label }) => label)).toEqual(['00', '12', '24']);
  });
  it('count what came, a gap stays one, and line and usual end with the last full hour', () => {
    expect(hours.points.map(({ value }) => value)).toEqual([7, null]);
    expect([hours.total, hours.usualTotal]).toEqual([10, 50]);
  });
  it('without weeks before there is no band; a day of 25 hours has them all', () => {
    expect(hoursOf({ fromMs: midnight, toMs: midnight + HOUR, points: now }, 'today', ZONE)).toMatchObject({ usual: [], usualTotal: null });
    const longDay = Date.parse('2026-10-25T00:00:00+02:00');
    const long = hoursOf({ fromMs: longDay, toMs: longDay + HOUR, points: [] }, 'today', 'Europe/Berlin');
    expect(long.toMs - long.fromMs).toBe(25 * HOUR);
  });
});

describe('the age of a panel', () => {
  const live = { kind: 'live', toldAtMs: 0 } as const;
  it('is that of the line while it is up: silence means that nothing changed', () => {
    expect(ageOf(live, { nowMs: 100_000, heardAtMs: 99_000, isLive: true })).toEqual({ ageMs: 1_000, isStale: false });
  });
  it('grows without a line and is stale at once, and past five seconds of silence', () => {
    expect(ageOf(live, { nowMs: 100_000, heardAtMs: 58_000, isLive: false })).toEqual({ ageMs: 42_000, isStale: true });
    expect(ageOf(live, { nowMs: 100_000, heardAtMs: 94_900, isLive: true }).isStale).toBe(true);
  });
  it('of what is asked for is its answer’s, and stale past its promise; a clock set back makes nothing young', () => {
    const asked = { kind: 'asked', answeredAtMs: 0, promiseMs: 60_000 } as const;
    const seen = { heardAtMs: null, isLive: true };
    expect([60_000, 60_001].map((nowMs) => ageOf(asked, { nowMs, ...seen }).isStale)).toEqual([false, true]);
    expect(ageOf(asked, { nowMs: 1, heardAtMs: 0, isLive: false }).isStale, 'without a line nothing new can come').toBe(true);
    expect(ageOf(asked, { nowMs: -5_000, ...seen }).ageMs).toBe(0);
  });
});

it('lists turn their pages and come back to the first', () => {
  expect([0, 8_000, 16_000, 24_000].map((nowMs) => pageAt(5, 2, nowMs).from)).toEqual([0, 2, 4, 0]);
  expect(pageAt(0, 3, 12_345)).toEqual({ page: 0, pages: 1, from: 0 });
});

it('the picture wanders by whole pixels, within a small square, and comes back', () => {
  const seen = Array.from({ length: 16 }, (_, step) => shiftAt(step * 180_000, 2160));
  expect(new Set(seen).size).toBe(8);
  expect(seen.slice(8)).toEqual(seen.slice(0, 8));
  for (const shift of seen) expect(shift).toMatch(/^translate\((-?4|0)px, (-?4|0)px\)$/);
});
