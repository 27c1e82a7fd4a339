import { FAR_TIMES } from '../../../shared/clock-phase.ts';
import { isOpen } from '../../../shared/terms.ts';
import { afterPause, extended, totalLimit } from '../deadlines.ts';
import { more, wound, type Extra, type StageClock } from '../extra.ts';
import { stillOverdue, type Incident } from '../incident.ts';
import type { IncidentEvent } from '../incident-event.ts';
import { clocksAfter, soonAt, type Timing } from '../stage-clocks.ts';

/** What a decision makes of the clocks beside its due times: stages that go on or begin, "due soon" and "far overdue" of the total. */
export function timed(before: Incident, event: IncidentEvent, timing: Timing): IncidentEvent {
  const { decided } = event;
  const soonAtMs = soonAfter(before, event, timing);
  const clocks = clocksAfter(before, event, timing);
  const far = farAfter(before, event, timing);
  const { farAtMs, isFar } = decided.extra ?? {};
  const isSame = isSameList(clocks, decided.extra?.clocks ?? []) && far.farAtMs === farAtMs && far.isFar === isFar;
  if (isSame && soonAtMs === decided.soonAtMs) return event;
  const extra = isSame ? decided.extra : wound(more(decided.extra ?? null, { clocks, ...far }), isOpen(decided.status));
  return { ...event, decided: { ...decided, soonAtMs, extra } };
}

const isSameList = (a: readonly StageClock[], b: readonly StageClock[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

function soonAfter(
  before: Incident,
  { type, decided, detail, occurredAtMs: at }: IncidentEvent,
  timing: Timing,
): number | null | undefined {
  const { dueAtMs, severity } = decided;
  if (dueAtMs === null || dueAtMs === before.dueAtMs) return dueAtMs === null ? undefined : decided.soonAtMs;
  const { category, clock } = timing;
  const limit = totalLimit(category, severity);
  const soon = before.soonAtMs;
  if (soon !== null && (type === 'IncidentResumed' || type === 'ExtensionGranted')) {
    return type === 'ExtensionGranted'
      ? extended(soon, detail.minutes!, limit, clock)
      : afterPause(soon, { pausedAtMs: before.extra!.suspendedAtMs!, resumedAtMs: at, clock }, limit?.unit);
  }
  return limit ? soonAt(type === 'IncidentReopened' || type === 'RecheckOverturned' ? at : before.reportedAtMs, limit, timing) : undefined;
}

type Far = Pick<{ [K in keyof Extra]: Extra[K] | undefined }, 'farAtMs' | 'isFar'>;

function farAfter(before: Incident, { type, decided, occurredAtMs: at }: IncidentEvent, timing: Timing): Far {
  const { farAtMs, isFar } = decided.extra ?? {};
  if (!isOpen(decided.status)) return { farAtMs, isFar };
  if (type === 'IncidentResumed' && farAtMs !== undefined) {
    const pause = { pausedAtMs: before.extra!.suspendedAtMs!, resumedAtMs: at, clock: timing.clock };
    return { farAtMs: afterPause(farAtMs, pause, totalLimit(timing.category, decided.severity)?.unit), isFar };
  }
  if (decided.dueAtMs === before.dueAtMs) return { farAtMs, isFar };
  const isLate = type !== 'IncidentReopened' && decided.dueAtMs !== null && stillOverdue(before, decided, at);
  return { farAtMs: isLate ? farAt(decided.dueAtMs!, before, timing) : undefined, isFar: undefined };
}

/** When three times the limit will have gone; without a limit of its own (history) by the wall clock. */
export function farAt(dueAtMs: number, { reportedAtMs, severity }: Incident, { category, clock }: Timing): number {
  const limit = totalLimit(category, severity);
  const beyond = FAR_TIMES - 1;
  return limit ? clock.dueAt(dueAtMs, { ...limit, amount: limit.amount * beyond }) : dueAtMs + beyond * Math.max(0, dueAtMs - reportedAtMs);
}
