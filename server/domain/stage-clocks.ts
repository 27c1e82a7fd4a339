import { LIFE_RULES, type LifeRules } from '../../shared/life-rules.ts';
import type { Limit, RunningStage } from '../../shared/limits.ts';
import type { Severity, Status } from '../../shared/terms.ts';
import { afterPause, extended, type CategoryFacts } from './deadlines.ts';
import type { StageClock } from './extra.ts';
import type { Incident } from './incident.ts';
import type { EventType, IncidentEvent } from './incident-event.ts';
import type { WorkClock } from './work-calendar.ts';

/** What a clock is counted with. */
export interface Timing {
  category: CategoryFacts;
  clock: WorkClock;
  rules?: Pick<LifeRules, 'soonShare'> | undefined;
}

const ENDED: readonly RunningStage[] = [];
const IN_HANDS = ['contact', 'arrive', 'handle'] as const satisfies readonly RunningStage[];
/**
 * Which stages run in which state. The centre's: `check` and `register` from receipt, `dispatch` from when it lies at a desk to be
 * sent (a return, a ruling that is awaited, a recall too), `callback` and `verify` from the unit's report. The unit's: all from the
 * dispatch, not from acceptance.
 * @source docs/deadlines.md
 */
const STAGES_IN: Record<Status, readonly RunningStage[]> = {
  reported: ['check', 'register'],
  registered: ['dispatch'],
  adjudicating: ['dispatch'],
  dispatched: ['accept', ...IN_HANDS],
  accepted: IN_HANDS,
  handling: ['contact', 'handle'],
  handled: ['contact', 'callback', 'verify'],
  closed: ENDED,
  answered: ENDED,
  rejected: ENDED,
  merged: ENDED,
  cancelled: ENDED,
  voided: ENDED,
};
/** In other hands, or in the same ones again: every clock of the unit begins anew. */
const HANDED: ReadonlySet<EventType> = new Set(['IncidentDispatched', 'IncidentReassigned', 'IncidentReopened']);

/** The clock of a limit that runs from an instant. */
export function startClock(stage: RunningStage, fromMs: number, limit: Limit, { clock, rules }: Omit<Timing, 'category'>): StageClock {
  return { stage, fromMs, soonAtMs: soonAt(fromMs, limit, { clock, rules }), dueAtMs: clock.dueAt(fromMs, limit) };
}
/** When a limit begins to be due soon: so much of it is left then, in its own unit. */
export const soonAt = (fromMs: number, limit: Limit, { clock, rules }: Omit<Timing, 'category'>): number =>
  clock.dueAt(fromMs, { ...limit, amount: limit.amount * (1 - (rules ?? LIFE_RULES).soonShare) });

/** Those of a new report. */
export const clocksOfReport = (severity: Severity, fromMs: number, timing: Timing): StageClock[] =>
  STAGES_IN.reported.flatMap((stage) => begin(stage, severity, fromMs, timing));

/** The clocks that run after a command: those of the stages that go on, and of those that it begins. */
export function clocksAfter(before: Incident, event: IncidentEvent, timing: Timing): readonly StageClock[] {
  const { decided, type, occurredAtMs: at } = event;
  const wanted = wantedStages(before, event);
  const running = before.extra?.clocks ?? [];
  const clocks = wanted.flatMap((stage): readonly StageClock[] => {
    const isAnew = HANDED.has(type) || (type === 'CheckFailed' && stage === 'handle') || !STAGES_IN[before.status].includes(stage);
    if (isAnew) return begin(stage, decided.severity, at, timing);
    const kept = running.filter((each) => each.stage === stage);
    return type === 'IncidentCorrected' ? corrected(stage, kept, before, event, timing) : kept;
  });
  const done = decided.extra?.stepsDone ?? [];
  const left = clocks.filter(({ step }) => step === undefined || !done.includes(step));
  if (type === 'IncidentResumed') return left.map((each) => resumed(each, before.extra!.suspendedAtMs!, at, decided.severity, timing));
  return type === 'ExtensionGranted' ? withMore(left, event.detail.minutes!, decided.severity, timing) : left;
}

