import { tz } from '@date-fns/tz';
import { format as formatDate, parse } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeReader } from './time-format.ts';
import { zonedTime } from './zoned-time.ts';

const utc = tz('UTC');
const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true });
const FORMATS = [
  'MM/dd/yyyy hh:mm:ss a',
  'yyyy/MM/dd HH:mm',
  'yyyy-MM-dd HH:mm:ss.SSS',
  "yyyy-MM-dd'T'HH:mm:ssXXX",
  'd.M.yyyy H:mm',
  'dd/MM/yy',
  'MMM d, yyyy h:mm a',
  'yyyyMMddHHmmss',
  'EEEE, d MMMM yyyy',
  'T',
  't',
];

describe('timeReader', () => {
  it('reads what date-fns wrote, as date-fns reads it', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...FORMATS), (date, form) => {
        const text = formatDate(date, form, { in: utc });
        const read = timeReader(form)(text);
        expect(read?.atMs).toBe(parse(text, form, new Date('2020-01-01'), { in: utc }).getTime());
        expect(read?.isLocal).toBe(!/[XtT]/.test(form.replace(/'.*'/, '')));
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses what date-fns refuses', () => {
    const number = (max: number) => fc.integer({ min: 0, max }).map(String);
    fc.assert(
      fc.property(
        number(14),
        number(33),
        fc.integer({ min: 1000, max: 2999 }),
        number(25),
        number(61),
        (month, day, year, hour, minute) => {
          const text = `${month}/${day}/${year} ${hour}:${minute}`;
          const mine = timeReader('MM/dd/yyyy HH:mm')(text)?.atMs ?? Number.NaN;
          expect(mine).toBe(parse(text, 'MM/dd/yyyy HH:mm', 0, { in: utc }).getTime());
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('zonedTime', () => {
  const ZONES = [
    'America/New_York',
    'Asia/Shanghai',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Europe/London',
    'America/St_Johns',
    'Pacific/Kiritimati',
  ];
  /** What the wall clock of a zone shows at an instant, as if UTC: from Intl alone. */
  const wallClock = (zone: string, ms: number): number => {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(ms);
    const value = (type: string): number => Number(parts.find((part) => part.type === type)!.value);
    return Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'), value('second'));
  };

  it('gives the first instant at which the wall clock shows the time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 }),
        (zone, minutes) => {
          const instant = minutes * 60_000;
          const found = zonedTime(zone)(wallClock(zone, instant));
          expect(wallClock(zone, found)).toBe(wallClock(zone, instant));
          expect(found).toBeLessThanOrEqual(instant);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
