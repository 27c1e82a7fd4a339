import type { Disposition } from '../../shared/command-words.ts';
import type { CommandName } from '../../shared/incident-commands.ts';
import type { Severity, Status } from '../../shared/terms.ts';
import type { Ground, Skill } from './ground.ts';
import { isQuestion } from './kinds.ts';
import { randomOf, type Random } from './random.ts';
import type { Rhythm } from './rhythm.ts';
import { ANSWERS, CANCEL_REASONS, CHECK_FAILED_TEXTS, HANDLE_TEXTS, REOPEN_REASONS, RETURN_REASONS } from './texts.ts';

/** An incident as far as its next step depends on it; the server's own record and the API's row both have all of it. */
export interface CaseState {
  id: number;
  status: Status;
  category: string;
  severity: Severity;
  source: string;
  place: string;
  reportedAtMs: number;
  registeredAtMs: number | null;
  dispatchedAtMs: number | null;
  acceptedAtMs: number | null;
  contactedAtMs: number | null;
  startedAtMs: number | null;
  handledAtMs: number | null;
  closedAtMs: number | null;
  /** Last act, where it is known. */
  lastActAtMs?: number;
  dueAtMs: number | null;
  acceptDueAtMs: number | null;
  contactDueAtMs: number | null;
  returns: number;
  reworks: number;
}

/** What is done next, by whom, when, and with which fields of the command. */
export interface DemoStep {
  command: CommandName;
  /** A handler is one of the team that holds the case. */
  by: 'dispatcher' | 'handler' | 'verifier';
  atMs: number;
  fields: {
    unit?: string;
    into?: number;
    reason?: string;
    text?: string;
    disposition?: Disposition;
    outcome?: 'pass' | 'fail';
  };
}

const HANDLERS: ReadonlySet<CommandName> = new Set(['accept', 'contact', 'return', 'start', 'handle']);
const VERIFIERS: ReadonlySet<CommandName> = new Set(['verify', 'reopen']);
type Draft = Omit<DemoStep, 'by'>;

type Fate = 'answer' | 'reject' | 'cancel' | 'handle';
/** How one case will go, drawn once from its id: asking again at any step gives the same answer. */
interface Life {
  fate: Fate;
  registerMs: number;
  dispatchMs: number;
  /** Shares of the accept and the contact limit that are used. */
  accept: number;
  contact: number;
  /** Share of the total limit that the whole case takes; above 1 it is late. */
  total: number;
  start: number;
  handle: number;
  isReturned: boolean;
  isReturnUpheld: boolean;
  isCheckFailed: boolean;
  isReopened: boolean;
  reopenMs: number;
  spread: number;
  takesOtherUnit: boolean;
  disposition: Disposition;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Median minutes at the desk before registering and before dispatching. */
const DESK_MIN: Readonly<Record<Severity, [register: number, dispatch: number]>> = {
  critical: [0.8, 0.7],
  urgent: [1.8, 1.5],
  normal: [6, 5],
  low: [9, 8],
};
const SHARES = {
  answer: 0.93,
  reject: 0.046,
  cancel: 0.011,
  returned: 0.042,
  upheld: 0.82,
  checkFailed: 0.019,
  reopened: 0.006,
  otherUnit: 0.12,
};
const DISPOSITIONS: readonly [Disposition, number][] = [
  ['resolved', 0.88],
  ['not-found', 0.045],
  ['explained', 0.035],
  ['false-alarm', 0.015],
  ['untrue', 0.015],
  ['other-channel', 0.01],
];

/** Log-normal shares of a limit, `inTime` of them below 1; a late one is not late for ever. */
function shareOfLimit(inTime: number, spread: number, random: Random): number {
  return Math.min(3.2, Math.max(0.06, Math.exp(spread * (random.normal() - quantile(inTime)))));
}

/** Standard normal quantile (Hastings 26.2.23, error below 5e-4). */
function quantile(p: number): number {
  if (p < 0.5) return -quantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

function drawLife(state: CaseState, skill: Skill, seed: number): Life {
  const random = randomOf(seed, 'life', state.id);
  const [registerMin, dispatchMin] = DESK_MIN[state.severity];
  const limitMs = (state.dueAtMs ?? state.reportedAtMs + 3 * DAY_MS) - state.reportedAtMs;
  const fate = random.next();
  const fateOf = (): Fate => {
    if (isQuestion(state.category) && fate < SHARES.answer) return 'answer';
    const rest = random.next();
    return rest < SHARES.reject ? 'reject' : rest < SHARES.reject + SHARES.cancel ? 'cancel' : 'handle';
  };
  const total = shareOfLimit(skill.closing, 0.72, random);
  return {
    fate: fateOf(),
    registerMs: Math.min(random.logNormal(registerMin, 0.6) * MINUTE_MS, 0.07 * limitMs),
    dispatchMs: Math.min(random.logNormal(dispatchMin, 0.6) * MINUTE_MS, 0.06 * limitMs),
    accept: shareOfLimit(skill.accepting, 0.7, random),
    contact: shareOfLimit(skill.contacting, 0.6, random),
    total,
    start: random.between(0.12, 0.45),
    handle: random.between(0.7, 0.92),
    isReturned: random.chance(SHARES.returned),
    isReturnUpheld: random.chance(SHARES.upheld),
    isCheckFailed: random.chance(SHARES.checkFailed * (skill.isSlow ? 1.8 : 1)),
    isReopened: random.chance(SHARES.reopened),
    reopenMs: random.between(2, 40) * HOUR_MS,
    spread: random.next(),
    takesOtherUnit: random.chance(SHARES.otherUnit),
    disposition: drawDisposition(random.next()),
  };
}

function drawDisposition(share: number): Disposition {
  let sum = 0;
  for (const [disposition, part] of DISPOSITIONS) if (share < (sum += part)) return disposition;
  return 'resolved';
}

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
      const step = draftOf(state, life, twin, ground, rhythm, words);
      if (!step) return null;
      const by = HANDLERS.has(step.command) ? 'handler' : VERIFIERS.has(step.command) ? 'verifier' : 'dispatcher';
      return { ...step, by, atMs: Math.round(Math.max(step.atMs, state.lastActAtMs ?? 0)) };
    },
  };
}

