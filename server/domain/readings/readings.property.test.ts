import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localTime } from '../../../shared/local-time.ts';
import { BUCKET_STEPS } from '../../../shared/readings.ts';
import { addTo, BUCKET_GRID_MS, bucketBuffer, bucketStart, type Bucket } from './buckets.ts';
import { addSpan, isInSpans, withoutSpan, type Span } from './spans.ts';

/** Of half hours and quarters too. Where clocks change by half an hour (Lord Howe) one hour a year is no hour, and is not asked here. */
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Atlantic/Azores'];
const YEAR_MS = Date.UTC(2026, 0, 1);
const instant = fc.integer({ min: 0, max: 365 * 86_400 }).map((s) => YEAR_MS + s * 1000);
const HOUR_MS = 3_600_000;

describe('buckets', () => {
  it('hold each instant in exactly one step, whatever the zone and the hour at which days begin', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 23 }), instant, (zone, dayStart, atMs) => {
        const time = localTime(zone);
        for (const step of BUCKET_STEPS) {
          const startMs = bucketStart(step, atMs, dayStart, time);
          const longest = { minute: 60_000, hour: HOUR_MS * 1.5, day: HOUR_MS * 25.5 }[step];
          expect(startMs, step).toBeLessThanOrEqual(atMs);
          expect(atMs - startMs, step).toBeLessThan(longest);
          expect(bucketStart(step, startMs, dayStart, time), `${step} of its own start`).toBe(startMs);
          expect(startMs % BUCKET_GRID_MS[step], `${step} on the grid`).toBe(0);
        }
        // A day is the sum of its hours, so it begins with one.
        const dayMs = bucketStart('day', atMs, dayStart, time);
        expect(bucketStart('hour', dayMs, dayStart, time)).toBe(dayMs);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are the same in whatever order readings come, and however they are cut into batches', () => {
    const reading = fc.record({
      channel: fc.integer({ min: 1, max: 3 }),
      atMs: instant.map((ms) => YEAR_MS + ((ms - YEAR_MS) % (3 * HOUR_MS))),
      value: fc.integer({ min: -100, max: 100 }),
    });
    const readings = fc.uniqueArray(reading, { maxLength: 60, selector: ({ channel, atMs }) => `${channel} ${atMs}` });
    fc.assert(
      fc.property(readings, fc.integer({ min: 1, max: 60 }), fc.infiniteStream(fc.nat(1_000)), (told, size, draws) => {
        const time = localTime('Asia/Shanghai');
        const whole = gather(told, time);
        const keys = [...draws.take(told.length)];
        const shuffled = told
          .map((each, i) => [keys[i]!, each] as const)
          .sort(([a], [b]) => a - b)
          .map(([, each]) => each);
        const parts = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, i) =>
          gather(shuffled.slice(i * size, (i + 1) * size), time),
        );
        expect(sorted(merge(parts.flat()))).toEqual(sorted(whole));
        for (const step of BUCKET_STEPS.keys())
          expect(whole.filter((each) => each.step === step).reduce((n, each) => n + each.n, 0)).toBe(told.length);
      }),
      { numRuns: 300 },
    );
  });
});

function gather(told: readonly { channel: number; atMs: number; value: number }[], time: ReturnType<typeof localTime>): Bucket[] {
  const buffer = bucketBuffer(time);
  for (const { channel, atMs, value } of told) buffer.add(channel, 8, atMs, value);
  return buffer.all();
}
const keyOf = ({ channel, step, startMs }: Bucket): string => `${channel} ${step} ${startMs}`;
function merge(buckets: readonly Bucket[]): Bucket[] {
  const merged = new Map<string, Bucket>();
  for (const each of buckets) {
    const known = merged.get(keyOf(each));
    if (known) addTo(known, each);
    else merged.set(keyOf(each), { ...each });
  }
  return [...merged.values()];
}
const sorted = (buckets: readonly Bucket[]): Bucket[] => buckets.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

describe('spans', () => {
  const span = fc
    .tuple(fc.nat(20), fc.option(fc.integer({ min: 1, max: 8 })))
    .map(([fromMs, length]): Span => ({ fromMs, toMs: length === null ? null : fromMs + length }));

  it('say of every instant what the marks said, the last one first', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), span), { maxLength: 12 }), (marks) => {
        let spans: Span[] = [];
        for (const [isAdded, each] of marks) spans = isAdded ? addSpan(spans, each) : withoutSpan(spans, each);
        for (let at = -1; at < 40; at++) {
          const last = marks.findLast(([, { fromMs, toMs }]) => fromMs <= at && at < (toMs ?? Number.POSITIVE_INFINITY));
          expect(isInSpans(spans, at), `${at}`).toBe(last?.[0] ?? false);
        }
        for (const [i, { fromMs, toMs }] of spans.entries()) {
          expect(fromMs).toBeLessThan(toMs ?? Number.POSITIVE_INFINITY);
          expect(i > 0 ? spans[i - 1]!.toMs : -1, 'apart').toBeLessThan(fromMs);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
