import { describe, expect, it } from 'vitest';
import {
  dayOf,
  endOfDay,
  localMinute,
  minuteToMs,
  nextRollover,
  usualWindow,
  windowBefore,
  windowOf,
  windowYearBefore,
} from './windows.ts';

const at = (iso: string): number => Date.parse(iso);
const ZONE = 'Asia/Shanghai';

describe('windows', () => {
  it('today begins at the city’s midnight, whatever the browser’s zone', () => {
    expect(windowOf('today', at('2026-07-16T04:30:00Z'), ZONE).fromMs).toBe(at('2026-07-15T16:00:00Z'));
  });
  it('roll over at each local hour, also where it is not a full hour of UTC', () => {
    expect(nextRollover(at('2026-07-16T04:40:00Z'), ZONE)).toBe(at('2026-07-16T05:00:00Z'));
    expect(nextRollover(at('2026-07-16T04:40:00Z'), 'Asia/Kolkata')).toBe(at('2026-07-16T05:30:00Z'));
  });
  it('usual is the same span a week before, up to the last full hour', () => {
    expect(usualWindow('today', at('2026-07-16T04:30:00Z'), ZONE)).toEqual({
      fromMs: at('2026-07-08T16:00:00Z'),
      toMs: at('2026-07-09T04:00:00Z'),
    });
  });
  it.each(['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/Havana'])(
    'a day of the past ends with its last instant in %s',
    (zone) => {
      for (const day of ['2025-11-01', '2025-11-02', '2026-03-08', '2024-02-29']) {
        const end = endOfDay(day, zone);
        expect([dayOf(end, zone), dayOf(end + 1, zone) > day]).toEqual([day, true]);
        expect(windowOf('today', end, zone)).toEqual({ fromMs: windowOf('today', end, zone).fromMs, toMs: end + 1 });
      }
    },
  );
  it('in the first hour of a day usual is that hour, never nothing', () => {
    const { fromMs, toMs } = usualWindow('today', at('2026-07-15T16:10:00Z'), ZONE);
    expect(toMs - fromMs).toBe(3_600_000);
  });
});

describe('the periods that scores are compared with', () => {
  const nowMs = at('2026-07-16T04:30:00Z');
  it('the same length just before, up to the same full hour', () => {
    expect(windowBefore('7d', nowMs, ZONE)).toEqual({ fromMs: at('2026-07-02T16:00:00Z'), toMs: at('2026-07-09T04:00:00Z') });
    expect(windowBefore('today', nowMs, ZONE)).toEqual({ fromMs: at('2026-07-14T16:00:00Z'), toMs: at('2026-07-15T04:00:00Z') });
  });
  it('the same dates a year before, over a leap day too', () => {
    expect(windowYearBefore('7d', nowMs, ZONE)).toEqual({ fromMs: at('2025-07-09T16:00:00Z'), toMs: at('2025-07-16T04:00:00Z') });
    expect(windowYearBefore('today', at('2028-03-02T04:30:00Z'), ZONE).fromMs).toBe(at('2027-03-01T16:00:00Z'));
  });
});

it('a field of wall time speaks of the city, wherever the screen stands', () => {
  const ms = Date.parse('2026-11-28T16:05:00Z');
  expect(localMinute(ms, 'Asia/Shanghai')).toBe('2026-11-29T00:05');
  expect(minuteToMs('2026-11-29T00:05', 'Asia/Shanghai')).toBe(ms);
  expect(minuteToMs(localMinute(ms, 'America/New_York'), 'America/New_York')).toBe(ms);
});
