import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { Preset } from '../../shared/terms.ts';
import { localTime, presetWindow, type LocalTime } from '../../shared/local-time.ts';

/** Preset windows in the city's own time, the same as the server's live views. */
const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;

export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

const clocks = new Map<string, LocalTime>();
function clockOf(timeZone: string): LocalTime {
  let clock = clocks.get(timeZone);
  if (!clock) clocks.set(timeZone, (clock = localTime(timeZone)));
  return clock;
}

export const windowOf = (preset: Preset, nowMs: number, timeZone: string): TimeWindow => presetWindow(preset, nowMs, clockOf(timeZone));

/** The next moment at which the windows of this page are others: each local hour; midnight is one of them. */
export const nextRollover = (nowMs: number, timeZone: string): number => clockOf(timeZone).hourOf(nowMs) + HOUR;

/** The same window one week before, as far as full hours have gone: an hour that runs is no match for a whole one. */
export function usualWindow(preset: Preset, nowMs: number, timeZone: string): TimeWindow {
  const { fromMs } = windowOf(preset, nowMs, timeZone);
  return { fromMs: fromMs - WEEK, toMs: Math.max(clockOf(timeZone).hourOf(nowMs), fromMs + HOUR) - WEEK };
}
const DAYS: Record<Preset, number> = { today: 1, '24h': 1, '7d': 7, '30d': 30 };

/** The stretch of the same length just before a window, up to the same hour (环比). */
export const windowBefore = (preset: Preset, nowMs: number, timeZone: string): TimeWindow => moved(preset, nowMs, timeZone, DAYS[preset]);

/** The same dates one year before, up to the same hour (同比). */
export function windowYearBefore(preset: Preset, nowMs: number, timeZone: string): TimeWindow {
  const clock = clockOf(timeZone);
  const today = clock.dayStart(nowMs);
  const date = (ms: number): string => clock.dayKey(ms).slice(4);
  return moved(preset, nowMs, timeZone, date(clock.addDays(today, -365)) === date(today) ? 365 : 366);
}

/** As far as full hours have gone: an hour that runs is no match for a whole one. */
function moved(preset: Preset, nowMs: number, timeZone: string, days: number): TimeWindow {
  const clock = clockOf(timeZone);
  const { fromMs } = windowOf(preset, nowMs, timeZone);
  const back = (ms: number): number => {
    const day = clock.dayStart(ms);
    return clock.addDays(day, -days) + (ms - day);
  };
  return { fromMs: back(fromMs), toMs: back(Math.max(clock.hourOf(nowMs), fromMs + HOUR)) };
}

/** Wall time of the city to the minute, `YYYY-MM-DDTHH:mm`, as a field of the page has it. */
export const localMinute = (ms: number, timeZone: string): string => format(new TZDate(ms, timeZone), "yyyy-MM-dd'T'HH:mm");
export function minuteToMs(text: string, timeZone: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return new TZDate(year, month - 1, day, hour, minute, timeZone).getTime();
}

/** The last instant of a local day `YYYY-MM-DD`: what is asked about it is asked as if it were then. */
export function endOfDay(day: string, timeZone: string): number {
  const clock = clockOf(timeZone);
  // No zone is a whole day away from UTC, so noon there lies in this local day or in one beside it.
  const near = clock.dayStart(Date.parse(`${day}T12:00:00Z`));
  const start = [-1, 0, 1].map((days) => clock.addDays(near, days)).find((ms) => clock.dayKey(ms) === day.replaceAll('-', '')) ?? near;
  return clock.addDays(start, 1) - 1;
}
/** `YYYY-MM-DD` of an instant, by the city's clock. */
export function dayOf(ms: number, timeZone: string): string {
  const key = clockOf(timeZone).dayKey(ms);
  return `${key.slice(0, 4)}-${key.slice(4, 6)}-${key.slice(6)}`;
}
export const toIso = (ms: number): string => new Date(ms).toISOString();