function draftOf(state: CaseState, life: Life, twin: number | null, ground: Ground, rhythm: Rhythm, words: Random): Draft | null {
  switch (state.status) {
    case 'reported':
      return atDesk(state, life, twin, words);
    case 'registered':
      return toUnit(state, life, ground, words);
    case 'dispatched':
    case 'accepted':
    case 'handling':
    case 'handled':
      return withUnit(state, life, rhythm, words);
    case 'closed':
      if (!life.isReopened || state.reworks > 0 || state.closedAtMs === null) return null;
      return { command: 'reopen', atMs: state.closedAtMs + life.reopenMs, fields: { reason: words.pick(REOPEN_REASONS) } };
    default:
      return null;
  }
}

function atDesk({ reportedAtMs }: CaseState, life: Life, twin: number | null, words: Random): Draft {
  const atMs = reportedAtMs + life.registerMs;
  if (twin !== null) return { command: 'merge', atMs, fields: { into: twin } };
  if (life.fate === 'answer')
    return { command: 'answer', atMs: reportedAtMs + life.registerMs * 0.6, fields: { text: words.pick(ANSWERS) } };
  if (life.fate === 'reject') {
    const reason = words.pick(['no-such-thing', 'no-such-thing', 'outside-duty', 'outside-duty', 'in-court', 'petition', 'other']);
    return { command: 'reject', atMs: atMs + life.registerMs, fields: { reason } };
  }
  if (life.fate === 'cancel' && life.spread < 0.5) return { command: 'cancel', atMs, fields: { reason: words.pick(CANCEL_REASONS) } };
  return { command: 'register', atMs, fields: {} };
}

function toUnit(state: CaseState, life: Life, ground: Ground, words: Random): Draft | null {
  const sinceMs = (state.returns > 0 ? state.lastActAtMs : undefined) ?? state.registeredAtMs ?? state.reportedAtMs;
  const atMs = sinceMs + life.dispatchMs;
  if (life.fate === 'cancel') return { command: 'cancel', atMs, fields: { reason: words.pick(CANCEL_REASONS) } };
  const units = ground.unitsFor(state.category, state.place);
  const right = (life.takesOtherUnit ? units[1] : undefined) ?? units[0];
  const wrong = units.find((unit) => unit !== right) ?? right;
  const isWrongFirst = life.isReturned && life.isReturnUpheld && state.returns === 0;
  const unit = isWrongFirst ? wrong : right;
  return unit === undefined ? null : { command: 'dispatch', atMs, fields: { unit } };
}

/** From dispatch to closing: when the whole is to end is settled first, the stages lie between. */
function withUnit(state: CaseState, life: Life, rhythm: Rhythm, words: Random): Draft | null {
  const { status, reworks } = state;
  const dispatchedAtMs = state.dispatchedAtMs ?? state.registeredAtMs ?? state.reportedAtMs;
  // A reopened case has its limit from the reopening on.
  const baseMs = life.isReopened && reworks > 0 ? dispatchedAtMs : state.reportedAtMs;
  const limitMs = (state.dueAtMs ?? baseMs + 3 * DAY_MS) - baseMs;
  const acceptMs = ((state.acceptDueAtMs ?? dispatchedAtMs + HOUR_MS) - dispatchedAtMs) * life.accept;
  const plannedEndMs = baseMs + limitMs * life.total;
  // Who accepts in time does so before the work is planned to end; who accepts late ends later.
  const acceptAtMs = dispatchedAtMs + (life.accept > 1 ? acceptMs : Math.min(acceptMs, 0.45 * Math.max(0, plannedEndMs - dispatchedAtMs)));
  if (status === 'dispatched') return onArrivalOfOrder(state, life, dispatchedAtMs, acceptAtMs, words);

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
  return contactBefore(state, life, dispatchedAtMs, acceptedAtMs, main) ?? main;
}

function onArrivalOfOrder({ returns, reworks }: CaseState, life: Life, dispatchedAtMs: number, acceptAtMs: number, words: Random): Draft {
  if (life.isReturned && returns === 0 && reworks === 0)
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
