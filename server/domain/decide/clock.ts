import { FAR_TIMES } from '../../../shared/clock-phase.ts';
import { isOpen } from '../../../shared/terms.ts';
import { SILENCE_PERCENTS } from '../deadlines.ts';
import { branchesOf, isBranchDue, isStageDue, more, wound, type Branch, type StageClock } from '../extra.ts';
import { evolve, type Incident } from '../incident.ts';
import type { Detail, IncidentEvent } from '../incident-event.ts';
import type { Timing } from '../stage-clocks.ts';
import { withBranch } from './branch-state.ts';
import { decidedOf, event } from './event.ts';
import { farAt } from './timed.ts';

const CLOCK = { actor: { id: 'system:clock' } } as Parameters<typeof event>[1];

/** `DeadlinePassed` of the total clock at the due time itself, also when it is found late; null when there is nothing to say. */
export function decideDeadline(incident: Incident, nowMs: number, timing: Timing): IncidentEvent | null {
  const { dueAtMs } = incident;
  if (!isOpen(incident.status) || incident.overdue || incident.suspended || dueAtMs === null || dueAtMs > nowMs) return null;
  return {
    type: 'DeadlinePassed',
    id: incident.id,
    version: incident.version + 1,
    occurredAtMs: dueAtMs,
    actor: CLOCK.actor.id,
    decided: {
      ...decidedOf(incident),
      extra: wound(more(incident.extra, { farAtMs: farAt(dueAtMs, incident, timing), isFar: undefined }), true),
    },
    detail: { stage: 'total' },
  };
}

/**
 * All that the clock says beside, each once and at its own instant, however late it is found: a stage that ran out, a branch that
 * is late, three times the limit gone; and each share of its limit that a unit has let go by without a word: at 50 % it is pushed
 * again, at 100 % the next unit is offered, at 150 % it is the shift leader's.
 */
export function decideClocks(incident: Incident, nowMs: number): IncidentEvent[] {
  const events: IncidentEvent[] = [];
  let state = incident;
  for (let next = firstToTell(state, nowMs); next; next = firstToTell(state, nowMs)) {
    events.push(next);
    state = evolve(state, next);
  }
  return events;
}

function firstToTell(incident: Incident, nowMs: number): IncidentEvent | null {
  const { extra } = incident;
  const wakeAtMs = extra?.wakeAtMs;
  if (!extra || wakeAtMs === undefined || wakeAtMs > nowMs || !isOpen(incident.status)) return null;
  const stage = extra.clocks?.find((each) => isStageDue(each) && each.dueAtMs === wakeAtMs);
  if (stage) return stagePassed(incident, stage);
  const late = branchesOf(extra).find((each) => isBranchDue(each) && each.dueAtMs === wakeAtMs);
  if (late) return branchPassed(incident, late);
  if (extra.farAtMs === wakeAtMs && !extra.isFar)
    return event(incident, CLOCK, wakeAtMs, 'DeadlinePassed', {}, { stage: 'total', times: FAR_TIMES }, { isFar: true });
  return silence(incident, wakeAtMs);
}

function stagePassed(incident: Incident, passed: StageClock): IncidentEvent {
  const { stage, step, dueAtMs } = passed;
  const unit = stage === 'arrive' || stage === 'handle' || stage === 'contact' ? incident.holder.unit : null;
  const detail: Detail = { stage, ...(step === undefined ? {} : { step }), ...(unit === null ? {} : { unit }) };
  const clocks = incident.extra!.clocks!.map((each) => (each === passed ? { ...each, isTold: true as const } : each));
  return event(incident, CLOCK, dueAtMs, 'DeadlinePassed', {}, detail, { clocks });
}

/** Whoever has the branch is late with it; the case itself is late by its own deadline alone. */
function branchPassed(incident: Incident, { id, kind, unit, department, dueAtMs }: Branch): IncidentEvent {
  const detail: Detail = { stage: kind === 'assist' ? 'handle' : 'arrive', ...ofBranch({ id, unit, department }) };
  return event(incident, CLOCK, dueAtMs!, 'DeadlinePassed', {}, detail, { branches: withBranch(incident, id, { isOverdue: true }) });
}

const ofBranch = ({ id, unit, department }: Pick<Branch, 'id' | 'unit' | 'department'>): Detail => ({
  branch: id,
  ...(unit === null ? {} : { unit }),
  ...(department === null ? {} : { department }),
});

function silence(incident: Incident, wakeAtMs: number): IncidentEvent {
  const { holder } = incident;
  const extra = incident.extra!;
  const percentOf = (left: readonly number[]): number => SILENCE_PERCENTS[SILENCE_PERCENTS.length - left.length]!;
  const branch = branchesOf(extra).find(({ silent }) => silent[0] === wakeAtMs);
  const silent = branch?.silent ?? extra.silent!;
  const whose = branch ? ofBranch(branch) : holder.unit === null ? {} : { unit: holder.unit };
  const left = silent.slice(1);
  const changed = branch ? { branches: withBranch(incident, branch.id, { silent: left }) } : { silent: left };
  return event(incident, CLOCK, wakeAtMs, 'UnitSilent', {}, { silentPercent: percentOf(silent), ...whose }, changed);
}
