import { tzOffset } from '@date-fns/tz';
import type { Preset } from './terms.ts';

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const DAY_MS = 24 * HOUR_MS;

/** The city's clock: local hours and days as instants, DST and half-hour zones included. */
export interface LocalTime {
  timeZone: string;
  /** How far the wall clock is ahead of UTC, in ms. */
  offsetAt(ms: number): number;
  /** Start of the local hour that holds `ms`. */
  hourOf(ms: number): number;
  /** Start of the local day that holds `ms`. */
  dayStart(ms: number): number;
  /** Start of the local day `days` away; a day may have 23 or 25 hours. */
  addDays(dayStartMs: number, days: number): number;
  /** `YYYYMMDD` of the local day. */
  dayKey(ms: number): string;
}

export function localTime(timeZone: string): LocalTime {
  const ask = (ms: number): number => tzOffset(timeZone, new Date(ms)) * 60_000;
  /** By day: its one offset, or null where it changes within the day. */
  const days = remembered((day) => {
    const atStart = ask(day * DAY_MS);
    return atStart === ask((day + 1) * DAY_MS) ? atStart : null;
  });
  /** Zones change theirs on quarter hours only. */
  const quarters = remembered((quarter) => ask(quarter * QUARTER_MS));
  const offsetAt = (ms: number): number => days(Math.floor(ms / DAY_MS)) ?? quarters(Math.floor(ms / QUARTER_MS));
  const hourOf = (ms: number): number => {
    const offset = offsetAt(ms);
    return Math.floor((ms + offset) / HOUR_MS) * HOUR_MS - offset;
  };
  const dayStart = (ms: number): number => {
    const localMidnight = Math.floor((ms + offsetAt(ms)) / DAY_MS) * DAY_MS;
    const guess = localMidnight - offsetAt(ms);
    const start = localMidnight - offsetAt(guess);
    // Where clocks go back at 1:00 midnight comes twice (Havana, Azores): the day starts with the first.
    const earlier = localMidnight - offsetAt(start - QUARTER_MS);
    return earlier < start && earlier + offsetAt(earlier) >= localMidnight ? earlier : start;
  };
  return {
    timeZone,
    offsetAt,
    hourOf,
    dayStart,
    addDays: (start, count) => dayStart(start + count * DAY_MS + DAY_MS / 2),
    dayKey: (ms) => dayKeys(Math.floor((ms + offsetAt(ms)) / DAY_MS)),
  };
}

const dayKeys = remembered((day) => new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll('-', ''));

const REMEMBERED_MOST = 100_000;

/** Asks once for each number; forgets all when they become too many. */
function remembered<T>(ask: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED_MOST) known.clear();
    const answer = ask(key);
    known.set(key, answer);
    return answer;
  };
}

/** A preset, and when a duty day (local hour) or a scoring period (day of the month, 1 to 28) begins there. */
export interface PresetAsk {
  window: Preset;
  starts?: number | undefined;
}

/** The window of a preset at an instant: whole local hours, its end the end of the hour that runs. */
export function presetWindow({ window, starts }: PresetAsk, nowMs: number, time: LocalTime): { fromMs: number; toMs: number } {
  const toMs = time.hourOf(nowMs) + HOUR_MS;
  const today = time.dayStart(nowMs);
  const from: Record<Preset, () => number> = {
    today: () => today,
    duty: () => dutyStart(nowMs, starts ?? 0, time),
    '24h': () => toMs - DAY_MS,
    '7d': () => time.addDays(today, -6),
    '30d': () => time.addDays(today, -29),
    period: () => periodStart(nowMs, starts ?? 1, time),
  };
  return { fromMs: from[window](), toMs };
}

/** When the duty day that holds an instant began: today at that hour by the wall clock, or the day before. */
function dutyStart(nowMs: number, hour: number, time: LocalTime): number {
  const at = (day: number): number => {
    const plain = day + hour * HOUR_MS;
    return time.hourOf(plain + time.offsetAt(day) - time.offsetAt(plain));
  };
  const today = at(time.dayStart(nowMs));
  return today <= nowMs ? today : at(time.addDays(time.dayStart(nowMs), -1));
}

const isDay = (ms: number, dayOfMonth: number, time: LocalTime): boolean => Number(time.dayKey(ms).slice(6)) === dayOfMonth;
/** When the scoring period that holds an instant began: the last such day of a month. */
export function periodStart(ms: number, dayOfMonth: number, time: LocalTime): number {
  let day = time.dayStart(ms);
  while (!isDay(day, dayOfMonth, time)) day = time.addDays(day, -1);
  return day;
}
/** When the next one begins. */
export function periodEnd(ms: number, dayOfMonth: number, time: LocalTime): number {
  let day = time.addDays(time.dayStart(ms), 1);
  while (!isDay(day, dayOfMonth, time)) day = time.addDays(day, 1);
  return day;
}