function wantedStages({ contactedAtMs }: Incident, { decided, type }: IncidentEvent): readonly RunningStage[] {
  const { check, callback } = decided.extra ?? {};
  const isOver: Partial<Record<RunningStage, boolean>> = {
    check: check !== undefined,
    contact: contactedAtMs !== null || type === 'CallerContacted',
    // Nobody answered: the call is still owed.
    callback: callback !== undefined && callback.outcome !== 'unreachable',
  };
  return STAGES_IN[decided.status].filter((stage) => isOver[stage] !== true);
}

/** The limits of a stage: one, or the steps of the handling. */
const limitsOfStage = (stage: RunningStage, severity: Severity, { limits }: CategoryFacts): readonly Limit[] => {
  const limit = limits[severity][stage];
  return limit ? (Array.isArray(limit) ? limit : [limit]) : [];
};

function begin(stage: RunningStage, severity: Severity, fromMs: number, timing: Timing): StageClock[] {
  const limits = limitsOfStage(stage, severity, timing.category);
  return limits.map((limit, i) => ({
    ...startClock(stage, fromMs, limit, timing),
    ...(limits.length > 1 ? { step: i + 1 } : {}),
  }));
}

/** Another category or severity brings its limits, from where the stage began; acceptance and contact stay as the unit was told. */
function corrected(
  stage: RunningStage,
  kept: readonly StageClock[],
  before: Incident,
  { decided }: IncidentEvent,
  timing: Timing,
): readonly StageClock[] {
  if (stage === 'accept' || stage === 'contact') return kept;
  const { category } = timing;
  const limitsAt = (severity: Severity): string => JSON.stringify(limitsOfStage(stage, severity, category));
  const isSame = decided.category === before.category && limitsAt(decided.severity) === limitsAt(before.severity);
  return isSame ? kept : begin(stage, decided.severity, kept[0]?.fromMs ?? beganAt(stage, before), timing);
}

function beganAt(stage: RunningStage, { reportedAtMs, registeredAtMs, dispatchedAtMs, handledAtMs }: Incident): number {
  if (stage === 'check' || stage === 'register') return reportedAtMs;
  if (stage === 'dispatch') return registeredAtMs ?? reportedAtMs;
  return (stage === 'callback' || stage === 'verify' ? handledAtMs : dispatchedAtMs) ?? reportedAtMs;
}

const limitOf = ({ stage, step }: StageClock, severity: Severity, { category }: Timing): Limit | undefined =>
  limitsOfStage(stage, severity, category)[(step ?? 1) - 1];

/** What was left is left; a stage that began while the case stood has lost nothing of its limit. */
function resumed(each: StageClock, suspendedAtMs: number, resumedAtMs: number, severity: Severity, timing: Timing): StageClock {
  const { clock } = timing;
  const pausedAtMs = Math.max(suspendedAtMs, each.fromMs);
  const moved = (ms: number): number => afterPause(ms, { pausedAtMs, resumedAtMs, clock }, limitOf(each, severity, timing)?.unit);
  return { ...each, soonAtMs: moved(each.soonAtMs), dueAtMs: moved(each.dueAtMs) };
}

/** A unit asks for more time to handle: the last step of it, which ends the handling, is the stage that is extended. */
function withMore(clocks: readonly StageClock[], minutes: number, severity: Severity, timing: Timing): readonly StageClock[] {
  const last = clocks.findLastIndex(({ stage }) => stage === 'handle');
  return clocks.map((each, i) => {
    if (i !== last) return each;
    const later = (ms: number): number => extended(ms, minutes, limitOf(each, severity, timing) ?? null, timing.clock);
    const { isTold: _, ...untold } = each;
    return { ...untold, soonAtMs: later(each.soonAtMs), dueAtMs: later(each.dueAtMs) };
  });
}
