import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { Check } from 'typebox/value';
import { HolidayFile, PLAIN_CALENDAR, type WorkCalendar } from '../../shared/work-calendar.ts';
import { calendarFaults } from './calendar-faults.ts';
import { GOLDEN, type GoldenCase } from './work-calendar.golden.ts';
import { buildWorkClock } from './work-calendar.ts';
import { exceptionsOf } from './work-days.ts';

const cn = JSON.parse(readFileSync(new URL('../../seed/calendars/cn.json', import.meta.url), 'utf8')) as HolidayFile;
const CHINA: WorkCalendar = { ...PLAIN_CALENDAR, years: cn.years };
const NIGHT = ['22:00-06:00'];
const NIGHTS: WorkCalendar = { week: { mon: NIGHT, tue: NIGHT, wed: NIGHT, thu: NIGHT, fri: NIGHT, sat: NIGHT, sun: NIGHT } };
/** Its tables: its functions read dates by the zone of the process. */
const chineseDays = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'),
) as Record<'holidays' | 'workdays', Record<string, string>>;
const iso = (ms: number): string => new Date(ms).toISOString();

const clockOf = ({ zone, shifts }: GoldenCase) =>
  buildWorkClock(zone ?? 'Asia/Shanghai', zone ? (shifts ? NIGHTS : PLAIN_CALENDAR) : CHINA);

describe('golden cases', () => {
  it.each(GOLDEN)('$why', (golden) => {
    const { from, pause, limit, due } = golden;
    const [amount, unit] = limit;
    const clock = clockOf(golden);
    const [pausedMs, resumedMs] = (pause ?? [from, from]).map((text) => Date.parse(text)) as [number, number];
    const left = amount - clock.spent(Date.parse(from), pausedMs, unit);
    // The same by the due time, which is all that a running incident keeps.
    expect(clock.spent(pausedMs, clock.dueAt(Date.parse(from), { amount, unit }), unit)).toBeCloseTo(left, 9);
    expect(iso(clock.dueAt(resumedMs, { amount: left, unit }))).toBe(iso(Date.parse(due)));
    expect(clock.spent(resumedMs, Date.parse(due), unit)).toBeCloseTo(left, 9);
  });
  it('rest on the notices that the calendar names, and on each of them', () => {
    const used = new Set(GOLDEN.flatMap(({ notice }) => notice ?? []));
    expect([...used].sort()).toEqual(
      Object.values(cn.years)
        .map(({ notice }) => notice.number)
        .sort(),
    );
  });
});

describe('seed/calendars/cn.json', () => {
  it('has the form and no fault', () => {
    expect(Check(HolidayFile, cn)).toBe(true);
    expect(calendarFaults(CHINA)).toEqual([]);
  });
  it.each(['2025', '2026'])('says of every day of %s what chinese-days says', (year) => {
    const exceptions = exceptionsOf(CHINA);
    const differing: string[] = [];
    for (let ms = Date.parse(`${year}-01-01`); ms <= Date.parse(`${year}-12-31`); ms += 86_400_000) {
      const date = iso(ms).slice(0, 10);
      const weekday = new Date(ms).getUTCDay();
      const exception = exceptions.get(date);
      const isWorked = exception === undefined ? weekday >= 1 && weekday <= 5 : exception !== 'off';
      const isWeekday = weekday >= 1 && weekday <= 5;
      if (isWorked !== (date in chineseDays.workdays || (isWeekday && !(date in chineseDays.holidays)))) differing.push(date);
      // The notice's own words: what it names off and worked, also on a weekend.
      if ((exception === 'off') !== date in chineseDays.holidays) differing.push(date);
    }
    expect(differing).toEqual([]);
  });
});

