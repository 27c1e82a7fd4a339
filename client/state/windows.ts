import { tz, TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns/startOfDay';
import type { Preset } from '../../shared/live.ts';

/** Preset windows in the city's own time. They begin at a full hour or local midnight and end now. */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
export const USUAL_SHIFT_MS = 7 * DAY;

export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

const floorHour = (ms: number): number => Math.floor(ms / HOUR) * HOUR;
export const localMidnight = (ms: number, timeZone: string): number => startOfDay(ms, { in: tz(timeZone) }).getTime();

export function windowOf(preset: Preset, nowMs: number, timeZone: string): TimeWindow {
  if (preset === 'today') return { fromMs: localMidnight(nowMs, timeZone), toMs: nowMs };
  const days = { '24h': 1, '7d': 7, '30d': 30 }[preset];
  return { fromMs: floorHour(nowMs) - days * DAY, toMs: nowMs };
}

/** When "today" becomes another day there: 23 or 25 hours away on a day of clock change. */
export function nextMidnight(nowMs: number, timeZone: string): number {
  const today = new TZDate(localMidnight(nowMs, timeZone), timeZone);
  today.setDate(today.getDate() + 1);
  return today.getTime();
}
/** The next moment at which a window of this preset begins elsewhere. */
export const nextRollover = (preset: Preset, nowMs: number, timeZone: string): number =>
  preset === 'today' ? nextMidnight(nowMs, timeZone) : floorHour(nowMs) + HOUR;

/** The same window one week before: what "usual" means. */
export const usualWindow = ({ fromMs, toMs }: TimeWindow): TimeWindow => ({ fromMs: fromMs - USUAL_SHIFT_MS, toMs: toMs - USUAL_SHIFT_MS });
export const toIso = (ms: number): string => new Date(ms).toISOString();
