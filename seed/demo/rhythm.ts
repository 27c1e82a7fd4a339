import { localTime, type LocalTime } from '../../shared/local-time.ts';

const HOUR_MS = 3_600_000;

/** Reports by local hour, 1 = a mean hour: a still night, the morning rush, a lunch dip, the afternoon, the evening. */
const DAY: readonly number[] = [
  0.3, 0.22, 0.17, 0.15, 0.18, 0.35, 0.75, 1.3, 1.75, 1.7, 1.6, 1.4, 1.05, 1.05, 1.45, 1.6, 1.55, 1.5, 1.35, 1.3, 1.2, 0.95, 0.65, 0.42,
];
/** Sunday first. Fridays are full, weekends calm. */
const WEEK: readonly number[] = [0.78, 1.08, 1.05, 1.02, 1.04, 1.12, 0.86];

/** How a kind of trouble is spread over the day, relative to all reports. */
export const AFFINITIES = {
  steady: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  /** Seen by patrols and grid workers on their rounds. */
  rounds: [0.3, 0.3, 0.3, 0.3, 0.3, 0.6, 1.1, 1.2, 1.3, 1.3, 1.2, 1.1, 0.8, 0.9, 1.2, 1.3, 1.2, 1, 0.7, 0.6, 0.6, 0.5, 0.4, 0.3],
  /** Hawkers and shop fronts: breakfast, lunch, the evening. */
  street: [0.4, 0.2, 0.1, 0.1, 0.1, 0.4, 1.2, 1.3, 0.9, 0.8, 0.9, 1.4, 1.5, 0.9, 0.7, 0.8, 1, 1.4, 1.7, 1.8, 1.6, 1.3, 0.9, 0.6],
  traffic: [0.3, 0.2, 0.2, 0.2, 0.3, 0.6, 1.2, 1.7, 1.7, 1.1, 0.9, 0.9, 0.9, 0.9, 0.9, 1, 1.3, 1.7, 1.6, 1.2, 1, 0.8, 0.6, 0.4],
  night: [5, 4.5, 3.5, 2.5, 1.8, 1.5, 1, 0.6, 0.5, 0.5, 0.5, 0.6, 0.9, 0.7, 0.5, 0.5, 0.6, 0.8, 1.2, 1.7, 2.3, 3.2, 4.5, 5],
  /** Questions: the hours of offices. */
  office: [0.1, 0.1, 0.1, 0.1, 0.1, 0.2, 0.4, 0.8, 1.4, 1.6, 1.6, 1.4, 0.8, 0.9, 1.5, 1.5, 1.4, 1.1, 0.7, 0.5, 0.4, 0.3, 0.2, 0.1],
} as const satisfies Record<string, readonly number[]>;
export type Affinity = keyof typeof AFFINITIES;

export interface Rhythm {
  time: LocalTime;
  /** Local hour of the day, 0 to 23. */
  hourOfDay(ms: number): number;
  /** Share of a day's reports that fall into the local hour of `ms`; the hours of a mean day sum to 1. */
  share(ms: number): number;
  /** The same moment, or where people sleep: the evening before, or the morning after when that is too early. */
  awake(ms: number, notBeforeMs: number, spread: number): number;
}

const DAY_SUM = DAY.reduce((sum, each) => sum + each, 0);
const FIRST_AWAKE = 7;
const FIRST_ASLEEP = 22;

export function buildRhythm(timeZone: string): Rhythm {
  const time = localTime(timeZone);
  const hourOfDay = (ms: number): number => Math.min(23, Math.floor((ms - time.dayStart(ms)) / HOUR_MS));
  const weekday = (ms: number): number => {
    const key = time.dayKey(ms);
    return new Date(Date.UTC(Number(key.slice(0, 4)), Number(key.slice(4, 6)) - 1, Number(key.slice(6)))).getUTCDay();
  };
  return {
    time,
    hourOfDay,
    share: (ms) => (DAY[hourOfDay(ms)]! / DAY_SUM) * WEEK[weekday(ms)]!,
    awake(ms, notBeforeMs, spread) {
      const hour = hourOfDay(ms);
      if (hour >= FIRST_AWAKE && hour < FIRST_ASLEEP) return ms;
      const midnight = hour < FIRST_AWAKE ? time.dayStart(ms) : time.addDays(time.dayStart(ms), 1);
      const evening = midnight - (2 + 5 * spread) * HOUR_MS;
      return evening >= notBeforeMs ? Math.round(evening) : Math.round(midnight + (FIRST_AWAKE + 2 * spread) * HOUR_MS);
    },
  };
}
