import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import { localTime, periodEnd, periodStart, presetWindow, type LocalTime, type PresetAsk } from '../../shared/local-time.ts';
import type { Preset } from '../../shared/terms.ts';

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

export const windowOf = (preset: PresetAsk, nowMs: number, timeZone: string): TimeWindow => presetWindow(preset, nowMs, clockOf(timeZone));

/** The next moment at which the windows of this page are others: each local hour; midnight is one of them. */
export const nextRollover = (nowMs: number, timeZone: string): number => clockOf(timeZone).hourOf(nowMs) + HOUR;

/** The same window one week before, as far as full hours have gone: an hour that runs is no match for a whole one. */
export function usualWindow(preset: PresetAsk, nowMs: number, timeZone: string): TimeWindow {
  const { fromMs } = windowOf(preset, nowMs, timeZone);
  return { fromMs: fromMs - WEEK, toMs: Math.max(clockOf(timeZone).hourOf(nowMs), fromMs + HOUR) - WEEK };
}
/** How long a window is; a scoring period is as long as its months make it. */
const DAYS: Record<Exclude<Preset, 'period'>, number> = { today: 1, duty: 1, '24h': 1, '7d': 7, '30d': 30 };

/** The stretch of the same length just before a window, up to the same hour; of a scoring period the one before it (环比). */
export function windowBefore(preset: PresetAsk, nowMs: number, timeZone: string): TimeWindow {
  const clock = clockOf(timeZone);
  if (preset.window !== 'period') return moved(preset, nowMs, timeZone, DAYS[preset.window]);
  const { fromMs } = windowOf(preset, nowMs, timeZone);
  const before = periodStart(clock.addDays(fromMs, -1), preset.starts ?? 1, clock);
  return samePart(preset, nowMs, timeZone, (day) => clock.addDays(before, Math.round((day - fromMs) / (24 * HOUR))));
}

/** The same dates one year before, up to the same hour (同比). */
export function windowYearBefore(preset: PresetAsk, nowMs: number, timeZone: string): TimeWindow {
  const clock = clockOf(timeZone);
  const date = (ms: number): string => clock.dayKey(ms).slice(4);
  const daysBack = (day: number): number => (date(clock.addDays(day, -365)) === date(day) ? 365 : 366);
  if (preset.window === 'period') return samePart(preset, nowMs, timeZone, (day) => clock.addDays(day, -daysBack(day)));
  return moved(preset, nowMs, timeZone, daysBack(clock.dayStart(nowMs)));
}

/** As far as full hours have gone: an hour that runs is no match for a whole one. */
const fullHours = ({ fromMs }: TimeWindow, nowMs: number, clock: LocalTime): number => Math.max(clock.hourOf(nowMs), fromMs + HOUR);

function moved(preset: PresetAsk, nowMs: number, timeZone: string, days: number): TimeWindow {
  const clock = clockOf(timeZone);
  const window = windowOf(preset, nowMs, timeZone);
  const back = (ms: number): number => {
    const day = clock.dayStart(ms);
    return clock.addDays(day, -days) + (ms - day);
  };
  return { fromMs: back(window.fromMs), toMs: back(fullHours(window, nowMs, clock)) };
}

/** Of another scoring period up to the same day and hour, or all of it in the last hour of this one. `dayThere` = the day there that a day here is compared with. */
function samePart(preset: PresetAsk, nowMs: number, timeZone: string, dayThere: (day: number) => number): TimeWindow {
  const clock = clockOf(timeZone);
  const window = windowOf(preset, nowMs, timeZone);
  const end = (fromMs: number): number => periodEnd(fromMs, preset.starts ?? 1, clock);
  const fromMs = dayThere(window.fromMs);
  if (window.toMs >= end(window.fromMs)) return { fromMs, toMs: end(fromMs) };
  const gone = fullHours(window, nowMs, clock);
  const day = clock.dayStart(gone);
  return { fromMs, toMs: Math.min(end(fromMs), dayThere(day) + (gone - day)) };
}

/** The last day of the scoring period that a window lies in, ms UTC of its start. */
export const lastDayOf = ({ starts = 1 }: PresetAsk, { fromMs }: TimeWindow, timeZone: string): number =>
  clockOf(timeZone).addDays(periodEnd(fromMs, starts, clockOf(timeZone)), -1);

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
