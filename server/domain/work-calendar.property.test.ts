import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMIT_UNITS, type LimitUnit } from '../../shared/limits.ts';
import { PLAIN_CALENDAR, type HolidayFile, type WorkCalendar } from '../../shared/work-calendar.ts';
import { minuteSimulator } from '../testing/minute-simulator.ts';
import { buildWorkClock } from './work-calendar.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const cn = JSON.parse(readFileSync(new URL('../../seed/calendars/cn.json', import.meta.url), 'utf8')) as HolidayFile;

/** A short Friday, nights over midnight, a day all round the clock: all that a week may have. */
const UNEVEN: WorkCalendar['week'] = {
  mon: ['08:30-12:00', '13:30-17:45'],
  tue: ['00:00-24:00'],
  wed: ['06:00-14:00', '22:00-06:00'],
  thu: ['09:00-12:00', '14:00-18:00'],
  fri: ['09:00-13:00'],
  sat: ['20:00-02:30'],
  sun: [],
};
/** Where clocks change in the night: shifts over and at the changes. */
const NIGHTS: WorkCalendar['week'] = {
  mon: ['01:30-02:30', '22:00-06:00'],
  tue: ['08:00-16:00', '22:00-06:00'],
  wed: ['09:00-17:00'],
  thu: ['09:00-17:00'],
  fri: ['09:00-17:00'],
  sat: ['23:30-02:15'],
  sun: ['02:30-03:30', '22:00-00:15'],
};
const CITIES: readonly [zone: string, calendar: WorkCalendar][] = [
  ['Asia/Shanghai', { ...PLAIN_CALENDAR, years: cn.years }],
  ['Asia/Shanghai', { week: UNEVEN, years: cn.years }],
  ['Europe/Berlin', PLAIN_CALENDAR],
  ['Europe/Berlin', { week: NIGHTS }],
  ['America/New_York', { week: NIGHTS }],
  ['Australia/Lord_Howe', { week: UNEVEN }],
  ['Asia/Kolkata', { week: UNEVEN }],
];
const CLOCKS = CITIES.map(([zone, calendar]) => ({ zone, calendar, clock: buildWorkClock(zone, calendar) }));

/** Weeks of all kinds: changes of clocks, long holidays, both year ends, and any other. */
const BEGINNINGS = [
  '2025-01-20',
  '2025-12-22',
  '2026-02-09',
  '2026-03-05',
  '2026-03-26',
  '2026-09-16',
  '2026-10-22',
  '2026-10-29',
  '2026-12-28',
];
const minute = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.integer({ min: 0, max: 7 * 1440 }))
  .map(([date, n]) => Date.parse(date) + n * MINUTE_MS);
const instant = fc.integer({ min: Date.parse('2024-12-20'), max: Date.parse('2027-01-10') });
const city = fc.constantFrom(...CLOCKS);
const unit = fc.constantFrom<LimitUnit>(...LIMIT_UNITS);
const amount = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0.01, max: 30, noNaN: true }));

describe('a city’s clock', () => {
  it('agrees with whoever looks at the wall clock each minute', { timeout: 120_000 }, () => {
    const property = fc.property(city, minute, fc.integer({ min: 1, max: 9 * 1440 }), ({ zone, calendar, clock }, fromMs, minutes) => {
      const toMs = fromMs + minutes * MINUTE_MS;
      const sums = minuteSimulator(zone, calendar).run(fromMs, toMs);
      for (const each of LIMIT_UNITS) {
        expect(clock.spent(fromMs, toMs, each)).toBeCloseTo(sums[each].at(-1)!, 6);
        const used = sums[each].at(-1)!;
        if (used < 1e-6) continue;
        // Half of what passed is used up within the first minute by whose end the simulator says so.
        const half = used / 2;
        const index = sums[each].findIndex((sum) => sum >= half - 1e-7);
        const due = clock.dueAt(fromMs, { amount: half, unit: each });
        expect(due).toBeGreaterThan(fromMs + (index - 1) * MINUTE_MS - 2);
        expect(due).toBeLessThanOrEqual(fromMs + index * MINUTE_MS + 2);
      }
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('agrees with it over a pause', { timeout: 120_000 }, () => {
    const stops = fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 6000 }));
    const property = fc.property(city, minute, stops, unit, ({ zone, calendar, clock }, fromMs, [ran, stood], each) => {
      const pausedMs = fromMs + ran * MINUTE_MS;
      const resumedMs = pausedMs + stood * MINUTE_MS;
      const limit = { amount: 2, unit: each };
      const { run } = minuteSimulator(zone, calendar);
      const used = run(fromMs, pausedMs)[each].at(-1)!;
      if (used >= limit.amount) return;
      const after = run(resumedMs, resumedMs + 12 * DAY_MS)[each];
      const minutes = after.findIndex((sum) => sum >= limit.amount - used - 1e-7);
      if (minutes < 0) return;
      const due = clock.dueAt(resumedMs, { ...limit, amount: limit.amount - clock.spent(fromMs, pausedMs, each) });
      expect(due).toBeGreaterThan(resumedMs + (minutes - 1) * MINUTE_MS - 2);
      expect(due).toBeLessThanOrEqual(resumedMs + minutes * MINUTE_MS + 2);
    });
    fc.assert(property, { numRuns: 40 });
  });

  it('adds up: a limit in two parts ends where the whole does', () => {
    const property = fc.property(city, instant, amount, amount, unit, ({ clock }, fromMs, a, b, each) => {
      const inParts = clock.dueAt(clock.dueAt(fromMs, { amount: a, unit: each }), { amount: b, unit: each });
      const atOnce = clock.dueAt(fromMs, { amount: a + b, unit: each });
      // Rounding of each part to whole ms may carry the sum over the end of a shift: then nobody works in between.
      const [first, last] = [Math.min(inParts, atOnce), Math.max(inParts, atOnce)];
      expect(clock.spent(first, last, each)).toBeLessThan(1e-6);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('and whole parts add up to the millisecond', () => {
    const whole = fc.integer({ min: 1, max: 60 });
    const property = fc.property(fc.constantFrom(CLOCKS[0]!, CLOCKS[2]!), instant, whole, whole, unit, ({ clock }, fromMs, a, b, each) => {
      expect(clock.dueAt(clock.dueAt(fromMs, { amount: a, unit: each }), { amount: b, unit: each })).toBe(
        clock.dueAt(fromMs, { amount: a + b, unit: each }),
      );
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('has spent a limit when it is due, and not before', () => {
    const property = fc.property(city, instant, amount, unit, ({ clock }, fromMs, n, each) => {
      const due = clock.dueAt(fromMs, { amount: n, unit: each });
      expect(clock.spent(fromMs, due, each)).toBeCloseTo(n, 6);
      expect(clock.spent(fromMs, due - 2, each)).toBeLessThan(n);
    });
    fc.assert(property, { numRuns: 3000 });
  });

  it('never runs backwards: what begins later is due no earlier', () => {
    const property = fc.property(
      city,
      instant,
      fc.integer({ min: 0, max: 20 * DAY_MS }),
      amount,
      unit,
      ({ clock }, fromMs, more, n, each) => {
        const limit = { amount: n, unit: each };
        expect(clock.dueAt(fromMs + more, limit)).toBeGreaterThanOrEqual(clock.dueAt(fromMs, limit) - 1);
      },
    );
    fc.assert(property, { numRuns: 3000 });
  });
});
