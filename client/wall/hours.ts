import { TZDate } from '@date-fns/tz';
import type { SeriesPoint } from '../../shared/summary.ts';
import { localTime } from '../../shared/local-time.ts';
import type { WallSeriesInput } from '../charts/wall-series.chart.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const WEEKS = [1, 2, 3, 4];

interface Series {
  /** ms UTC */
  fromMs: number;
  toMs: number;
  /** By the hour, the window and the weeks before it. */
  points: readonly SeriesPoint[];
}
export type Hours = Omit<WallSeriesInput, 'isStale'> & { total: number /** Up to the last full hour. */; usualTotal: number | null };

/** Hours of the window with the range of the same hours in the four weeks before. Today's band reaches to the end of the day. */
export function hoursOf({ fromMs, toMs, points }: Series, window: 'today' | '24h', timeZone: string): Hours {
  const clock = localTime(timeZone);
  const endMs = window === 'today' ? clock.addDays(fromMs, 1) : toMs;
  const byAt = new Map(points.map(({ at, value }) => [Date.parse(at), value]));
  const before = (atMs: number): number[] =>
    WEEKS.map((week) => byAt.get(atMs - week * WEEK)).filter((value): value is number => typeof value === 'number');
  const all: number[] = [];
  for (let atMs = fromMs; atMs < endMs; atMs += HOUR) all.push(atMs);
  const usual = all.flatMap((atMs) => {
    const held = before(atMs);
    return held.length === 0 ? [] : [{ atMs, low: Math.min(...held), high: Math.max(...held) }];
  });
  const shown = all.filter((atMs) => byAt.has(atMs)).map((atMs) => ({ atMs, value: byAt.get(atMs) ?? null }));
  const whole = shown.slice(0, -1).flatMap(({ atMs }) => {
    const held = before(atMs);
    return held.length === 0 ? [] : [held.reduce((sum, value) => sum + value, 0) / held.length];
  });
  const ticks = [fromMs, fromMs + (endMs - fromMs) / 2, endMs].map((atMs, at) => ({
    atMs,
    label: at === 2 && window === 'today' ? '24' : String(new TZDate(atMs, timeZone).getHours()).padStart(2, '0'),
  }));
  return {
    // An hour that runs would look like a fall each time it begins; the sum has it.
    points: shown.slice(0, -1),
    usual,
    fromMs,
    toMs: endMs,
    ticks,
    total: shown.reduce((sum, { value }) => sum + (value ?? 0), 0),
    usualTotal: whole.length === 0 ? null : Math.round(whole.reduce((sum, value) => sum + value, 0)),
  };
}