describe('a clock', () => {
  const clock = buildWorkClock('Asia/Shanghai', CHINA);
  const from = Date.parse('2026-12-30T10:00+08:00');

  it('goes by the week in a year that it does not know, and says so', () => {
    expect(iso(clock.dueAt(from, { amount: 3, unit: 'working-day' }))).toBe('2027-01-04T02:00:00.000Z');
    expect(clock.unknownYear(from, Date.parse('2026-12-31T23:59+08:00'))).toBeNull();
    expect(clock.unknownYear(from, Date.parse('2027-01-01T00:00+08:00'))).toBe(2027);
    expect(clock.unknownYear(Date.parse('2024-12-31T23:59+08:00'), from)).toBe(2024);
    expect(buildWorkClock('Asia/Shanghai', PLAIN_CALENDAR).unknownYear(from, from * 2)).toBeNull();
  });
  it('takes a limit of nothing, or less, as due at once', () => {
    for (const unit of ['working-hour', 'working-day', 'emergency-hour'] as const)
      for (const amount of [0, -3, 1e-12]) expect(clock.dueAt(from, { amount, unit })).toBe(from);
    expect(clock.spent(from, from - 1, 'working-hour')).toBe(0);
  });
  it('answers a long limit without counting minutes', () => {
    const began = performance.now();
    for (let i = 0; i < 2000; i++) clock.dueAt(from - i * 3_600_000, { amount: 480, unit: 'working-hour' });
    expect(performance.now() - began).toBeLessThan(1000);
  });
  it('does not count a minute twice where shifts meet', () => {
    const met = buildWorkClock('Asia/Shanghai', {
      week: { ...PLAIN_CALENDAR.week, sat: ['20:00-10:00'] },
      years: { '2026': { notice: { number: '', title: '', issued: '2026-01-01' }, off: [], work: [{ date: '2026-03-08', as: 'mon' }] } },
    });
    const saturday = Date.parse('2026-03-07T20:00+08:00');
    expect(met.spent(saturday, saturday + 86_400_000, 'working-hour')).toBe(14 + 2 + 4);
  });
  it('refuses a week without work rather than looking for ever', () => {
    const never = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
    expect(() => buildWorkClock('UTC', { week: never })).toThrow('needs a shift');
  });
});

describe('calendar faults', () => {
  const year = (changes: object): WorkCalendar => ({ ...PLAIN_CALENDAR, years: { '2026': { ...cn.years['2026']!, ...changes } } });
  const off = (from: string, to: string) => year({ off: [{ names: { zh: '', en: '' }, from, to }] });
  it.each<[string, WorkCalendar, string]>([
    ['no shift at all', { week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } }, 'week'],
    ['shifts that overlap', { week: { ...PLAIN_CALENDAR.week, mon: ['09:00-12:00', '11:00-18:00'] } }, 'week.mon.1'],
    ['shifts out of order', { week: { ...PLAIN_CALENDAR.week, tue: ['14:00-18:00', '09:00-12:00'] } }, 'week.tue.1'],
    ['a night that reaches into the next shift', { week: { ...PLAIN_CALENDAR.week, sun: ['20:00-09:30'] } }, 'week.mon.0'],
    ['a shift of nothing', { week: { ...PLAIN_CALENDAR.week, fri: ['09:00-09:00'] } }, 'week.fri.0'],
    ['no such day', off('2026-02-30', '2026-03-01'), 'years.2026.off.0.from'],
    ['another year’s day', off('2026-12-31', '2027-01-02'), 'years.2026.off.0.to'],
    ['the end before the beginning', off('2026-05-05', '2026-05-01'), 'years.2026.off.0.to'],
    ['a day off that is worked', year({ work: [{ date: '2026-10-01', as: 'mon' }] }), 'years.2026.work.0.date'],
    ['a make-up day like a day without shifts', year({ work: [{ date: '2026-03-07', as: 'sun' }] }), 'years.2026.work.0.as'],
  ])('%s', (_, calendar, field) => {
    expect(calendarFaults(calendar).map((each) => each.field)).toContain(field);
  });
  it('lets a New Year’s holiday begin in December', () => {
    expect(calendarFaults(off('2025-12-30', '2026-01-01'))).toEqual([]);
  });
});
