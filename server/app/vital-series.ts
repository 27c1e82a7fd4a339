import type { Indicator } from '../../shared/indicators.ts';
import type { LocalTime } from '../../shared/local-time.ts';
import type { BucketStep } from '../../shared/readings.ts';
import { SERIES_MOST, type VitalSeries } from '../../shared/vital-wire.ts';
import { downSample, type LinePoint } from '../domain/vitals/down-sample.ts';
import { rollUp, type Rolled } from '../domain/vitals/roll-up.ts';
import { usualBand, USUAL_MS } from '../domain/vitals/usual-band.ts';
import type { ReadingBucket, ReadingReads } from './reading-ports.ts';

interface Asked {
  reads: Pick<ReadingReads, 'buckets'>;
  time: LocalTime;
  indicator: Indicator;
  devices: readonly string[];
  fromMs: number;
  toMs: number;
}
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STEP_MS: Record<BucketStep, number> = { minute: 60_000, hour: HOUR_MS, day: DAY_MS };
/** Instruments report every few minutes: a step without a word between two with one is no gap yet. */
const GAP_STEPS = 2;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Fine enough for the span, and no finer. */
const stepFor = (spanMs: number): BucketStep => (spanMs <= 2 * DAY_MS ? 'minute' : spanMs <= 92 * DAY_MS ? 'hour' : 'day');

/** The line of some instruments in one, step by step. */
export async function vitalLine({
  reads,
  indicator,
  devices,
  fromMs,
  toMs,
}: Omit<Asked, 'time'>): Promise<Pick<VitalSeries, 'step' | 'points' | 'isThinned'>> {
  const step = stepFor(toMs - fromMs);
  if (devices.length === 0) return { step, points: [], isThinned: false };
  const line = rolledLine(indicator, await reads.buckets({ indicator: indicator.code, devices, step, fromMs, toMs }));
  const whole = withGaps(line, Math.max(GAP_STEPS * STEP_MS[step], 2 * indicator.promiseS * 1000));
  const points = downSample(whole, SERIES_MOST);
  return { step, points: points.map(({ atMs, value }) => ({ at: iso(atMs), value })), isThinned: points.length < whole.length };
}

/** What is usual in the hours of a window; a line of days has none. */
export async function vitalUsual({ reads, time, indicator, devices, fromMs, toMs }: Asked): Promise<VitalSeries['usual']> {
  if (devices.length === 0 || stepFor(toMs - fromMs) === 'day') return [];
  const hours: number[] = [];
  for (let atMs = time.hourOf(fromMs); atMs < toMs; atMs = time.hourOf(atMs + HOUR_MS + HOUR_MS / 2)) hours.push(atMs);
  const before = rolledLine(
    indicator,
    await reads.buckets({ indicator: indicator.code, devices, step: 'hour', fromMs: time.hourOf(fromMs) - USUAL_MS, toMs }),
  );
  const byHour = new Map(before.map(({ atMs, value }) => [atMs, value]));
  return usualBand(hours, (atMs) => byHour.get(atMs)).map(({ atMs, low, high }) => ({ at: iso(atMs), low, high }));
}

/** What an instrument was in a step: its mean, but its extreme where the extreme is what counts. */
function valueOf({ n, sum, min, max, last }: ReadingBucket, how: Indicator['rollUp']): number {
  return how === 'max' ? max : how === 'min' ? min : how === 'last' ? last : sum / n;
}
/** A step's value from those of the instruments that were heard in it. */
function rolledLine({ rollUp: how }: Indicator, buckets: readonly ReadingBucket[]): LinePoint[] {
  const steps = new Map<number, Rolled[]>();
  for (const bucket of buckets) {
    const rolled = { value: valueOf(bucket, how), atMs: bucket.lastAtMs };
    const known = steps.get(bucket.startMs);
    if (known) known.push(rolled);
    else steps.set(bucket.startMs, [rolled]);
  }
  return [...steps].sort(([a], [b]) => a - b).map(([atMs, values]) => ({ atMs, value: rollUp(how, values) }));
}
/** Where nothing was heard for too long the line breaks. */
function withGaps(points: readonly LinePoint[], longestMs: number): LinePoint[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1];
    return before && point.atMs - before.atMs > longestMs ? [{ atMs: before.atMs + 1, value: null }, point] : [point];
  });
}
