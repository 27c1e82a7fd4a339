import type { Limit } from '../../shared/indicators.ts';
import { NOTHING, settle, take, type Judge, type RuleState } from '../domain/rules/engine.ts';
import type { Happening, Sample } from '../domain/rules/rule.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A rule on readings of one instrument; what is not given waits for nobody and forgives every silence. */
export const judgeOf = (given: Partial<Judge> & { levels: readonly Limit[] }): Judge => ({
  subject: { kind: 'reading', indicator: 'x' },
  waitS: 0,
  holeS: null,
  ...given,
  levels: [...given.levels],
});

/** One that arrives at its own time. */
export const sampleAt = (atMs: number, value: number, more: Partial<Sample> = {}): Sample => ({
  id: Math.round(atMs / 1000),
  device: 'a',
  area: '9001001',
  atMs,
  seenMs: atMs,
  value,
  ...more,
});

/** Tells a rule sample after sample, as a server does: the clock stands at each one's arrival, and at `endMs` at last. */
export function play(judge: Judge, samples: readonly Sample[], endMs?: number, from: RuleState = NOTHING) {
  let state = from;
  const happenings: Happening[] = [];
  const judgeUntil = (nowMs: number): void => {
    const step = settle(judge, judge.levels, state, nowMs);
    state = step.state;
    happenings.push(...step.happenings);
  };
  for (const sample of samples) {
    state = take(judge, state, [sample]);
    judgeUntil(sample.seenMs);
  }
  if (endMs !== undefined) judgeUntil(endMs);
  return { state, happenings };
}

/** One line for each: what happened, to which level, when. */
export const lines = (happenings: readonly Happening[], toText: (atMs: number) => string): string[] =>
  happenings.map(({ change, level, atMs }) => `${toText(atMs)} ${change} ${level}`);
