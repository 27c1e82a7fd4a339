import type { CommandName } from '../../shared/incident-commands.ts';
import type { CaseState, DemoStep, Draft } from './case-state.ts';
import { drawLife, type Life } from './draw-life.ts';
import type { Ground } from './ground.ts';
import { randomOf, type Random } from './random.ts';
import type { Rhythm } from './rhythm.ts';
import { drawOddities, escalation, resumeOf, sideStep, typedInLater, type Oddities } from './side-steps.ts';
import {
  ANSWERS,
  CANCEL_REASONS,
  CHECK_FAILED_TEXTS,
  CONFIRM_REASONS,
  HANDLE_TEXTS,
  OVERTURN_REASONS,
  REOPEN_REASONS,
  RETURN_REASONS,
  RULING_REASONS,
  SPLIT_TEXTS,
} from './texts.ts';

const BY: Partial<Record<CommandName, DemoStep['by']>> = {
  accept: 'handler',
  contact: 'handler',
  return: 'handler',
  start: 'handler',
  handle: 'handler',
  attach: 'handler',
  'request-suspension': 'handler',
  resume: 'handler',
  'request-extension': 'handler',
  'grant-suspension': 'shift-leader',
  'grant-extension': 'shift-leader',
  'refuse-extension': 'shift-leader',
  adjudicate: 'adjudicator',
  recheck: 'verifier',
  verify: 'verifier',
  reopen: 'verifier',
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export interface Lives {
  /** The next step of a case as it stands; null when nothing more will be done to it. `twin` is an open case that it repeats. */
  next(state: CaseState, twin: number | null): DemoStep | null;
}

/** How cases are handled in a city: who takes them, how fast, and what goes wrong. */
export function buildLives(ground: Ground, rhythm: Rhythm, seed: number): Lives {
  return {
    next(state, twin) {
      const skill = ground.skill(ground.districtOf(state.place));
      const life = drawLife(state, skill, seed);
      const words = randomOf(seed, 'words', state.id, state.status, state.reworks);
      const odd = drawOddities(seed, state.id);
      const step = state.suspended ? resumeOf(state, odd) : draftOf({ state, life, odd, twin, ground, rhythm, words });
      if (!step) return null;
      const atMs = Math.round(Math.max(step.atMs, state.lastActAtMs ?? 0));
      const { occurredAtMs, ...given } = step;
      const isLater = occurredAtMs !== undefined && occurredAtMs >= (state.lastActAtMs ?? 0);
      return { ...given, by: BY[step.command] ?? 'dispatcher', atMs, ...(isLater ? { occurredAtMs: Math.round(occurredAtMs) } : {}) };
    },
  };
}

interface Asked {
  state: CaseState;
  life: Life;
  odd: Oddities;
  twin: number | null;
  ground: Ground;
  rhythm: Rhythm;
  words: Random;
}

function draftOf(asked: Asked): Draft | null {
  const { state, life, words } = asked;
  switch (state.status) {
    case 'reported':
      return atDesk(asked);
    case 'registered':
      return toUnit(asked);
    case 'adjudicating':
      return ruling(asked);
    case 'dispatched':
    case 'accepted':
    case 'handling':
    case 'handled':
      return withUnit(asked);
    case 'closed':
      if (!life.isReopened || state.reworks > 0 || state.closedAtMs === null) return null;
      return { command: 'reopen', atMs: state.closedAtMs + life.reopenMs, fields: { reason: words.pick(REOPEN_REASONS) } };
    case 'rejected':
    case 'merged':
      return ofRecheck(state, life, words);
    default:
      return null;
  }
}

function ofRecheck({ extra }: CaseState, { recheckMs, isOverturned }: Life, words: Random): Draft | null {
  if (!extra?.recheck || extra.recheck.outcome !== undefined) return null;
  const outcome = isOverturned ? 'overturned' : 'confirmed';
  const reason = words.pick(isOverturned ? OVERTURN_REASONS : CONFIRM_REASONS);
  return { command: 'recheck', atMs: extra.recheck.atMs + recheckMs, fields: { outcome, reason } };
}

function atDesk({ state, life, odd, twin, ground, words }: Asked): Draft {
  const { reportedAtMs, extra } = state;
  const atMs = reportedAtMs + life.registerMs;
  // Whoever was told that it is a case does not reject it again.
  if (extra?.recheck?.outcome === 'overturned') return { command: 'register', atMs, fields: {} };
  if (twin !== null) return { command: 'merge', atMs, fields: { into: twin } };
  if (life.fate === 'answer')
    return { command: 'answer', atMs: reportedAtMs + life.registerMs * 0.6, fields: { text: words.pick(ANSWERS) } };
  if (life.fate === 'reject') {
    const reason = words.pick(['no-such-thing', 'no-such-thing', 'outside-duty', 'outside-duty', 'in-court', 'petition', 'other']);
    return { command: 'reject', atMs: atMs + life.registerMs, fields: { reason } };
  }
  if (life.fate === 'cancel' && life.spread < 0.5) return { command: 'cancel', atMs, fields: { reason: words.pick(CANCEL_REASONS) } };
  // Two things in one report; the part has a receipt of its own, and is not parted again.
  const other = odd.isSplit && !isLinked(state, 'split-into') && !isLinked(state, 'split-from') ? ground.besides(state.category) : null;
  if (other !== null)
    return { command: 'split', atMs: reportedAtMs + life.registerMs * 0.8, fields: { category: other, text: words.pick(SPLIT_TEXTS) } };
  return { command: 'register', atMs, fields: {} };
}
const isLinked = ({ extra }: CaseState, kind: string): boolean => extra?.links?.some((link) => link.kind === kind) ?? false;

function toUnit({ state, life, odd, ground, words }: Asked): Draft | null {
  const sinceMs = (state.returns > 0 ? state.lastActAtMs : undefined) ?? state.registeredAtMs ?? state.reportedAtMs;
  const atMs = sinceMs + life.dispatchMs;
  if (life.fate === 'cancel') return { command: 'cancel', atMs, fields: { reason: words.pick(CANCEL_REASONS) } };
  if (odd.isEscalated && state.holder.node === state.place && state.returns === 0)
    return escalation(sinceMs + life.dispatchMs * 0.7, words);
  const { right, wrong } = unitsOf(state, life, ground);
  const isWrongFirst = life.isReturned && life.isReturnUpheld && state.returns === 0;
  const unit = isWrongFirst ? wrong : right;
  return unit === undefined ? null : { command: 'dispatch', atMs, fields: { unit } };
}

function unitsOf({ category, place }: CaseState, life: Life, ground: Ground): { right: string | undefined; wrong: string | undefined } {
  const units = ground.unitsFor(category, place);
  const right = (life.takesOtherUnit ? units[1] : undefined) ?? units[0];
  return { right, wrong: units.find((unit) => unit !== right) ?? right };
}

/** Returned twice: somebody above says whose it is, and it stays there. */
function ruling({ state, life, ground, words }: Asked): Draft | null {
  const { right } = unitsOf(state, life, ground);
  const atMs = (state.lastActAtMs ?? state.reportedAtMs) + (20 + 70 * life.spread) * MINUTE_MS;
  return right === undefined ? null : { command: 'adjudicate', atMs, fields: { unit: right, reason: words.pick(RULING_REASONS) } };
}

/** From dispatch to closing: when the whole is to end is settled first, the stages lie between. */
function withUnit({ state, life, odd, ground, rhythm, words }: Asked): Draft | null {
  const { status, reworks } = state;
  const dispatchedAtMs = state.dispatchedAtMs ?? state.registeredAtMs ?? state.reportedAtMs;
  // A reopened case has its limit from the reopening on.
  const baseMs = life.isReopened && reworks > 0 ? dispatchedAtMs : state.reportedAtMs;
  const limitMs = (state.dueAtMs ?? baseMs + 3 * DAY_MS) - baseMs;
  const acceptMs = ((state.acceptDueAtMs ?? dispatchedAtMs + HOUR_MS) - dispatchedAtMs) * life.accept;
  const plannedEndMs = baseMs + limitMs * life.total;
  // Who accepts in time does so before the work is planned to end; who accepts late ends later.
  const acceptAtMs = dispatchedAtMs + (life.accept > 1 ? acceptMs : Math.min(acceptMs, 0.45 * Math.max(0, plannedEndMs - dispatchedAtMs)));
  if (status === 'dispatched') return onArrivalOfOrder(state, life, odd, dispatchedAtMs, acceptAtMs, words);

  const acceptedAtMs = state.acceptedAtMs ?? acceptAtMs;
  const isPressing = state.severity === 'critical' || state.severity === 'urgent' || limitMs < DAY_MS;
  const byDay = (ms: number, afterMs: number): number => (isPressing ? ms : rhythm.awake(ms, afterMs, life.spread));
  const workMs = Math.max(plannedEndMs - acceptedAtMs, Math.min(20 * MINUTE_MS, 0.12 * limitMs));
  const within = (share: number, afterMs: number): number => byDay(acceptedAtMs + workMs * share, afterMs);
  const startAtMs = within(life.start, acceptedAtMs);
  const isFirstTry = life.isCheckFailed && !life.isReopened && reworks === 0;
  const isSecondTry = life.isCheckFailed && !life.isReopened && reworks > 0;
  const handleAtMs = within(isFirstTry ? 0.55 : isSecondTry ? 0.93 : life.handle, state.startedAtMs ?? startAtMs);
  const main: Draft =
    status === 'accepted'
      ? { command: 'start', atMs: startAtMs, fields: {} }
      : status === 'handling'
        ? { command: 'handle', atMs: handleAtMs, fields: { disposition: life.disposition, text: words.pick(HANDLE_TEXTS) } }
        : isFirstTry
          ? {
              command: 'verify',
              atMs: within(0.64, state.handledAtMs ?? handleAtMs),
              fields: { outcome: 'fail', text: words.pick(CHECK_FAILED_TEXTS) },
            }
          : { command: 'verify', atMs: within(1, state.handledAtMs ?? handleAtMs), fields: { outcome: 'pass' } };
  const usual = contactBefore(state, life, dispatchedAtMs, acceptedAtMs, main) ?? main;
  if (status === 'handled') return usual;
  const side = sideStep(state, odd, ground.evidenceOf(state.category), main, words);
  return side && side.atMs < usual.atMs ? side : typedInLater(usual, odd, Math.max(acceptedAtMs, state.lastActAtMs ?? 0), words);
}

function onArrivalOfOrder(
  { returns, reworks }: CaseState,
  life: Life,
  odd: Oddities,
  dispatchedAtMs: number,
  acceptAtMs: number,
  words: Random,
): Draft {
  const isReturned = life.isReturned && (returns === 0 || (returns === 1 && odd.isReturnedAgain));
  if (isReturned && reworks === 0)
    return {
      command: 'return',
      atMs: dispatchedAtMs + (acceptAtMs - dispatchedAtMs) * 0.8,
      fields: { reason: words.pick(RETURN_REASONS) },
    };
  return { command: 'accept', atMs: acceptAtMs, fields: {} };
}

/** The caller is rung up between the other steps, at the latest just before the work is reported done. */
function contactBefore(state: CaseState, life: Life, dispatchedAtMs: number, acceptedAtMs: number, main: Draft): Draft | null {
  if (state.contactedAtMs !== null || state.status === 'handled') return null;
  const limitMs = (state.contactDueAtMs ?? dispatchedAtMs + 2 * HOUR_MS) - dispatchedAtMs;
  const wishedMs = Math.max(acceptedAtMs + 40_000, dispatchedAtMs + limitMs * life.contact);
  const atMs = main.command === 'handle' ? Math.min(wishedMs, main.atMs - 30_000) : wishedMs;
  return atMs < main.atMs ? { command: 'contact', atMs, fields: {} } : null;
}
