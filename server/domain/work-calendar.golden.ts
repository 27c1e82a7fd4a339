import type { Limit } from '../../shared/limits.ts';

/**
 * Due times worked out by hand. Shifts are Monday to Friday 09:00–12:00 and 14:00–18:00 (7 hours), as in the default city.
 * China's days off and make-up days rest on the notice that each case names: seed/calendars/cn.json.
 */
export interface GoldenCase {
  why: string;
  /** null = no public holiday matters here. */
  notice: '国办发明电〔2024〕12号' | '国办发明电〔2025〕7号' | null;
  from: string;
  limit: readonly [amount: number, unit: Limit['unit']];
  due: string;
  /** The clock stood from the one to the other. */
  pause?: readonly [from: string, to: string];
  /** Absent = Asia/Shanghai. */
  zone?: 'Europe/Berlin' | 'America/New_York';
  /** Absent = the day shifts above; `night` = 22:00–06:00 every day. */
  shifts?: 'night';
}
const N2025 = '国办发明电〔2024〕12号';
const N2026 = '国办发明电〔2025〕7号';

export const GOLDEN: readonly GoldenCase[] = [
  // Within a day and over the night.
  { why: 'inside a morning', notice: null, from: '2026-03-04T09:30+08:00', limit: [2, 'working-hour'], due: '2026-03-04T11:30+08:00' },
  { why: 'over the midday break', notice: null, from: '2026-03-04T11:00+08:00', limit: [2, 'working-hour'], due: '2026-03-04T15:00+08:00' },
  {
    why: 'ends with the shift, not with the next morning',
    notice: null,
    from: '2026-03-04T14:00+08:00',
    limit: [4, 'working-hour'],
    due: '2026-03-04T18:00+08:00',
  },
  { why: 'over a night', notice: null, from: '2026-03-04T17:00+08:00', limit: [4, 'working-hour'], due: '2026-03-05T12:00+08:00' },
  {
    why: 'received at night, counted from the morning',
    notice: null,
    from: '2026-03-04T23:40+08:00',
    limit: [2, 'working-hour'],
    due: '2026-03-05T11:00+08:00',
  },
  {
    why: 'received before work',
    notice: null,
    from: '2026-03-05T06:00+08:00',
    limit: [0.5, 'working-hour'],
    due: '2026-03-05T09:30+08:00',
  },
  {
    why: 'an emergency hour knows no night',
    notice: null,
    from: '2026-03-04T23:40+08:00',
    limit: [2, 'emergency-hour'],
    due: '2026-03-05T01:40+08:00',
  },
  // Weekends.
  {
    why: 'Friday evening to Monday',
    notice: null,
    from: '2026-03-06T17:30+08:00',
    limit: [2, 'working-hour'],
    due: '2026-03-09T10:30+08:00',
  },
  {
    why: 'received on a Saturday',
    notice: null,
    from: '2026-03-07T15:00+08:00',
    limit: [4, 'working-hour'],
    due: '2026-03-09T15:00+08:00',
  },
  {
    why: 'one working day from 10:00 is 10:00 of the next',
    notice: null,
    from: '2026-03-04T10:00+08:00',
    limit: [1, 'working-day'],
    due: '2026-03-05T10:00+08:00',
  },
  {
    why: 'three working days over a weekend',
    notice: null,
    from: '2026-03-05T10:00+08:00',
    limit: [3, 'working-day'],
    due: '2026-03-10T10:00+08:00',
  },
  {
    why: 'one working day from a Saturday is the whole Monday',
    notice: null,
    from: '2026-03-07T15:00+08:00',
    limit: [1, 'working-day'],
    due: '2026-03-09T18:00+08:00',
  },
  {
    why: 'one working day from after work is the whole next day',
    notice: null,
    from: '2026-03-04T20:00+08:00',
    limit: [1, 'working-day'],
    due: '2026-03-05T18:00+08:00',
  },
  {
    why: 'from the midday break the share stands still',
    notice: null,
    from: '2026-03-04T13:00+08:00',
    limit: [1, 'working-day'],
    due: '2026-03-05T12:00+08:00',
  },
  {
    why: 'half a working day is half of the shifts: 3.5 hours',
    notice: null,
    from: '2026-03-04T09:00+08:00',
    limit: [0.5, 'working-day'],
    due: '2026-03-04T14:30+08:00',
  },
  // Holidays of 2025.
  {
    why: 'New Year’s Day 2025, a Wednesday alone',
    notice: N2025,
    from: '2025-01-02T09:00+08:00',
    limit: [2, 'working-day'],
    due: '2025-01-03T18:00+08:00',
  },
  {
    why: 'received on New Year’s Day 2025',
    notice: N2025,
    from: '2025-01-01T11:00+08:00',
    limit: [2, 'working-hour'],
    due: '2025-01-02T11:00+08:00',
  },
  {
    why: 'make-up Sunday before Spring Festival 2025',
    notice: N2025,
    from: '2025-01-24T17:00+08:00',
    limit: [2, 'working-hour'],
    due: '2025-01-26T10:00+08:00',
  },
  {
    why: 'Spring Festival 2025: eight days off',
    notice: N2025,
    from: '2025-01-27T10:00+08:00',
    limit: [1, 'working-day'],
    due: '2025-02-05T10:00+08:00',
  },
  {
    why: 'make-up Saturday after Spring Festival 2025',
    notice: N2025,
    from: '2025-02-07T16:00+08:00',
    limit: [1, 'working-day'],
    due: '2025-02-08T16:00+08:00',
  },
  {
    why: 'Tomb-Sweeping Day 2025, Friday to Sunday',
    notice: N2025,
    from: '2025-04-03T17:00+08:00',
    limit: [2, 'working-hour'],
    due: '2025-04-07T10:00+08:00',
  },
  {
    why: 'make-up Sunday before Labour Day 2025',
    notice: N2025,
    from: '2025-04-25T10:00+08:00',
    limit: [1, 'working-day'],
    due: '2025-04-27T10:00+08:00',
  },
  {
    why: 'Labour Day 2025: five days off',
    notice: N2025,
    from: '2025-04-30T17:00+08:00',
    limit: [4, 'working-hour'],
    due: '2025-05-06T12:00+08:00',
  },
  {
    why: 'Dragon Boat Festival 2025 takes a Monday',
    notice: N2025,
    from: '2025-05-30T10:00+08:00',
    limit: [1, 'working-day'],
    due: '2025-06-03T10:00+08:00',
  },
  {
    why: 'make-up Sunday before National Day 2025',
    notice: N2025,
    from: '2025-09-26T10:00+08:00',
    limit: [2, 'working-day'],
    due: '2025-09-29T10:00+08:00',
  },
  {
    why: 'National Day with Mid-Autumn 2025: eight days off',
    notice: N2025,
    from: '2025-09-30T15:00+08:00',
    limit: [7, 'working-hour'],
    due: '2025-10-09T15:00+08:00',
  },
  {
    why: 'make-up Saturday after National Day 2025',
    notice: N2025,
    from: '2025-10-10T10:00+08:00',
    limit: [2, 'working-day'],
    due: '2025-10-13T10:00+08:00',
  },
  // Year end, and holidays of 2026.
  {
    why: 'over the year end: 1 to 3 January off, Sunday the 4th worked',
    notice: N2026,
    from: '2025-12-31T16:00+08:00',
    limit: [1, 'working-day'],
    due: '2026-01-04T16:00+08:00',
  },
  {
    why: 'working hours over the year end',
    notice: N2026,
    from: '2025-12-31T17:00+08:00',
    limit: [3, 'working-hour'],
    due: '2026-01-04T11:00+08:00',
  },
  {
    why: 'make-up Saturday before Spring Festival 2026',
    notice: N2026,
    from: '2026-02-13T16:00+08:00',
    limit: [4, 'working-hour'],
    due: '2026-02-14T11:00+08:00',
  },
  {
    why: 'Spring Festival 2026: nine days off',
    notice: N2026,
    from: '2026-02-14T17:00+08:00',
    limit: [2, 'working-hour'],
    due: '2026-02-24T10:00+08:00',
  },
  {
    why: 'twenty working days over Spring Festival 2026 with both make-up days',
    notice: N2026,
    from: '2026-02-10T10:00+08:00',
    limit: [20, 'working-day'],
    due: '2026-03-16T10:00+08:00',
  },
  {
    why: 'make-up Saturday after Spring Festival 2026',
    notice: N2026,
    from: '2026-02-27T17:30+08:00',
    limit: [1, 'working-hour'],
    due: '2026-02-28T09:30+08:00',
  },
  {
    why: 'Tomb-Sweeping Day 2026 takes a Monday',
    notice: N2026,
    from: '2026-04-03T17:00+08:00',
    limit: [2, 'working-hour'],
    due: '2026-04-07T10:00+08:00',
  },
  {
    why: 'Labour Day 2026 and its make-up Saturday',
    notice: N2026,
    from: '2026-04-30T10:00+08:00',
    limit: [4, 'working-day'],
    due: '2026-05-09T10:00+08:00',
  },
  {
    why: 'Dragon Boat Festival 2026, Friday to Sunday',
    notice: N2026,
    from: '2026-06-18T16:00+08:00',
    limit: [1, 'working-day'],
    due: '2026-06-22T16:00+08:00',
  },
  {
    why: 'Mid-Autumn Festival 2026',
    notice: N2026,
    from: '2026-09-24T17:00+08:00',
    limit: [2, 'working-hour'],
    due: '2026-09-28T10:00+08:00',
  },
  {
    why: 'make-up Sunday before National Day 2026',
    notice: N2026,
    from: '2026-09-18T10:00+08:00',
    limit: [1, 'working-day'],
    due: '2026-09-20T10:00+08:00',
  },
  {
    why: 'National Day 2026: seven days off, the Saturday after worked',
    notice: N2026,
    from: '2026-09-30T10:00+08:00',
    limit: [3, 'working-day'],
    due: '2026-10-10T10:00+08:00',
  },
  {
    why: 'an emergency hour knows no holiday',
    notice: N2026,
    from: '2026-10-03T02:00+08:00',
    limit: [24, 'emergency-hour'],
    due: '2026-10-04T02:00+08:00',
  },
  // Pauses.
  {
    why: 'paused within a day',
    notice: null,
    from: '2026-03-04T09:00+08:00',
    limit: [4, 'working-hour'],
    pause: ['2026-03-04T10:00+08:00', '2026-03-05T14:00+08:00'],
    due: '2026-03-05T17:00+08:00',
  },
  {
    why: 'paused over Spring Festival 2026: what is left goes on after it',
    notice: N2026,
    from: '2026-02-13T10:00+08:00',
    limit: [3, 'working-day'],
    pause: ['2026-02-14T10:00+08:00', '2026-02-25T10:00+08:00'],
    due: '2026-02-27T10:00+08:00',
  },
  {
    why: 'paused and resumed in a holiday: the holiday still does not count',
    notice: N2026,
    from: '2026-09-30T17:00+08:00',
    limit: [2, 'working-hour'],
    pause: ['2026-10-02T08:00+08:00', '2026-10-05T08:00+08:00'],
    due: '2026-10-08T10:00+08:00',
  },
  {
    why: 'an emergency clock paused over a holiday',
    notice: N2025,
    from: '2025-09-30T20:00+08:00',
    limit: [24, 'emergency-hour'],
    pause: ['2025-10-01T08:00+08:00', '2025-10-09T08:00+08:00'],
    due: '2025-10-09T20:00+08:00',
  },
  {
    why: 'paused over a make-up day: the make-up day does not count either',
    notice: N2025,
    from: '2025-01-24T10:00+08:00',
    limit: [2, 'working-day'],
    pause: ['2025-01-25T10:00+08:00', '2025-02-05T09:00+08:00'],
    due: '2025-02-06T10:00+08:00',
  },
  // Clocks that change.
  {
    why: 'day shifts do not notice the spring change',
    notice: null,
    zone: 'Europe/Berlin',
    from: '2026-03-27T17:00+01:00',
    limit: [2, 'working-hour'],
    due: '2026-03-30T10:00+02:00',
  },
  {
    why: 'nor the autumn change',
    notice: null,
    zone: 'America/New_York',
    from: '2026-10-30T10:00-04:00',
    limit: [1, 'working-day'],
    due: '2026-11-02T10:00-05:00',
  },
  {
    why: 'an emergency day over the spring change is 24 real hours',
    notice: null,
    zone: 'Europe/Berlin',
    from: '2026-03-28T12:00+01:00',
    limit: [24, 'emergency-hour'],
    due: '2026-03-29T13:00+02:00',
  },
  {
    why: 'a night shift in spring has seven hours',
    notice: null,
    zone: 'Europe/Berlin',
    shifts: 'night',
    from: '2026-03-28T22:00+01:00',
    limit: [8, 'working-hour'],
    due: '2026-03-29T23:00+02:00',
  },
  {
    why: 'a night shift in autumn has nine hours',
    notice: null,
    zone: 'America/New_York',
    shifts: 'night',
    from: '2026-10-31T22:00-04:00',
    limit: [9, 'working-hour'],
    due: '2026-11-01T06:00-05:00',
  },
  {
    why: 'a short night is a whole working day',
    notice: null,
    zone: 'America/New_York',
    shifts: 'night',
    from: '2026-03-07T22:00-05:00',
    limit: [1, 'working-day'],
    due: '2026-03-08T06:00-04:00',
  },
  {
    why: 'a night shift over the year end belongs to the old year',
    notice: null,
    zone: 'Europe/Berlin',
    shifts: 'night',
    from: '2026-12-31T23:00+01:00',
    limit: [4, 'working-hour'],
    due: '2027-01-01T03:00+01:00',
  },
];
