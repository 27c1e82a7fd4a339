import type { Limit } from '../../../shared/indicators.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import { climb, GROUND, type Ladder } from './ladder.ts';
import type { Happening, Sample } from './rule.ts';
import { draftOf, signalOf, type Draft, type Signal, type Told } from './signal.ts';
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

/** One look at a subject, while it lasts. */
interface Look {
  signal: Signal;
  levels: readonly Limit[];
  holeMs: number | null;
  windows: Windows;
  /** Null = nothing has been judged, and nothing copied. */
  draft: Draft | null;
  ladder: Ladder;
  judgedMs: number | null;
  happenings: Happening[];
  onValue: OnValue | undefined;
}

/** Judges what has waited long enough: by the newest sample, or by the clock where nothing more comes. */
export function settle(
  judge: Judge,
  levels: readonly Limit[],
  state: RuleState,
  nowMs: number,
  onValue?: OnValue,
): { state: RuleState; happenings: Happening[] } {
  const { core, windows } = state;
  const { pending, ladder, judgedMs } = core;
  const waitMs = judge.waitS * 1000;
  const holeMs = judge.holeS === null ? null : judge.holeS * 1000;
  const signal = signalOf(judge.subject);
  const look: Look = { signal, levels, holeMs, windows, draft: null, ladder, judgedMs, happenings: [], onValue };
  const untilMs = watermark(core, waitMs, nowMs);
  let next = 0;
  for (; next < pending.length && pending[next]!.atMs <= untilMs; next++) {
    const sample = pending[next]!;
    passTo(look, { before: sample.atMs });
    const atMs = Math.max(sample.atMs, look.judgedMs ?? sample.atMs);
    judgeAt(look, atMs, signal.feed(draftIn(look), sample, atMs));
  }
  passTo(look, { before: pending[next]?.atMs ?? Number.POSITIVE_INFINITY, upTo: nowMs - waitMs });
  const { draft, happenings } = look;
  if (draft === null) return { state, happenings };
  const left = next === 0 ? pending : pending.slice(next);
  return { state: { core: { ...core, ladder: look.ladder, judgedMs: look.judgedMs, pending: left }, windows: draft.windows }, happenings };
}

const draftIn = (look: Look): Draft => (look.draft ??= draftOf(look.windows));

function judgeAt(look: Look, atMs: number, { value, basis }: Told): void {
  look.judgedMs = atMs;
  if (value === null) return;
  look.onValue?.(atMs, value);
  const step = climb(look.ladder, look.levels, look.holeMs, { atMs, value, basis, isWhole: look.signal.isWhole });
  look.ladder = step.ladder;
  if (step.happening) look.happenings.push(step.happening);
}

/** What time alone changes. */
function passTo(look: Look, { before, upTo = before }: { before: number; upTo?: number }): void {
  const { signal } = look;
  if (!signal.nextMs || !signal.pass) return;
  for (;;) {
    const atMs = signal.nextMs(look.draft?.windows ?? look.windows, look.levels, look.judgedMs ?? Number.NEGATIVE_INFINITY);
    if (atMs === null || atMs >= before || atMs > upTo) return;
    judgeAt(look, atMs, signal.pass(draftIn(look), atMs));
  }
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
