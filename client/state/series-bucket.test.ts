import { describe, expect, it } from 'vitest';
import { firstBucket, readableBucket } from './series-bucket.ts';

const HOUR = 3_600_000;
const from = Date.parse('2026-07-10T00:00:00+08:00');
/** Hours before the window, then one far above within it. */
const hours = (...values: (number | null)[]) => [
  ...values.map((value, i) => ({ at: new Date(from - (i + 1) * HOUR).toISOString(), value })),
  { at: new Date(from).toISOString(), value: 900 },
];

describe('the bucket of a series', () => {
  it('is the hour where the usual hour has cases enough', () => {
    expect(readableBucket('7d', hours(0, 1, 2, 5, 9), from)).toBe('hour');
  });
  it('is the day where hours are chance, whatever this week brings', () => {
    expect(readableBucket('7d', hours(0, 0, 1, 5, 9), from)).toBe('day');
  });
  it('is the day where nothing is known of before', () => {
    expect(readableBucket('7d', hours(null, null), from)).toBe('day');
  });
  it('stays the hour within a day and the day within a month', () => {
    expect(readableBucket('24h', hours(0, 0, 0), from)).toBe('hour');
    expect(readableBucket('today', hours(0, 0, 0), from)).toBe('hour');
    expect([firstBucket('7d'), firstBucket('30d')]).toEqual(['hour', 'day']);
    expect(readableBucket('30d', hours(50, 60), from)).toBe('day');
  });
});
