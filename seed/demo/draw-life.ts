import type { Disposition } from '../../shared/command-words.ts';
import type { Severity } from '../../shared/terms.ts';
import type { CaseState } from './case-state.ts';
import type { Skill } from './ground.ts';
import { isQuestion } from './kinds.ts';
import { randomOf, type Random } from './random.ts';

type Fate = 'answer' | 'reject' | 'cancel' | 'handle';
/** How one case will go, drawn once from its id: asking again at any step gives the same answer. */
export interface Life {
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
  recheckMs: number;
  isOverturned: boolean;
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
  overturned: 0.1,
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

export function drawLife(state: CaseState, skill: Skill, seed: number): Life {
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
    recheckMs: random.between(3, 60) * HOUR_MS,
    isOverturned: random.chance(SHARES.overturned),
  };
}

function drawDisposition(share: number): Disposition {
  let sum = 0;
  for (const [disposition, part] of DISPOSITIONS) if (share < (sum += part)) return disposition;
  return 'resolved';
}
