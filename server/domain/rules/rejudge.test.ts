import { describe, expect, it } from 'vitest';
import { HOUR, judgeOf, MINUTE, play, sampleAt } from '../../testing/playing-rules.ts';
import { NOTHING } from './engine.ts';
import { lastingMs, reachMs, replaying, warmed } from './rejudge.ts';
import type { Sample } from './rule.ts';

const T0 = 1_000_000_000;
const at = (minute: number, value: number, more: Partial<Sample> = {}): Sample => sampleAt(T0 + minute * MINUTE, value, more);

describe('judging anew', () => {
  it('reaches back as far as the value of an instant does, and as long as a limit has to last', () => {
    const of = (subject: Parameters<typeof judgeOf>[0]['subject']) => reachMs(judgeOf({ levels: [], ...(subject ? { subject } : {}) }));
    expect(of({ kind: 'reading', indicator: 'x' })).toBe(0);
    expect(of({ kind: 'sum', indicator: 'x', hours: 3, of: 'station' })).toBe(3 * HOUR + MINUTE);
    expect(of({ kind: 'rate', indicator: 'x', minutes: 10 })).toBe(20 * MINUTE + 1);
    expect(
      lastingMs([
        { state: 'alarm', above: 1, forS: 60 },
        { state: 'attention', above: 0 },
      ]),
    ).toBe(60_000);
    expect(lastingMs([])).toBe(0);
  });

  it('begun amid the rain it has what fell before, and has judged nothing of it', () => {
    const judge = judgeOf({ subject: { kind: 'sum', indicator: 'x', hours: 1, of: 'station' }, levels: [{ state: 'alarm', above: 25 }] });
    const all = [at(0, 10), at(10, 10), at(20, 10), at(40, 0), at(65, 0)];
    const judged = replaying(judge, judge.levels, warmed(judge, all.slice(0, 2)));
    judged.hear(all.slice(2));
    const { happenings, state } = judged.end(T0 + 2 * HOUR);
    const whole = play(judge, all, T0 + 2 * HOUR);
    expect(happenings).toEqual(whole.happenings);
    expect(happenings.map(({ change }) => change)).toEqual(['raised', 'cleared']);
    expect(state).toEqual(whole.state);
  });

  it('a silence that ends at the very instant at which it would be told was none', () => {
    const judge = judgeOf({ subject: { kind: 'missing', indicator: 'x' }, levels: [{ state: 'attention', above: 30, isInclusive: true }] });
    const told = (minute: number) => {
      const judged = replaying(judge, judge.levels, NOTHING);
      judged.hear([at(0, 1), at(minute, 1)]);
      return judged.end(T0 + minute * MINUTE).happenings.map(({ change }) => change);
    };
    expect(told(30)).toEqual([]);
    expect(told(31)).toEqual(['raised', 'cleared']);
  });

  it('what came late then comes late again', () => {
    const judge = judgeOf({ levels: [{ state: 'alarm', above: 5 }] });
    const samples = [at(0, 1), at(10, 1), at(5, 9, { seenMs: T0 + 20 * MINUTE })];
    const judged = replaying(judge, judge.levels, NOTHING);
    judged.hear(samples);
    const { happenings, state } = judged.end(T0 + HOUR);
    expect([happenings, state.core.late]).toEqual([[], 1]);
  });
});
