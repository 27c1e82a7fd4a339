import type { Limit } from '../../../shared/indicators.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import { climb, GROUND, type Ladder } from './ladder.ts';
import type { Happening, Sample } from './rule.ts';
import { signalOf, type Told } from './signal.ts';
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
 * One sample more. It keeps its place if nothing has been judged that is later than it; after that it is counted as late, and joins only
 * what is a sum or a count. The same sample again changes nothing.
 */
export function take(judge: Judge, state: RuleState, sample: Sample): RuleState {
  const { core, windows } = state;
  const isIncident = judge.subject.kind === 'incidents';
  const isSame = (other: Pick<Sample, 'id' | 'device' | 'atMs'>): boolean =>
    isIncident ? other.id === sample.id : other.device === sample.device && other.atMs === sample.atMs;
  const window = windows[sample.device];
  if (core.pending.some(isSame)) return state;
  if (isIncident ? window?.rows.some(([, , id]) => id === sample.id) : window?.lastAtMs === sample.atMs) return state;
  const isLate =
    (core.judgedMs !== null && sample.atMs < core.judgedMs) || (!isIncident && window !== undefined && sample.atMs < window.lastAtMs);
  if (isLate) {
    const counted = { ...core, late: core.late + 1 };
    const isThere = !isIncident && (window?.rows.some(([at]) => at === sample.atMs) ?? false);
    if (isThere) return state;
    if (!signalOf(judge.subject).joinsLate) return { core: counted, windows };
    return { core: { ...counted, pending: inOrder(core.pending, sample) }, windows };
  }
  const newestMs = Math.max(core.newestMs ?? sample.atMs, sample.atMs);
  return { core: { ...core, newestMs, pending: inOrder(core.pending, sample) }, windows };
}

/** By own time, then by what cannot depend on the order of arrival. */
function inOrder(pending: readonly Sample[], sample: Sample): Sample[] {
  const isBefore = (a: Sample): boolean =>
    a.atMs < sample.atMs || (a.atMs === sample.atMs && (a.device < sample.device || (a.device === sample.device && a.id < sample.id)));
  const index = pending.findLastIndex(isBefore) + 1;
  return [...pending.slice(0, index), sample, ...pending.slice(index)];
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
  const happenings: Happening[] = [];
  let { core, windows } = state;

  const judged = (atMs: number, told: Told): void => {
    windows = told.windows;
    core = { ...core, judgedMs: atMs };
    if (told.value === null) return;
    onValue?.(atMs, told.value);
    const holeMs = judge.holeS === null ? null : judge.holeS * 1000;
    const step = climb(core.ladder, levels, holeMs, { atMs, value: told.value, basis: told.basis, isWhole: signal.isWhole });
    core = { ...core, ladder: step.ladder };
    if (step.happening) happenings.push(step.happening);
  };
  /** What time alone changes before an instant. */
  const pass = (isDue: (atMs: number) => boolean): void => {
    for (;;) {
      const atMs = signal.nextMs?.(windows, levels, core.judgedMs ?? Number.NEGATIVE_INFINITY) ?? null;
      if (atMs === null || !isDue(atMs)) return;
      judged(atMs, signal.pass!(windows, atMs));
    }
  };

  const untilMs = watermark(core, waitMs, nowMs);
  while (core.pending.length > 0 && core.pending[0]!.atMs <= untilMs) {
    const [sample, ...rest] = core.pending as [Sample, ...Sample[]];
    pass((atMs) => atMs < sample.atMs);
    core = { ...core, pending: rest };
    const atMs = Math.max(sample.atMs, core.judgedMs ?? sample.atMs);
    judged(atMs, signal.feed(windows, sample, atMs));
  }
  const heldMs = core.pending[0]?.atMs ?? Number.POSITIVE_INFINITY;
  pass((atMs) => atMs <= nowMs - waitMs && atMs < heldMs);
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
  const due = [...core.pending.map(({ seenMs }) => seenMs + waitMs), ...(isNext ? [next + waitMs] : [])];
  return due.length === 0 ? null : Math.min(...due);
}
