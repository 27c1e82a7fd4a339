import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleSubject } from '../../../shared/rule-wire.ts';
import { judgeOf, MINUTE, play, sampleAt } from '../../testing/playing-rules.ts';
import { NOTHING, settle, take, type Judge, type RuleState } from './engine.ts';
import { isBeyond } from './ladder.ts';
import type { Happening, Sample } from './rule.ts';

const WAIT_S = 600;
const END_MS = 1e9;
const ladders = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 20 }))
  .map(([first, step, deadBand, minutes]) => [
    { state: 'attention' as const, above: first, deadBand, forS: minutes * 60 },
    { state: 'alarm' as const, above: first + step, deadBand },
  ]);
const subjects = fc.constantFrom<RuleSubject>(
  { kind: 'reading', indicator: 'x' },
  { kind: 'sum', indicator: 'x', hours: 1, of: 'station' },
  { kind: 'sum', indicator: 'x', hours: 3, of: 'mean', tier: 'district' },
  { kind: 'sum', indicator: 'x', hours: 1, of: 'stations', tier: 'district', atLeast: 4 },
  { kind: 'rate', indicator: 'x', minutes: 20 },
  { kind: 'missing', indicator: 'x' },
  { kind: 'incidents', categories: [], tier: 'street', hours: 1 },
);
const judges = fc.record({ subject: subjects, levels: ladders, holeS: fc.constantFrom(null, 1200) }).map(
  (given): Judge =>
    judgeOf({
      ...given,
      levels: given.subject.kind === 'missing' ? given.levels.map((each) => ({ ...each, above: each.above * 7 })) : given.levels,
      waitS: WAIT_S,
    }),
);
/** In the order of their own time; some come at once, some up to the wait later. */
const series = (subject: RuleSubject) =>
  fc
    .array(
      fc.record({
        gap: fc.integer({ min: 1, max: 40 }),
        value: fc.integer({ min: 0, max: 9 }),
        device: fc.constantFrom(...(subject.kind === 'sum' && subject.of !== 'station' ? ['a', 'b', 'c'] : ['a'])),
        delay: fc.integer({ min: 0, max: WAIT_S * 1000 - 1 }),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .map((rows) => {
      let atMs = 1_000_000;
      return rows.map(({ gap, value, device, delay }, i): Sample => {
        atMs += gap * MINUTE;
        return sampleAt(atMs, value, { id: i + 1, device, seenMs: atMs + delay });
      });
    });
const cases = judges.chain((judge) => fc.record({ judge: fc.constant(judge), samples: series(judge.subject) }));
const arrival = (samples: readonly Sample[]): Sample[] => [...samples].sort((a, b) => a.seenMs - b.seenMs || a.id - b.id);
const inOrder = (judge: Judge, samples: readonly Sample[]): Happening[] =>
  play(
    judge,
    samples.map((sample) => ({ ...sample, seenMs: sample.atMs })),
    END_MS,
  ).happenings;

describe('whatever rule and readings', () => {
  it('those that come out of order within the wait tell what they tell in order', () =>
    fc.assert(
      fc.property(cases, ({ judge, samples }) => {
        const { happenings, state } = play(judge, arrival(samples), END_MS);
        expect(happenings).toEqual(inOrder(judge, samples));
        expect(state.core.late).toBe(0);
      }),
      { numRuns: 400 },
    ));

  it('a restart anywhere, with nothing but what was put by, changes nothing', () =>
    fc.assert(
      fc.property(cases, fc.nat(), ({ judge, samples }, cut) => {
        const arrived = arrival(samples);
        const [first, second] = [arrived.slice(0, cut % arrived.length), arrived.slice(cut % arrived.length)];
        const before = play(judge, first);
        const after = play(judge, second, END_MS, JSON.parse(JSON.stringify(before.state)) as RuleState);
        expect([...before.happenings, ...after.happenings]).toEqual(play(judge, arrived, END_MS).happenings);
      }),
      { numRuns: 300 },
    ));

  it('told again, none of them tells anything', () =>
    fc.assert(
      fc.property(cases, ({ judge, samples }) => {
        const { state, happenings } = play(judge, arrival(samples), END_MS);
        fc.pre(happenings.length > 0);
        // Silence goes on with the clock, which has come to the end of time already.
        const again = play(judge, arrival(samples), undefined, state);
        expect(again.happenings).toEqual([]);
      }),
      { numRuns: 300 },
    ));

  it('a flood of duplicates is as if each had come once', () =>
    fc.assert(
      fc.property(cases, ({ judge, samples }) => {
        const flood = arrival(samples).flatMap((sample) => [sample, sample, { ...sample }]);
        const { happenings, state } = play(judge, flood, END_MS);
        expect(happenings).toEqual(inOrder(judge, samples));
        expect(state.core.late).toBe(0);
      }),
      { numRuns: 200 },
    ));

  it('each alarm is raised, changed and cleared in turn, with its own number', () =>
    fc.assert(
      fc.property(cases, ({ judge, samples }) => {
        const told = play(judge, arrival(samples), END_MS).happenings;
        let isOpen = false;
        const inTurn = told.filter(({ change }) => {
          const isNext = (change === 'raised') !== isOpen;
          isOpen = change !== 'cleared';
          return isNext;
        });
        expect(inTurn).toEqual(told);
        const raised = told.filter(({ change }) => change === 'raised');
        expect(raised.map(({ n }) => n)).toEqual(raised.map((_, i) => i + 1));
        // Where nothing is left in the window there is nothing to name; what is raised has a reason.
        expect(raised.filter(({ readings }) => readings.length === 0)).toEqual([]);
      }),
      { numRuns: 300 },
    ));
});

const plain = cases.filter(({ judge }) => judge.subject.kind === 'reading');

it('nothing flaps: between two alarms a value lay clearly behind the limit, by the whole dead-band', () => {
  fc.assert(
    fc.property(plain, ({ judge, samples }) => {
      const [mildest] = judge.levels;
      const cleared = play(judge, arrival(samples), END_MS).happenings.filter(({ change }) => change === 'cleared');
      expect(cleared.filter(({ value }) => value > mildest!.above! - (mildest!.deadBand ?? 0))).toEqual([]);
      // Whatever moves within the band, and over the limit, is one alarm at most.
      for (const limit of judge.levels.filter(({ deadBand = 0 }) => deadBand > 0)) {
        const held = (value: number): number => Math.min(Math.max(value, limit.above! - limit.deadBand! + 0.5), limit.above! + 1);
        const swinging = samples.map((sample) => ({ ...sample, value: held(sample.value) }));
        expect(play({ ...judge, levels: [limit] }, arrival(swinging), END_MS).happenings.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 300 },
  );
});

it('a duration is as long as it says by the readings’ own times, and no silence is part of it', () =>
  fc.assert(
    fc.property(plain, ({ judge, samples }) => {
      const first = play(judge, arrival(samples), END_MS).happenings.find(({ change }) => change === 'raised');
      const ripe = samples.find((sample, i) =>
        judge.levels.some((limit) => {
          if (!isBeyond(limit, sample.value)) return false;
          let sinceMs = sample.atMs;
          for (let j = i - 1; j >= 0; j--) {
            const isHole = judge.holeS !== null && samples[j + 1]!.atMs - samples[j]!.atMs > judge.holeS * 1000;
            if (isHole || !isBeyond(limit, samples[j]!.value)) break;
            sinceMs = samples[j]!.atMs;
          }
          return sample.atMs - sinceMs >= (limit.forS ?? 0) * 1000;
        }),
      );
      expect(first?.atMs).toBe(ripe?.atMs);
    }),
    { numRuns: 400 },
  ));

it('many samples at once or one by one, it is the same', () =>
  fc.assert(
    fc.property(cases, ({ judge, samples }) => {
      fc.pre(judge.subject.kind !== 'incidents' && judge.subject.kind !== 'missing');
      const state = take(judge, NOTHING, arrival(samples));
      expect(settle(judge, judge.levels, state, END_MS).happenings).toEqual(inOrder(judge, samples));
    }),
    { numRuns: 200 },
  ));
