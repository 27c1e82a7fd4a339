import type { Limit } from '../../../shared/indicators.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import { climb, GROUND, type Ladder } from './ladder.ts';
import type { Happening, Sample } from './rule.ts';
import { signalOf, type Run, type Told } from './signal.ts';
import type { Windows } from './window.ts';

/** All that one rule knows of one subject. Put by after any sample and taken up again, it tells the same. */
export interface RuleState {
  core: Core;
  windows: Windows;
}
export interface Core {
  ladder: Ladder;
  /** What waits for earlier ones, by its own time. */
  pending: readonly Sample[];
  newestMs: number | null;
  /** The last instant that was judged. */
  judgedMs: number | null;
  /** Samples that came too late for their place. */
  late: number;
}
export type Judge = Pick<RuleContent, 'subject' | 'levels' | 'waitS' | 'holeS'>;
/** A value that was judged, for whoever draws it. */
export type OnValue = (atMs: number, value: number) => void;

export const NOTHING: RuleState = {
  core: { ladder: GROUND, pending: [], newestMs: null, judgedMs: null, late: 0 },
  windows: {},
};

/**
 * Some samples more, as they came. Each keeps its place if nothing has been judged that is later than it; after that it is counted as late,
 * and joins only what is a sum or a count. The same sample again changes nothing.
 */
export function take(judge: Judge, state: RuleState, samples: readonly Sample[]): RuleState {
  const { core, windows } = state;
  const isIncident = judge.subject.kind === 'incidents';
  const { joinsLate } = signalOf(judge.subject);
  let { pending, newestMs, late } = core;
  for (const sample of samples) {
    const window = windows[sample.device];
    if (isIncident ? pending.some(({ id }) => id === sample.id) : standsIn(pending, sample)) continue;
    if (isIncident ? window?.rows.some(([, , id]) => id === sample.id) : window?.lastAtMs === sample.atMs) continue;
    const isLate =
      (core.judgedMs !== null && sample.atMs < core.judgedMs) || (!isIncident && window !== undefined && sample.atMs < window.lastAtMs);
    if (isLate) {
      if (!isIncident && window?.rows.some(([at]) => at === sample.atMs)) continue;
      late += 1;
      if (!joinsLate) continue;
    } else newestMs = Math.max(newestMs ?? sample.atMs, sample.atMs);
    // Copied once for all of them: thousands may wait.
    const own: Sample[] = pending === core.pending ? [...pending] : (pending as Sample[]);
    putInOrder(own, sample);
    pending = own;
  }
  if (pending === core.pending && late === core.late) return state;
  return { core: { ...core, pending, newestMs, late }, windows };
}

/** By own time, then by what cannot depend on the order of arrival. */
function putInOrder(pending: Sample[], sample: Sample): void {
  const isBefore = (a: Sample): boolean =>
    a.atMs < sample.atMs || (a.atMs === sample.atMs && (a.device < sample.device || (a.device === sample.device && a.id < sample.id)));
  const last = pending.at(-1);
  if (!last || isBefore(last)) pending.push(sample);
  else pending.splice(pending.findLastIndex(isBefore) + 1, 0, sample);
}

/** Whether the same instrument's word of the same instant waits already. They wait in their order, so few are looked at. */
function standsIn(pending: readonly Sample[], { device, atMs }: Sample): boolean {
  for (let i = pending.length - 1; i >= 0 && pending[i]!.atMs >= atMs; i--)
    if (pending[i]!.atMs === atMs && pending[i]!.device === device) return true;
  return false;
}

/** Judges what has waited long enough: by the newest sample, or by the clock where nothing more comes. */
export function settle(
  judge: Judge,
  levels: readonly Limit[],
  state: RuleState,
  nowMs: number,
  onValue?: OnValue,
): { state: RuleState; happenings: Happening[] } {
  const signal = signalOf(judge.subject);
  const waitMs = judge.waitS * 1000;
  const holeMs = judge.holeS === null ? null : judge.holeS * 1000;
  const happenings: Happening[] = [];
  const { pending } = state.core;
  let { ladder, judgedMs } = state.core;
  let { windows } = state;
  let run: Run | null = null;
  /** Most looks find nothing to judge, and copy nothing. */
  const judging = (): Run => (run ??= signal.over((windows = { ...windows })));

  const judged = (atMs: number, { value, basis }: Told): void => {
    judgedMs = atMs;
    if (value === null) return;
    onValue?.(atMs, value);
    const step = climb(ladder, levels, holeMs, { atMs, value, basis, isWhole: signal.isWhole });
    ladder = step.ladder;
    if (step.happening) happenings.push(step.happening);
  };
  /** What time alone changes before an instant. */
  const pass = (isDue: (atMs: number) => boolean): void => {
    for (;;) {
      const atMs = signal.nextMs?.(windows, levels, judgedMs ?? Number.NEGATIVE_INFINITY) ?? null;
      if (atMs === null || !isDue(atMs)) return;
      judged(atMs, judging().pass!(atMs));
    }
  };

  const untilMs = watermark(state.core, waitMs, nowMs);
  let next = 0;
  for (; next < pending.length && pending[next]!.atMs <= untilMs; next++) {
    const sample = pending[next]!;
    pass((atMs) => atMs < sample.atMs);
    const atMs = Math.max(sample.atMs, judgedMs ?? sample.atMs);
    judged(atMs, judging().feed(sample, atMs));
  }
  const heldMs = pending[next]?.atMs ?? Number.POSITIVE_INFINITY;
  pass((atMs) => atMs <= nowMs - waitMs && atMs < heldMs);
  if (run === null) return { state, happenings };
  const core = { ...state.core, ladder, judgedMs, pending: next === 0 ? pending : pending.slice(next) };
  return { state: { core, windows }, happenings };
}

function watermark({ pending, newestMs }: Core, waitMs: number, nowMs: number): number {
  let untilMs = (newestMs ?? Number.NEGATIVE_INFINITY) - waitMs;
  for (const { atMs, seenMs } of pending) if (seenMs <= nowMs - waitMs) untilMs = Math.max(untilMs, atMs);
  return untilMs;
}

/** When the clock alone has something to judge; null = never. */
export function dueMs(judge: Judge, levels: readonly Limit[], { core, windows }: RuleState): number | null {
  const waitMs = judge.waitS * 1000;
  const next = signalOf(judge.subject).nextMs?.(windows, levels, core.judgedMs ?? Number.NEGATIVE_INFINITY) ?? null;
  // What waits for earlier readings is not overtaken by the clock.
  const isNext = next !== null && next < (core.pending[0]?.atMs ?? Number.POSITIVE_INFINITY);
  let due = isNext ? next + waitMs : Number.POSITIVE_INFINITY;
  for (const { seenMs } of core.pending) due = Math.min(due, seenMs + waitMs);
  return due === Number.POSITIVE_INFINITY ? null : due;
}
