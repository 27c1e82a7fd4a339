import type { Limit, LimitUnit } from '../../shared/limits.ts';
import { localTime } from '../../shared/local-time.ts';
import { yearsOf, type WorkCalendar } from '../../shared/work-calendar.ts';
import { workYears, type WorkDay, type WorkYear } from './work-days.ts';

/**
 * How limits run. An emergency hour never stops; a working hour counts inside shifts only; a working day counts 1 for each day
 * with shifts, and within it by the share of them that has passed. All three are monotone, and add up: a clock may be stopped at
 * any instant with `amount − spent` left and go on at another.
 */
export interface WorkClock {
  /** The first instant at which `limit` is used up, counted from `fromMs`; a limit of nothing, or less, is due at once. */
  dueAt(fromMs: number, limit: Limit): number;
  /** How much of `unit` passes between two instants; nothing when they are the other way round. */
  spent(fromMs: number, toMs: number, unit: LimitUnit): number;
}
/** A clock that also says where its calendar ends. */
export interface CityClock extends WorkClock {
  /** A year between two instants whose holidays are not known: the week was counted as it is, so the result may move. */
  unknownYear(fromMs: number, toMs: number): number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Shares of days are binary fractions: what lacks so little (under 0.1 ms) of a day's end is its end, not the next morning. */
const DAY_GRAIN = 1e-9;

/** The clock of a city. Its zone and calendar decide, never the process's. */
export function buildWorkClock(timeZone: string, calendar: WorkCalendar): CityClock {
  const time = localTime(timeZone);
  const yearAt = workYears(time, calendar);
  const known = yearsOf(calendar);
  // A shift that began on New Year's Eve belongs to the year before, and local days differ from UTC's: two days cover both.
  const yearOf = (ms: number): number => new Date(ms).getUTCFullYear();
  const firstYear = (ms: number): number => yearOf(ms - 2 * DAY_MS);

  function due(fromMs: number, amount: number, measure: Measure): number {
    if (amount <= measure.grain) return fromMs;
    let left = amount;
    for (let year = firstYear(fromMs); ; year++) {
      const days = yearAt(year);
      const passed = measure.passed(days, fromMs);
      const rest = measure.whole(days) - passed;
      if (left <= rest + measure.grain) return Math.max(fromMs, measure.reached(days, passed + Math.min(left, rest)));
      left -= rest;
    }
  }

  return {
    dueAt(fromMs, { amount, unit }) {
      if (amount <= 0) return fromMs;
      if (unit === 'emergency-hour') return fromMs + Math.round(amount * HOUR_MS);
      return unit === 'working-hour' ? due(fromMs, Math.round(amount * HOUR_MS), BY_MS) : due(fromMs, amount, BY_DAY);
    },
    spent(fromMs, toMs, unit) {
      if (toMs <= fromMs) return 0;
      if (unit === 'emergency-hour') return (toMs - fromMs) / HOUR_MS;
      const measure = unit === 'working-hour' ? BY_MS : BY_DAY;
      let sum = 0;
      for (let year = firstYear(fromMs); year <= yearOf(toMs + 2 * DAY_MS); year++) {
        const days = yearAt(year);
        sum += measure.passed(days, toMs) - measure.passed(days, fromMs);
      }
      return unit === 'working-hour' ? sum / HOUR_MS : sum;
    },
    unknownYear(fromMs, toMs) {
      if (known === null) return null;
      const [first, last] = [fromMs, toMs].map((ms) => Number(time.dayKey(ms).slice(0, 4))) as [number, number];
      for (let year = first; year <= last; year++) if (!known.includes(year)) return year;
      return null;
    },
  };
}

/** A year's work as a scale: how far along an instant is, and which instant is the first to be so far along. */
interface Measure {
  grain: number;
  whole(year: WorkYear): number;
  passed(year: WorkYear, ms: number): number;
  reached(year: WorkYear, passed: number): number;
}
const BY_MS: Measure = {
  grain: 0,
  whole: ({ workMs }) => workMs,
  passed({ days }, ms) {
    const day = days[lastWhere(days, ({ startMs }) => startMs <= ms)];
    return day ? day.beforeMs + workedBy(day, ms) : 0;
  },
  reached({ days }, passed) {
    const day = days[lastWhere(days, ({ beforeMs }) => beforeMs < passed)]!;
    return instantIn(day, passed - day.beforeMs);
  },
};
const BY_DAY: Measure = {
  grain: DAY_GRAIN,
  whole: ({ days }) => days.length,
  passed({ days }, ms) {
    const index = lastWhere(days, ({ startMs }) => startMs <= ms);
    const day = days[index];
    return day ? index + workedBy(day, ms) / day.workMs : 0;
  },
  reached({ days }, passed) {
    const index = Math.max(0, Math.ceil(passed - DAY_GRAIN) - 1);
    const day = days[index]!;
    return instantIn(day, Math.round((passed - index) * day.workMs));
  },
};

const workedBy = ({ stretches }: WorkDay, ms: number): number =>
  stretches.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(ms, end) - start), 0);

/** The first instant of a day by which so much of it is worked. */
function instantIn({ stretches }: WorkDay, workMs: number): number {
  let left = workMs;
  for (const [start, end] of stretches) {
    if (left <= end - start) return start + left;
    left -= end - start;
  }
  return stretches.at(-1)![1];
}

/** Index of the last of those for which it holds, which come first; -1 = none. */
function lastWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
