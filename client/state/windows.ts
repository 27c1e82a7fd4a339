import type { Preset } from '../../shared/live.ts';
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
export const toIso = (ms: number): string => new Date(ms).toISOString();
