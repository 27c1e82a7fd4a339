import { describe, expect, it } from 'vitest';
import { nextMidnight, nextRollover, usualWindow, windowOf } from './windows.ts';

const at = (iso: string): number => Date.parse(iso);

describe('windows', () => {
  it('today begins at the city’s midnight', () => {
    const now = at('2026-07-16T04:30:00Z'); // 12:30 in Chongqing
    expect(windowOf('today', now, 'Asia/Shanghai')).toEqual({ fromMs: at('2026-07-15T16:00:00Z'), toMs: now });
  });
  it('the others begin at a full hour', () => {
    expect(windowOf('24h', at('2026-07-16T04:30:00Z'), 'Asia/Shanghai').fromMs).toBe(at('2026-07-15T04:00:00Z'));
  });
  it('rolls over at local midnight, also on a day of 23 hours', () => {
    expect(nextMidnight(at('2026-07-16T04:30:00Z'), 'Asia/Shanghai')).toBe(at('2026-07-16T16:00:00Z'));
    expect(nextMidnight(at('2026-03-29T00:30:00Z'), 'Europe/Amsterdam')).toBe(at('2026-03-29T22:00:00Z'));
    expect(nextRollover('24h', at('2026-07-16T04:30:00Z'), 'Asia/Shanghai')).toBe(at('2026-07-16T05:00:00Z'));
  });
  it('usual is the same window a week before', () => {
    expect(usualWindow({ fromMs: at('2026-07-16T00:00:00Z'), toMs: at('2026-07-16T05:00:00Z') })).toEqual({
      fromMs: at('2026-07-09T00:00:00Z'),
      toMs: at('2026-07-09T05:00:00Z'),
    });
  });
});
