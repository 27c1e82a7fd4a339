import type { LimitUnit } from '../../shared/limits.ts';
import type { Weekday, WorkCalendar } from '../../shared/work-calendar.ts';

/**
 * The rules of docs/deadlines.md once more, as slowly as they can be said: it walks minute by minute, reads a wall clock of the
 * platform and looks whether anybody works. Shares no code with the clock that it judges; whole minutes only.
 */
export function minuteSimulator(timeZone: string, { week, years = {} }: WorkCalendar) {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const nameOf = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'short' });

  function shiftsOf(date: string): string[] {
    for (const { off, work } of Object.values(years)) {
      const made = work.find((each) => each.date === date);
      if (made) return week[made.as];
      if (off.some(({ from, to }) => from <= date && date <= to)) return [];
    }
    return week[nameOf.format(new Date(`${date}T12:00:00Z`)).toLowerCase() as Weekday];
  }
  const nextDate = (date: string, days: number): string =>
    new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const written = new Map<string, [begins: string, ends: string, date: string][]>();
  /** The shifts that may hold a minute of this date: yesterday's and its own. */
  function shiftsAbout(today: string): [string, string, string][] {
    let found = written.get(today);
    if (found) return found;
    found = [];
    for (const date of [nextDate(today, -1), today]) {
      for (const shift of shiftsOf(date)) {
        const [from = '', to = ''] = shift.split('-');
        const ends = to === '24:00' ? `${nextDate(date, 1)} 00:00` : `${to <= from ? nextDate(date, 1) : date} ${to}`;
        found.push([`${date} ${from}`, ends, date]);
      }
    }
    written.set(today, found);
    return found;
  }

  /** Whose day is being worked at the latest time that the wall clock has shown so far; null = nobody works. */
  const workedDay = (shown: string): string | null =>
    shiftsAbout(shown.slice(0, 10)).find(([begins, ends]) => begins <= shown && shown < ends)?.[2] ?? null;

  /** For every minute from `fromMs` on, whose day is worked in it. */
  function walk(fromMs: number, toMs: number): (string | null)[] {
    const days: (string | null)[] = [];
    let shown = '';
    // From two days before, so that what a clock put back has shown already is known.
    for (let ms = fromMs - 2 * 86_400_000; ms < toMs; ms += 60_000) {
      const now = wall.format(ms);
      if (now > shown) shown = now;
      if (ms >= fromMs) days.push(workedDay(shown));
    }
    return days;
  }

  return {
    /** How much of each unit passes minute by minute: running sums, the first entry being nothing. */
    run(fromMs: number, toMs: number): Record<LimitUnit, number[]> {
      // A day's own minutes, the whole of it: two days on both sides cover every shift that reaches in or out.
      const around = walk(fromMs - 2 * 86_400_000, toMs + 2 * 86_400_000);
      const days = around.slice(2 * 1440, around.length - 2 * 1440);
      const minutes = new Map<string, number>();
      for (const day of around) if (day !== null) minutes.set(day, (minutes.get(day) ?? 0) + 1);
      const sums: Record<LimitUnit, number[]> = { 'working-hour': [0], 'working-day': [0], 'emergency-hour': [0] };
      for (const day of days) {
        sums['emergency-hour'].push(sums['emergency-hour'].at(-1)! + 1 / 60);
        sums['working-hour'].push(sums['working-hour'].at(-1)! + (day === null ? 0 : 1 / 60));
        sums['working-day'].push(sums['working-day'].at(-1)! + (day === null ? 0 : 1 / minutes.get(day)!));
      }
      return sums;
    },
  };
}
