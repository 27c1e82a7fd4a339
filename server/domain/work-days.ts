import type { LocalTime } from '../../shared/local-time.ts';
import { WEEKDAYS, type Weekday, type WorkCalendar } from '../../shared/work-calendar.ts';
import { firstInstant } from './wall-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** One working day as instants: its stretches of work in order, none touching another day's. */
export interface WorkDay {
  startMs: number;
  workMs: number;
  /** Work of the year's days before it. */
  beforeMs: number;
  stretches: readonly (readonly [startMs: number, endMs: number])[];
}
/** A local year's days that have work, in order. */
export interface WorkYear {
  days: readonly WorkDay[];
  workMs: number;
}

/** A shift in minutes from its day's midnight; what ends on the next day ends after 1440. */
export function shiftMinutes(shift: string): [from: number, to: number] {
  const [from = 0, to = 0] = shift.split('-').map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  return [from, to <= from ? to + 1440 : to];
}

export type Exceptions = ReadonlyMap<string, 'off' | Weekday>;

/** What is not as the week says, by local date. */
export function exceptionsOf({ years = {} }: WorkCalendar): Exceptions {
  const found = new Map<string, 'off' | Weekday>();
  for (const { off, work } of Object.values(years)) {
    for (const { from, to } of off) for (let ms = Date.parse(from); ms <= Date.parse(to); ms += DAY_MS) found.set(dateText(ms), 'off');
    for (const { date, as } of work) found.set(date, as);
  }
  return found;
}
const dateText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const REMEMBERED_MOST = 100;

/** Working days by local year, each year laid out when first asked for: no question counts minutes. */
export function workYears(time: LocalTime, calendar: WorkCalendar): (year: number) => WorkYear {
  const exceptions = exceptionsOf(calendar);
  const shifts = Object.fromEntries(WEEKDAYS.map((day) => [day, calendar.week[day].map(shiftMinutes)])) as Record<
    Weekday,
    [number, number][]
  >;
  // Looking for the next shift would never end.
  if (WEEKDAYS.every((day) => shifts[day].length === 0)) throw new Error('A working calendar needs a shift on some day of the week');
  const instant = (wallMs: number): number => firstInstant(wallMs, time);
  const known = new Map<number, WorkYear>();

  /** As local ms of the wall clock, midnight to midnight. */
  function stretchesOf(midnightMs: number): [number, number][] {
    const weekday = WEEKDAYS[(new Date(midnightMs).getUTCDay() + 6) % 7]!;
    const exception = exceptions.get(dateText(midnightMs));
    if (exception === 'off') return [];
    return shifts[exception ?? weekday].map(([from, to]) => [midnightMs + from * MINUTE_MS, midnightMs + to * MINUTE_MS]);
  }

  function layOut(year: number): WorkYear {
    const days: WorkDay[] = [];
    let workMs = 0;
    const first = Date.UTC(year, 0, 1);
    // Where the evening before reaches into the year: a minute is worked once.
    let worked = Math.max(...stretchesOf(first - DAY_MS).map(([, to]) => instant(to)), Number.NEGATIVE_INFINITY);
    for (let midnight = first; midnight < Date.UTC(year + 1, 0, 1); midnight += DAY_MS) {
      const stretches: [number, number][] = [];
      for (const [from, to] of stretchesOf(midnight)) {
        const start = Math.max(instant(from), worked);
        const end = instant(to);
        if (end <= start) continue;
        stretches.push([start, end]);
        worked = end;
      }
      const [earliest] = stretches;
      if (!earliest) continue;
      const own = stretches.reduce((sum, [start, end]) => sum + end - start, 0);
      days.push({ startMs: earliest[0], workMs: own, beforeMs: workMs, stretches });
      workMs += own;
    }
    return { days, workMs };
  }

  return (year) => {
    let found = known.get(year);
    if (!found) {
      if (known.size >= REMEMBERED_MOST) known.clear();
      found = layOut(year);
      known.set(year, found);
    }
    return found;
  };
}
