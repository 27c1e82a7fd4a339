import { describe, expect, it } from 'vitest';
import {
  dayOf,
  endOfDay,
  lastDayOf,
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
    expect(windowOf({ window: 'today' }, at('2026-07-16T04:30:00Z'), ZONE).fromMs).toBe(at('2026-07-15T16:00:00Z'));
  });
  it('roll over at each local hour, also where it is not a full hour of UTC', () => {
    expect(nextRollover(at('2026-07-16T04:40:00Z'), ZONE)).toBe(at('2026-07-16T05:00:00Z'));
    expect(nextRollover(at('2026-07-16T04:40:00Z'), 'Asia/Kolkata')).toBe(at('2026-07-16T05:30:00Z'));
  });
  it('usual is the same span a week before, up to the last full hour', () => {
    expect(usualWindow({ window: 'today' }, at('2026-07-16T04:30:00Z'), ZONE)).toEqual({
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
        expect(windowOf({ window: 'today' }, end, zone)).toEqual({
          fromMs: windowOf({ window: 'today' }, end, zone).fromMs,
          toMs: end + 1,
        });
      }
    },
  );
  it('in the first hour of a day usual is that hour, never nothing', () => {
    const { fromMs, toMs } = usualWindow({ window: 'today' }, at('2026-07-15T16:10:00Z'), ZONE);
    expect(toMs - fromMs).toBe(3_600_000);
  });
});

describe('the periods that scores are compared with', () => {
  const nowMs = at('2026-07-16T04:30:00Z');
  it('the same length just before, up to the same full hour', () => {
    expect(windowBefore({ window: '7d' }, nowMs, ZONE)).toEqual({ fromMs: at('2026-07-02T16:00:00Z'), toMs: at('2026-07-09T04:00:00Z') });
    expect(windowBefore({ window: 'today' }, nowMs, ZONE)).toEqual({
      fromMs: at('2026-07-14T16:00:00Z'),
      toMs: at('2026-07-15T04:00:00Z'),
    });
  });
  it('the same dates a year before, over a leap day too', () => {
    expect(windowYearBefore({ window: '7d' }, nowMs, ZONE)).toEqual({
      fromMs: at('2025-07-09T16:00:00Z'),
      toMs: at('2025-07-16T04:00:00Z'),
    });
    expect(windowYearBefore({ window: 'today' }, at('2028-03-02T04:30:00Z'), ZONE).fromMs).toBe(at('2027-03-01T16:00:00Z'));
  });
});

describe('a duty day', () => {
  const duty = { window: 'duty', starts: 8 } as const;
  it('begins at its hour by the wall clock, and runs over midnight', () => {
    expect(windowOf(duty, at('2026-07-16T00:20:00Z'), ZONE)).toEqual({
      fromMs: at('2026-07-16T00:00:00Z'),
      toMs: at('2026-07-16T01:00:00Z'),
    });
    expect(windowOf(duty, at('2026-07-15T23:59:59Z'), ZONE).fromMs).toBe(at('2026-07-15T00:00:00Z'));
    // The night in which the clocks of New York go forward, and the one in which they go back.
    for (const [now, from] of [
      ['2026-03-08T13:00:00Z', '2026-03-08T12:00:00Z'],
      ['2026-03-08T11:00:00Z', '2026-03-07T13:00:00Z'],
      ['2026-11-01T13:30:00Z', '2026-11-01T13:00:00Z'],
    ])
      expect(windowOf(duty, at(now!), 'America/New_York').fromMs, now).toBe(at(from!));
  });
  it('is compared with the one before, as far as full hours have gone', () => {
    expect(windowBefore(duty, at('2026-07-16T04:30:00Z'), ZONE)).toEqual({
      fromMs: at('2026-07-15T00:00:00Z'),
      toMs: at('2026-07-15T04:00:00Z'),
    });
  });
});

describe('a scoring period', () => {
  const period = { window: 'period', starts: 26 } as const;
  /** As local days and hours in Shanghai. */
  const read = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => [fromMs, toMs].map((ms) => localMinute(ms, ZONE).slice(0, 13));
  const noon = at('2026-11-10T04:30:00Z');
  it('begins on its day of the month, over the turn of a year too, and names its last day', () => {
    expect(read(windowOf(period, noon, ZONE))).toEqual(['2026-10-26T00', '2026-11-10T13']);
    expect(read(windowOf(period, at('2026-10-25T16:00:00Z'), ZONE))[0]).toBe('2026-10-26T00');
    expect(read(windowOf(period, at('2027-01-05T04:00:00Z'), ZONE))[0]).toBe('2026-12-26T00');
    expect(dayOf(lastDayOf(period, windowOf(period, noon, ZONE), ZONE), ZONE)).toBe('2026-11-25');
  });
  it('is compared with as much of the one before, and of the same one a year ago', () => {
    expect(read(windowBefore(period, noon, ZONE))).toEqual(['2026-09-26T00', '2026-10-11T12']);
    expect(read(windowYearBefore(period, noon, ZONE))).toEqual(['2025-10-26T00', '2025-11-10T12']);
    // Over a leap day, the dates stay.
    expect(read(windowYearBefore(period, at('2028-03-10T04:30:00Z'), ZONE))).toEqual(['2027-02-26T00', '2027-03-10T12']);
  });
  it('whole with whole, though one month is longer than another', () => {
    const end = endOfDay('2026-03-25', ZONE);
    expect(read(windowBefore(period, end, ZONE))).toEqual(['2026-01-26T00', '2026-02-26T00']);
    expect(read(windowYearBefore(period, end, ZONE))).toEqual(['2025-02-26T00', '2025-03-26T00']);
    // In a long period's last days the short one before it ends with its own.
    expect(read(windowBefore(period, at('2026-04-24T20:00:00Z'), ZONE))).toEqual(['2026-02-26T00', '2026-03-26T00']);
  });
});

it('a field of wall time speaks of the city, wherever the screen stands', () => {
  const ms = Date.parse('2026-11-28T16:05:00Z');
  expect(localMinute(ms, 'Asia/Shanghai')).toBe('2026-11-29T00:05');
  expect(minuteToMs('2026-11-29T00:05', 'Asia/Shanghai')).toBe(ms);
  expect(minuteToMs(localMinute(ms, 'America/New_York'), 'America/New_York')).toBe(ms);
});
