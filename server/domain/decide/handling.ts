import { missingEvidence } from '../../../shared/evidence.ts';
import { LIFE_RULES } from '../../../shared/life-rules.ts';
import { dispatchClocks, totalDueAt, totalLimit } from '../deadlines.ts';
import { askedOf } from '../extra.ts';
import type { Incident } from '../incident.ts';
import type { IncidentEvent } from '../incident-event.ts';
import { Rejection } from '../rejection.ts';
import { openBranches } from './branch-state.ts';
import { silenceOf } from './clocks.ts';
import { event } from './event.ts';
import type { CommandInput, Decision } from './input.ts';

const DAY_MS = 86_400_000;

/** From the result to the verified end, and from there back. */
export const HANDLING = {
  handle: (incident, input, at) => {
    const { step } = input;
    if (step !== undefined && !isLastStep(step, incident, input)) return stepDone(incident, input, at, step);
    assertEvidence(incident, input);
    const { disposition, quantity } = input;
    const detail = { disposition: disposition!, ...(quantity === undefined ? {} : { quantity }) };
    return event(incident, input, at, 'IncidentHandled', { status: 'handled' }, detail, { quantity });
  },
  callback: (incident, input, at) => {
    const callback = { outcome: input.outcome!, atMs: at, tries: (incident.extra?.callback?.tries ?? 0) + 1 };
    return event(incident, input, at, 'CallbackMade', {}, { outcome: callback.outcome }, { callback });
  },
  verify: (incident, input, at) => {
    if (input.outcome === 'fail') return event(incident, input, at, 'CheckFailed', { status: 'handling' });
    const open = openBranches(incident);
    if (open.length > 0) throw new Rejection('branch.open', { branches: open.map(({ id }) => id) });
    const isOnTime = incident.dueAtMs === null ? null : at <= incident.dueAtMs;
    return event(incident, input, at, 'IncidentClosed', { status: 'closed' }, { isOnTime }, { asked: undefined });
  },
  /** A verifier's own counts at once; what a reporter asks for waits for the verifier's answer. */
  reopen: (incident, input, at) => {
    if (input.actor.role === 'verifier') return reopened(incident, input, at);
    const { reopenDays } = input.rules ?? LIFE_RULES;
    if (incident.closedAtMs !== null && at > incident.closedAtMs + reopenDays * DAY_MS)
      throw new Rejection('reopen.too-late', { days: reopenDays, closedAt: new Date(incident.closedAtMs).toISOString() });
    const reopening = { by: input.actor.id, node: incident.holder.node, atMs: at };
    return event(incident, input, at, 'ReopeningRequested', {}, {}, { asked: { reopening } });
  },
  uphold: (incident, input, at) => reopened(incident, input, at),
  dismiss: (incident, input, at) => event(incident, input, at, 'ReopeningDismissed', {}, {}, { asked: undefined }),
  /** Two people: one asks, another who leads the shift approves. */
  void: (incident, input, at) => {
    const asked = askedOf(incident.extra, 'voiding');
    if (asked) return event(incident, input, at, 'IncidentVoided', { status: 'voided' }, {}, { asked: undefined });
    const voiding = { by: input.actor.id, node: incident.holder.node, atMs: at };
    return event(incident, input, at, 'VoidingRequested', {}, {}, { asked: { ...incident.extra?.asked, voiding } });
  },
} satisfies Record<string, Decision>;

/** A reopened case gets its whole limit again, from the reopening on. */
function reopened(incident: Incident, input: CommandInput, at: number): IncidentEvent {
  const { category, clock } = input;
  const { severity } = incident;
  const dueAtMs = totalDueAt(category, severity, at, clock);
  const next = { status: 'dispatched' as const, dueAtMs, originalDueAtMs: dueAtMs, ...dispatchClocks(category, severity, at, clock) };
  const silent = incident.holder.unit === null ? [] : silenceOf(incident, input, at);
  return event(
    incident,
    input,
    at,
    'IncidentReopened',
    next,
    { limit: totalLimit(category, severity) },
    { asked: undefined, callback: undefined, stepsDone: undefined, silent },
  );
}

/** The last step is the handling itself. A step that the category does not have is a slip of the pen. */
function isLastStep(step: number, { severity }: Incident, { category, command }: CommandInput): boolean {
  const steps = category.limits[severity].handle?.length ?? 1;
  if (step > steps)
    throw new Rejection('command.field-invalid', { command, field: 'step', allowed: Array.from({ length: steps }, (_, i) => i + 1) });
  return step === steps;
}

/** One of several steps of the handling is done: its clock has been met, the work goes on. */
function stepDone(incident: Incident, input: CommandInput, at: number, step: number): IncidentEvent {
  const stepsDone = [...new Set([...(incident.extra?.stepsDone ?? []), step])].sort((a, b) => a - b);
  return event(incident, input, at, 'HandlingStepDone', {}, { step }, { stepsDone });
}

/** Photos count from this dispatch on: those of an earlier attempt show an earlier state. */
function assertEvidence({ extra, dispatchedAtMs }: Incident, { category, text, quantity }: CommandInput): void {
  const missing = missingEvidence(category.evidence ?? [], { text, quantity, files: extra?.files ?? [], dispatchedAtMs });
  if (missing.length > 0) throw new Rejection('evidence.missing', { missing });
}
