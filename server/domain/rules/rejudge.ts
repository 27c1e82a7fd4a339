import type { Limit } from '../../../shared/indicators.ts';
import { NOTHING, settle, take, type Judge, type RuleState } from './engine.ts';
import type { Happening, Sample } from './rule.ts';
import { draftOf, signalOf } from './signal.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** How far back the value of an instant reaches. */
export function reachMs({ subject }: Pick<Judge, 'subject'>): number {
  // What falls within a minute leaves a sum together.
  if (subject.kind === 'sum') return subject.hours * HOUR_MS + MINUTE_MS;
  return subject.kind === 'rate' ? 2 * subject.minutes * MINUTE_MS + 1 : 0;
}

/** How long a limit has to be exceeded at most before it is told. */
export const lastingMs = (levels: readonly Limit[]): number => Math.max(0, ...levels.map(({ forS = 0 }) => forS * 1000));

/** What is known of a subject when its next sample comes and nothing stood: the windows, and no breach. In the order of their own time. */
export function warmed(judge: Judge, samples: readonly Sample[]): RuleState {
  const signal = signalOf(judge.subject);
  const draft = draftOf({});
  for (const sample of samples) signal.feed(draft, sample, sample.atMs);
  const lastMs = samples.at(-1)?.atMs ?? null;
  return { core: { ...NOTHING.core, newestMs: lastMs, judgedMs: lastMs }, windows: draft.windows };
}

/** Judges samples in the order in which they arrived, the clock standing at each one's arrival as it did then. */
export function replaying(judge: Judge, levels: readonly Limit[], start: RuleState) {
  const happenings: Happening[] = [];
  let state = start;
  let clockMs = Number.NEGATIVE_INFINITY;
  const judgeUntil = (nowMs: number): void => {
    const step = settle(judge, levels, state, nowMs);
    state = step.state;
    happenings.push(...step.happenings);
  };
  return {
    hear(samples: readonly Sample[]): void {
      for (const sample of samples) {
        // At its own instant the clock has not spoken yet: what is there is read first.
        if (sample.seenMs > clockMs) judgeUntil((clockMs = sample.seenMs) - 1);
        state = take(judge, state, [sample]);
      }
    },
    end(nowMs: number): { state: RuleState; happenings: readonly Happening[] } {
      judgeUntil(Math.max(clockMs, nowMs));
      return { state, happenings };
    },
  };
}
