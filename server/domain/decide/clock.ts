import { isOpen } from '../../../shared/terms.ts';
import { SILENCE_PERCENTS } from '../deadlines.ts';
import { branchesOf } from '../extra.ts';
import { evolve, type Incident } from '../incident.ts';
import type { Detail, IncidentEvent } from '../incident-event.ts';
import { withBranch } from './branch-state.ts';
import { decidedOf, event } from './event.ts';

const CLOCK = { actor: { id: 'system:clock' } } as Parameters<typeof event>[1];

/** `DeadlinePassed` at the due time itself, also when it is found late; null when there is nothing to say. */
export function decideDeadline(incident: Incident, nowMs: number, isOpenNow: boolean): IncidentEvent | null {
  const { dueAtMs } = incident;
  if (!isOpenNow || incident.overdue || incident.suspended || dueAtMs === null || dueAtMs > nowMs) return null;
  return {
    type: 'DeadlinePassed',
    id: incident.id,
    version: incident.version + 1,
    occurredAtMs: dueAtMs,
    actor: CLOCK.actor.id,
    decided: decidedOf(incident),
    detail: { stage: 'total' },
  };
}

/**
 * Each share of its limit that a unit has let go by without a word, told once for a dispatch and at its own instant, however late it
 * is found: at 50 % it is pushed again, at 100 % the next unit is offered, at 150 % it is the shift leader's.
 */
export function decideSilence(incident: Incident, nowMs: number): IncidentEvent[] {
  const events: IncidentEvent[] = [];
  let state = incident;
  for (let next = firstSilence(state, nowMs); next; next = firstSilence(state, nowMs)) {
    events.push(next);
    state = evolve(state, next);
  }
  return events;
}

function firstSilence(incident: Incident, nowMs: number): IncidentEvent | null {
  const { extra, holder } = incident;
  const wakeAtMs = extra?.wakeAtMs;
  if (!extra || wakeAtMs === undefined || wakeAtMs > nowMs || !isOpen(incident.status)) return null;
  const percentOf = (left: readonly number[]): number => SILENCE_PERCENTS[SILENCE_PERCENTS.length - left.length]!;
  const branch = branchesOf(extra).find(({ silent }) => silent[0] === wakeAtMs);
  const silent = branch?.silent ?? extra.silent!;
  const unit = branch ? branch.unit : holder.unit;
  const detail: Detail = {
    silentPercent: percentOf(silent),
    ...(unit === null ? {} : { unit }),
    ...(branch ? { branch: branch.id, ...(branch.department === null ? {} : { department: branch.department }) } : {}),
  };
  const left = silent.slice(1);
  const changed = branch ? { branches: withBranch(incident, branch.id, { silent: left }) } : { silent: left };
  return event(incident, CLOCK, wakeAtMs, 'UnitSilent', {}, detail, changed);
}
