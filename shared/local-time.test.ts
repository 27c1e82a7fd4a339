import { describe, expect, it } from 'vitest';
import { localTime, presetWindow } from './local-time.ts';

const HOUR_MS = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number): string => new Date(ms).toISOString();

describe('localTime', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-04T04:59:59.999Z', '2026-03-04T04:00:00.000Z', '2026-03-03T16:00:00.000Z', '20260304'],
    ['Asia/Kolkata', '2026-03-04T04:10:00Z', '2026-03-04T03:30:00.000Z', '2026-03-03T18:30:00.000Z', '20260304'],
    ['Asia/Kathmandu', '2026-03-04T04:10:00Z', '2026-03-04T03:15:00.000Z', '2026-03-03T18:15:00.000Z', '20260304'],
    ['America/New_York', '2026-03-08T07:10:00Z', '2026-03-08T07:00:00.000Z', '2026-03-08T05:00:00.000Z', '20260308'],
    ['UTC', '1969-12-31T23:59:00Z', '1969-12-31T23:00:00.000Z', '1969-12-31T00:00:00.000Z', '19691231'],
    // Summer time begins at midnight: the day starts at 1:00.
    ['Asia/Beirut', '2023-03-26T10:00:00Z', '2023-03-26T10:00:00.000Z', '2023-03-25T22:00:00.000Z', '20230326'],
    // Clocks go back from 1:00 to 0:00: midnight comes twice, the day starts with the first.
    ['Atlantic/Azores', '2025-10-26T12:00:00Z', '2025-10-26T12:00:00.000Z', '2025-10-26T00:00:00.000Z', '20251026'],
    ['Atlantic/Azores', '2025-10-26T00:30:00Z', '2025-10-26T00:00:00.000Z', '2025-10-26T00:00:00.000Z', '20251026'],
  ])('%s %s', (zone, instant, hour, day, key) => {
    const time = localTime(zone);
    expect([iso(time.hourOf(at(instant))), iso(time.dayStart(at(instant))), time.dayKey(at(instant))]).toEqual([hour, day, key]);
  });

  it.each(['America/New_York', 'Atlantic/Azores', 'America/Havana', 'Australia/Lord_Howe', 'Asia/Shanghai'])(
    'cuts a year of %s into days without gap or overlap',
    (zone) => {
      const time = localTime(zone);
      let day = time.dayStart(at('2025-01-01T12:00:00Z'));
      const lengths = new Set<number>();
      for (let n = 0; n < 366; n++) {
        const next = time.addDays(day, 1);
        lengths.add((next - day) / HOUR_MS);
        expect([time.dayStart(next), time.dayStart(next - 1), time.dayStart(day + HOUR_MS)]).toEqual([next, day, day]);
        expect(time.dayKey(next)).not.toBe(time.dayKey(next - 1));
        day = next;
      }
      const expected: Record<string, number[]> = { 'Asia/Shanghai': [24], 'Australia/Lord_Howe': [23.5, 24, 24.5] };
      expect([...lengths].sort((a, b) => a - b)).toEqual(expected[zone] ?? [23, 24, 25]);
    },
  );

  it('goes back over a day of 25 hours', () => {
    const time = localTime('America/New_York');
    expect(iso(time.addDays(time.dayStart(at('2025-11-04T12:00:00Z')), -6))).toBe('2025-10-29T04:00:00.000Z');
  });
});

it('presets are whole local hours that end with the hour that runs', () => {
  const time = localTime('America/New_York');
  const now = at('2025-11-02T18:20:00Z');
  const window = (preset: 'today' | '24h' | '7d') => Object.values(presetWindow({ window: preset }, now, time)).map(iso);
  expect(window('today')).toEqual(['2025-11-02T04:00:00.000Z', '2025-11-02T19:00:00.000Z']);
  expect(window('24h')).toEqual(['2025-11-01T19:00:00.000Z', '2025-11-02T19:00:00.000Z']);
  expect(window('7d')[0]).toBe('2025-10-27T04:00:00.000Z');
});
