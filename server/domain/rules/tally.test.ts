import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleSubject } from '../../../shared/rule-wire.ts';
import { HOUR, MINUTE, sampleAt } from '../../testing/playing-rules.ts';
import { draftOf, signalOf } from './signal.ts';

const T0 = 1_000_000_000;
const HOURS = 1;
/** Tenths that no float holds, nothing at all, and an instrument that takes back what it said. */
const heard = fc.array(
  fc.record({
    gapS: fc.integer({ min: 0, max: 1200 }),
    device: fc.constantFrom('a', 'b', 'c', 'd'),
    value: fc.constantFrom(0, 0.1, 0.2, 0.7, 1.3, 12.4, -0.3),
    /** It comes so late for its place. */
    lateS: fc.constantFrom(0, 0, 0, 30, 4000),
  }),
  { minLength: 1, maxLength: 60 },
);

describe('a sum over an area', () => {
  it.each(['max', 'mean', 'stations'] as const)('%s is at every sample what plain adding up of all that was heard gives', (of) => {
    const subject: RuleSubject = {
      kind: 'sum',
      indicator: 'x',
      hours: HOURS,
      of,
      tier: 'district',
      ...(of === 'stations' && { atLeast: 1 }),
    };
    fc.assert(
      fc.property(heard, (rows) => {
        const draft = draftOf({});
        const all: { device: string; atMs: number; value: number }[] = [];
        let nowMs = T0;
        for (const [i, { gapS, device, value, lateS }] of rows.entries()) {
          nowMs += gapS * 1000;
          const atMs = nowMs - lateS * 1000;
          all.push({ device, atMs, value });
          const told = signalOf(subject).feed(draft, sampleAt(atMs, value, { id: i + 1, device }), nowMs);
          expect(told.value).toBe(plainly(all, nowMs, of));
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** What falls within a minute leaves a sum together, with the last of it. */
function plainly(
  all: readonly { device: string; atMs: number; value: number }[],
  nowMs: number,
  of: 'max' | 'mean' | 'stations',
): number | null {
  const fromMs = nowMs - HOURS * HOUR;
  const minuteOf = (atMs: number): number => Math.floor(atMs / MINUTE);
  const sums = [...new Set(all.map(({ device }) => device))].flatMap((device) => {
    const own = all.filter((each) => each.device === device);
    if (Math.max(...own.map(({ atMs }) => atMs)) <= fromMs) return [];
    const lastOf = (atMs: number): number =>
      Math.max(...own.filter((each) => each.value !== 0 && minuteOf(each.atMs) === minuteOf(atMs)).map((each) => each.atMs));
    const within = own.filter((each) => each.value !== 0 && lastOf(each.atMs) > fromMs);
    return [within.reduce((tenths, { value }) => tenths + Math.round(value * 10), 0)];
  });
  if (sums.length === 0) return null;
  const inAll = sums.reduce((one, other) => one + other, 0);
  if (of === 'stations') return sums.filter((tenths) => tenths >= 10).length;
  return of === 'max' ? Math.max(...sums) / 10 : Math.round((inAll * 1e5) / sums.length) / 1e6;
}
