import type { LocalTime } from '../../../shared/local-time.ts';
import { BUCKET_STEPS, type BucketStep } from '../../../shared/readings.ts';

/** What good readings of a channel were in one step of time. */
export interface Bucket {
  channel: number;
  /** Index in `BUCKET_STEPS`. */
  step: number;
  startMs: number;
  n: number;
  sum: number;
  min: number;
  max: number;
  last: number;
  lastAtMs: number;
}

/** Where buckets can begin: local hours and days begin on a quarter of an hour in every zone. */
export const BUCKET_GRID_MS = { minute: 60_000, hour: 900_000, day: 900_000 } as const satisfies Record<BucketStep, number>;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** When the bucket begins that holds an instant: local hours, and days that begin at the indicator's own hour. */
export function bucketStart(
  step: BucketStep,
  atMs: number,
  dayStart: number,
  time: Pick<LocalTime, 'hourOf' | 'dayStart' | 'addDays' | 'offsetAt'>,
): number {
  if (step === 'minute') return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  if (step === 'hour') return time.hourOf(atMs);
  const today = time.dayStart(atMs);
  const begin = hourOfDay(today, dayStart, time);
  return begin <= atMs ? begin : hourOfDay(time.addDays(today, -1), dayStart, time);
}

/** When it is this hour by the wall clock of a day; where clocks are changed just then, the nearest hour there is. */
function hourOfDay(dayMs: number, hour: number, time: Pick<LocalTime, 'hourOf' | 'offsetAt'>): number {
  const plain = dayMs + hour * HOUR_MS;
  return hour === 0 ? dayMs : time.hourOf(plain + time.offsetAt(dayMs) - time.offsetAt(plain));
}

/** Gathers readings of many channels into buckets: what a batch adds, each bucket once. */
export function bucketBuffer(time: Pick<LocalTime, 'hourOf' | 'dayStart' | 'addDays' | 'offsetAt'>) {
  const byKey = new Map<string, Bucket>();
  return {
    add(channel: number, dayStart: number, atMs: number, value: number): void {
      for (let step = 0; step < BUCKET_STEPS.length; step++) {
        const startMs = bucketStart(BUCKET_STEPS[step]!, atMs, dayStart, time);
        const key = `${channel} ${step} ${startMs}`;
        const known = byKey.get(key);
        if (!known) byKey.set(key, { channel, step, startMs, n: 1, sum: value, min: value, max: value, last: value, lastAtMs: atMs });
        else addTo(known, { n: 1, sum: value, min: value, max: value, last: value, lastAtMs: atMs });
      }
    },
    all: (): Bucket[] => [...byKey.values()],
  };
}

/** A bucket's sums and another's, in one: in whatever order they come, but for the last digit of the sum. */
export function addTo(bucket: Omit<Bucket, 'channel' | 'step' | 'startMs'>, more: Omit<Bucket, 'channel' | 'step' | 'startMs'>): void {
  bucket.n += more.n;
  bucket.sum += more.sum;
  bucket.min = Math.min(bucket.min, more.min);
  bucket.max = Math.max(bucket.max, more.max);
  if (more.lastAtMs < bucket.lastAtMs) return;
  bucket.last = more.last;
  bucket.lastAtMs = more.lastAtMs;
}
