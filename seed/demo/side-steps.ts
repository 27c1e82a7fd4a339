import { missingEvidence } from '../../shared/evidence.ts';
import type { Evidence } from '../../shared/command-words.ts';
import type { CaseState, Draft } from './case-state.ts';
import { randomOf, type Random } from './random.ts';
import { ESCALATION_REASONS, EXTENSION_REASONS, LATE_ENTRY_REASONS, REFUSAL_REASONS, SUSPENSION_REASONS } from './texts.ts';

/** What happens to few cases beside the usual course, drawn once from the id and apart from it: nothing else shifts by it. */
export interface Oddities {
  isSuspended: boolean;
  isExtended: boolean;
  isEscalated: boolean;
  isReturnedAgain: boolean;
  isSplit: boolean;
  isTypedInLater: boolean;
  /** Of whatever happens: where in its time, and how long. */
  share: number;
}
const SHARES = {
  suspended: 0.009,
  extended: 0.016,
  escalated: 0.006,
  returnedAgain: 0.05,
  split: 0.003,
  typedInLater: 0.012,
  refused: 0.2,
};

export function drawOddities(seed: number, id: number): Oddities {
  const random = randomOf(seed, 'odd', id);
  const which = random.next();
  const { suspended, extended, escalated } = SHARES;
  return {
    isSuspended: which < suspended,
    isExtended: which >= suspended && which < suspended + extended,
    isEscalated: which >= suspended + extended && which < suspended + extended + escalated,
    isReturnedAgain: random.chance(SHARES.returnedAgain),
    isSplit: random.chance(SHARES.split),
    isTypedInLater: random.chance(SHARES.typedInLater),
    share: random.between(0.2, 0.7),
  };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Nobody asks for more time, or for none to pass, within a limit shorter than this. */
const LONG_MS = 20 * HOUR_MS;

/** The question that waits comes first, then what the case needs or suffers before `main`; null = nothing. */
export function sideStep(state: CaseState, odd: Oddities, evidence: readonly Evidence[], main: Draft, words: Random): Draft | null {
  const found = [pauseOf(state, odd, main, words), extensionOf(state, odd, main, words), photoOf(state, evidence, main)]
    .filter((each) => each !== null)
    .sort((a, b) => a.atMs - b.atMs)[0];
  return found && found.atMs < main.atMs ? found : null;
}

/** 挂账 / 恢复: asked by the team, granted by the shift leader, and taken up again by the team. */
export function resumeOf({ extra }: CaseState, { share }: Oddities): Draft {
  return { command: 'resume', atMs: (extra?.suspendedAtMs ?? 0) + (2 + share * 60) * HOUR_MS, fields: {} };
}
function pauseOf(state: CaseState, odd: Oddities, main: Draft, words: Random): Draft | null {
  const asked = state.extra?.asked?.suspension;
  if (asked) return { command: 'grant-suspension', atMs: answerAt(asked.atMs, main), fields: {} };
  if (!odd.isSuspended || (state.extra?.suspensions ?? 0) > 0 || !isLong(state)) return null;
  const fromMs = state.acceptedAtMs;
  if (fromMs === null) return null;
  return {
    command: 'request-suspension',
    atMs: fromMs + (main.atMs - fromMs) * odd.share,
    fields: { reason: words.pick(SUSPENSION_REASONS) },
  };
}

/** 延期: what was refused is not asked for again. */
function extensionOf(state: CaseState, odd: Oddities, main: Draft, words: Random): Draft | null {
  const asked = state.extra?.asked?.extension;
  if (asked) {
    const isRefused = odd.share < 0.2 + 0.5 * SHARES.refused;
    const atMs = answerAt(asked.atMs, main);
    return isRefused
      ? { command: 'refuse-extension', atMs, fields: { reason: words.pick(REFUSAL_REASONS) } }
      : { command: 'grant-extension', atMs, fields: {} };
  }
  const { startedAtMs, extra, lastActAtMs = 0 } = state;
  if (!odd.isExtended || startedAtMs === null || (extra?.extensions ?? 0) > 0 || state.status !== 'handling' || !isLong(state)) return null;
  // Counted from the start alone: whatever is decided moves the rest.
  const atMs = startedAtMs + (20 + odd.share * 100) * MINUTE_MS;
  if (lastActAtMs >= atMs || atMs >= main.atMs) return null;
  return {
    command: 'request-extension',
    atMs,
    fields: { minutes: 60 * words.pick([4, 8, 24, 48]), reason: words.pick(EXTENSION_REASONS) },
  };
}

/** What the category asks for, before the work is said to be done. */
function photoOf(state: CaseState, evidence: readonly Evidence[], main: Draft): Draft | null {
  if (main.command !== 'handle' || state.startedAtMs === null) return null;
  const files = state.extra?.files ?? [];
  const [kind] = missingEvidence(evidence, { text: 'x', quantity: 1, files, dispatchedAtMs: state.dispatchedAtMs }).filter(isPhoto);
  if (kind === undefined) return null;
  const beforeMs = state.startedAtMs + 0.1 * (main.atMs - state.startedAtMs);
  // Of several one after the other; the work itself waits for them.
  const atMs = Math.max(kind === 'photo-before' ? beforeMs : main.atMs - 90_000, state.lastActAtMs ?? 0);
  return { command: 'attach', atMs: Math.min(atMs, main.atMs - 1), fields: { photo: kind } };
}
const isPhoto = (each: Evidence): each is 'photo-before' | 'photo-after' => each === 'photo-before' || each === 'photo-after';

/** The shift leader answers within the hour, and before the work goes on. */
const answerAt = (askedMs: number, main: Draft): number => Math.min(askedMs + 25 * MINUTE_MS, main.atMs - 1);
const isLong = ({ dueAtMs, reportedAtMs }: CaseState): boolean => dueAtMs !== null && dueAtMs - reportedAtMs >= LONG_MS;

/** 提级: the street hands it up before anybody is sent. */
export const escalation = (atMs: number, words: Random): Draft => ({
  command: 'escalate',
  atMs,
  fields: { reason: words.pick(ESCALATION_REASONS) },
});

/** 补录: where there was no signal it is typed in on the way back, with the time at which it was done. */
export function typedInLater(draft: Draft, odd: Oddities, afterMs: number, words: Random): Draft {
  const lagMs = (8 + odd.share * 50) * MINUTE_MS;
  if (!odd.isTypedInLater || draft.command !== 'start' || draft.atMs - afterMs < MINUTE_MS) return draft;
  return {
    ...draft,
    atMs: draft.atMs + lagMs,
    occurredAtMs: draft.atMs,
    fields: { ...draft.fields, reason: words.pick(LATE_ENTRY_REASONS) },
  };
}
