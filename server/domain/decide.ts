import { type CommandField, type CommandName, type Disposition, commandRule } from '../../shared/incident-commands.ts';
import type { Located } from '../../shared/located.ts';
import { isOpen, type Severity, type Status } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { Actor } from './actor.ts';
import { DUE_PROVISIONAL, dispatchClocks, isProvisional, totalDueAt, totalLimit, type CategoryFacts } from './deadlines.ts';
import type { Decided, Detail, EventType, Incident, IncidentEvent } from './incident.ts';
import { assertMayCommand, assertMayReport } from './policy.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';
import type { CityClock, WorkClock } from './work-calendar.ts';

/** Where an incident lies, as the locator found it. */
export interface Placed {
  place: string;
  located: Located;
  lngLat: LngLat | null;
}
export interface UnitFacts {
  code: string;
  node: string;
  department: string | null;
}

export interface ReportInput {
  id: number;
  number: string;
  actor: Actor;
  category: CategoryFacts;
  severity?: Severity | undefined;
  source: string;
  placed: Placed;
  exercise: boolean;
  flags: readonly string[];
  externalId?: string | undefined;
  personalHash?: string | undefined;
  occurredAtMs?: number | undefined;
  nowMs: number;
  tree: Tree;
  clock: CityClock;
}

/** Clocks of machines differ a little; what claims to be later than this is refused. */
const CLOCK_TOLERANCE_MS = 60_000;

/** A new incident: located, with its total clock running from receipt. */
export function decideReport(input: ReportInput): IncidentEvent[] {
  const { id, number, actor, category, placed, nowMs, tree, clock } = input;
  assertMayReport(actor, placed.place, tree, nowMs);
  const occurredAtMs = notInFuture(input.occurredAtMs ?? nowMs, nowMs);
  const severity = input.severity ?? category.severity;
  const limit = totalLimit(category, severity);
  const dueAtMs = totalDueAt(category, severity, occurredAtMs, clock);
  const flags = [...input.flags, ...(isProvisional(limit, occurredAtMs, dueAtMs, clock) ? [DUE_PROVISIONAL] : [])];
  const decided: Decided = {
    ...placed,
    holder: { node: placed.place, department: null, unit: null },
    category: category.code,
    severity,
    source: input.source,
    status: 'reported',
    exercise: input.exercise,
    dueAtMs,
    originalDueAtMs: dueAtMs,
    acceptDueAtMs: null,
    contactDueAtMs: null,
  };
  const detail: Detail = {
    number,
    limit,
    ...(flags.length === 0 ? {} : { flags }),
    ...(input.externalId === undefined ? {} : { externalId: input.externalId }),
    ...(input.personalHash === undefined ? {} : { personalHash: input.personalHash }),
  };
  return [{ type: 'IncidentReported', id, version: 1, occurredAtMs, actor: actor.id, decided, detail }];
}

/** What a command brings, its references already looked up. */
export interface CommandInput {
  command: CommandName;
  actor: Actor;
  seenVersion: number;
  nowMs: number;
  occurredAtMs?: number | undefined;
  tree: Tree;
  clock: WorkClock;
  /** The incident's category as it is, or the new one of a correction. */
  category: CategoryFacts;
  severity?: Severity | undefined;
  reason?: string | undefined;
  text?: string | undefined;
  /** Hash of the side row that keeps reason and text. */
  textHash?: string | undefined;
  unit?: UnitFacts | undefined;
  into?: Incident | undefined;
  disposition?: Disposition | undefined;
  outcome?: 'pass' | 'fail' | undefined;
  placed?: Placed | undefined;
}

/** The events that a command makes of an incident, or the refusal that says what is possible now. */
export function decideCommand(incident: Incident, input: CommandInput): IncidentEvent[] {
  const { command, actor, tree, nowMs } = input;
  if (input.seenVersion !== incident.version)
    throw new Rejection('version.stale', { version: incident.version, seenVersion: input.seenVersion, status: incident.status });
  assertMayCommand(actor, command, incident, tree, nowMs);
  for (const field of commandRule(command).needs)
    if (!isGiven(input, field)) throw new Rejection('command.field-missing', { command, field });
  if (input.unit) assertReachable(input.unit, incident, input);
  const occurredAtMs = notInFuture(input.occurredAtMs ?? Math.max(nowMs, incident.lastActAtMs), nowMs);
  if (occurredAtMs < incident.lastActAtMs)
    throw new Rejection('time.before-last-act', { lastActAt: new Date(incident.lastActAtMs).toISOString() });
  return [DECISIONS[command](incident, input, occurredAtMs)];
}

type Decision = (incident: Incident, input: CommandInput, atMs: number) => IncidentEvent;

const DECISIONS: Record<CommandName, Decision> = {
  register: (incident, input, at) => {
    const severity = input.severity ?? incident.severity;
    const clocks = clocksOf(incident, input, severity);
    return event(
      incident,
      input,
      at,
      'IncidentRegistered',
      { status: 'registered', category: input.category.code, severity, ...clocks },
      { limit: totalLimit(input.category, severity) },
    );
  },
  answer: (incident, input, at) => event(incident, input, at, 'IncidentAnswered', { status: 'answered' }),
  reject: (incident, input, at) => event(incident, input, at, 'IncidentRejected', { status: 'rejected' }),
  cancel: (incident, input, at) => event(incident, input, at, 'IncidentCancelled', { status: 'cancelled' }),
  merge: (incident, input, at) => {
    const into = input.into;
    // What ended cannot answer for another's reporter.
    if (!into || into.id === incident.id || !isOpen(into.status)) throw new Rejection('merge.target', { into: into?.id });
    return event(incident, input, at, 'IncidentMerged', { status: 'merged' }, { into: into.id });
  },
  dispatch: (incident, input, at) => {
    const unit = input.unit!;
    const isReturnUpheld = incident.returnedByUnit !== null && incident.returnedByUnit !== unit.code;
    return event(incident, input, at, 'IncidentDispatched', toUnit(unit, incident, input, at), { unit: unit.code, isReturnUpheld });
  },
  reassign: (incident, input, at) =>
    event(incident, input, at, 'IncidentReassigned', toUnit(input.unit!, incident, input, at), { unit: input.unit!.code }),
  accept: (incident, input, at) => event(incident, input, at, 'IncidentAccepted', { status: 'accepted' }),
  contact: (incident, input, at) => event(incident, input, at, 'CallerContacted', {}),
  return: (incident, input, at) => {
    if (incident.returns > 1) throw new Rejection('return.after-ruling', { command: 'return' });
    // One return; the second goes to an adjudicator, who decides for good.
    const status: Status = incident.returns === 0 ? 'registered' : 'adjudicating';
    const holder = { node: incident.place, department: null, unit: null };
    return event(incident, input, at, 'IncidentReturned', { status, holder, acceptDueAtMs: null, contactDueAtMs: null });
  },
  // Whoever it is given to now has to keep it: after a ruling there is no return.
  adjudicate: (incident, input, at) => {
    const unit = input.unit!;
    const isReturnUpheld = incident.returnedByUnit !== null && incident.returnedByUnit !== unit.code;
    return event(incident, input, at, 'IncidentDispatched', toUnit(unit, incident, input, at), { unit: unit.code, isReturnUpheld });
  },
  start: (incident, input, at) => event(incident, input, at, 'IncidentStarted', { status: 'handling' }),
  handle: (incident, input, at) =>
    event(incident, input, at, 'IncidentHandled', { status: 'handled' }, { disposition: input.disposition! }),
  verify: (incident, input, at) => {
    if (input.outcome === 'fail') return event(incident, input, at, 'CheckFailed', { status: 'handling' });
    const isOnTime = incident.dueAtMs === null ? null : at <= incident.dueAtMs;
    return event(incident, input, at, 'IncidentClosed', { status: 'closed' }, { isOnTime });
  },
  reopen: (incident, input, at) => {
    // A reopened case gets its whole limit again, from the reopening on.
    const { category, clock } = input;
    const dueAtMs = totalDueAt(category, incident.severity, at, clock);
    const detail = { limit: totalLimit(category, incident.severity) };
    return event(
      incident,
      input,
      at,
      'IncidentReopened',
      { status: 'dispatched', dueAtMs, originalDueAtMs: dueAtMs, ...dispatchClocks(category, incident.severity, at, clock) },
      detail,
    );
  },
  correct: (incident, input, at) => {
    const wanted = input.severity ?? incident.severity;
    const next: Partial<Decided> = {
      category: input.category.code,
      severity: wanted,
      ...input.placed,
      // What is over keeps the clock it was judged by.
      ...(incident.closedAtMs === null ? clocksOf(incident, input, wanted) : {}),
      ...(input.placed && incident.holder.unit === null ? { holder: { node: input.placed.place, department: null, unit: null } } : {}),
    };
    if (input.placed) assertMayReport(input.actor, input.placed.place, input.tree, input.nowMs);
    const { place, located, lngLat, category, severity, dueAtMs: due } = incident;
    return event(incident, input, at, 'IncidentCorrected', next, { was: { place, located, lngLat, category, severity, dueAtMs: due } });
  },
  note: (incident, input, at) => event(incident, input, at, 'NoteAdded', {}),
};

/** A new category, or a severity with another limit, brings its limit; the same one, or none, leaves the clock as it runs. */
function clocksOf(incident: Incident, { category, clock }: CommandInput, severity: Severity): Pick<Decided, 'dueAtMs' | 'originalDueAtMs'> {
  const [limit, was] = [totalLimit(category, severity), totalLimit(category, incident.severity)];
  const isSame = category.code === incident.category && limit?.amount === was?.amount && limit?.unit === was?.unit;
  const dueAtMs = isSame ? null : totalDueAt(category, severity, incident.reportedAtMs, clock);
  const { dueAtMs: due, originalDueAtMs: original } = incident;
  return dueAtMs === null ? { dueAtMs: due, originalDueAtMs: original } : { dueAtMs, originalDueAtMs: dueAtMs };
}

/** Teams below the sender's node, and those of the nodes above the place: another district's would be out of everybody's reach. */
function assertReachable(unit: UnitFacts, incident: Incident, { actor, tree, nowMs }: CommandInput): void {
  if (tree.isWithin(actor.scope, unit.node, nowMs) || tree.path(incident.place, nowMs).includes(unit.node)) return;
  throw new Rejection('unit.out-of-reach', { field: 'unit', unit: unit.code });
}

const toUnit = (unit: UnitFacts, { severity }: Incident, { category, clock }: CommandInput, at: number): Partial<Decided> => ({
  status: 'dispatched',
  holder: { node: unit.node, department: unit.department, unit: unit.code },
  ...dispatchClocks(category, severity, at, clock),
});

/** `DeadlinePassed` at the due time itself, also when it is found late; null when there is nothing to say. */
export function decideDeadline(incident: Incident, nowMs: number, isOpenNow: boolean): IncidentEvent | null {
  const { dueAtMs } = incident;
  if (!isOpenNow || incident.overdue || incident.suspended || dueAtMs === null || dueAtMs > nowMs) return null;
  return {
    type: 'DeadlinePassed',
    id: incident.id,
    version: incident.version + 1,
    occurredAtMs: dueAtMs,
    actor: 'system:clock',
    decided: decidedOf(incident),
    detail: { stage: 'total' },
  };
}

function event(
  incident: Incident,
  input: CommandInput,
  occurredAtMs: number,
  type: EventType,
  next: Partial<Decided>,
  detail: Detail = {},
): IncidentEvent {
  return {
    type,
    id: incident.id,
    version: incident.version + 1,
    occurredAtMs,
    actor: input.actor.id,
    decided: { ...decidedOf(incident), ...next },
    detail: { ...(input.textHash === undefined ? {} : { textHash: input.textHash }), ...detail },
  };
}

/** The part of the state that every event repeats. */
export const decidedOf = (incident: Decided): Decided => ({
  place: incident.place,
  located: incident.located,
  lngLat: incident.lngLat,
  holder: incident.holder,
  category: incident.category,
  severity: incident.severity,
  source: incident.source,
  status: incident.status,
  exercise: incident.exercise,
  dueAtMs: incident.dueAtMs,
  originalDueAtMs: incident.originalDueAtMs,
  acceptDueAtMs: incident.acceptDueAtMs,
  contactDueAtMs: incident.contactDueAtMs,
});

const isGiven = (input: CommandInput, field: CommandField): boolean => {
  if (field === 'lngLat' || field === 'area') return input.placed !== undefined;
  const value = input[field];
  return value !== undefined && value !== '';
};

function notInFuture(atMs: number, nowMs: number): number {
  if (atMs > nowMs + CLOCK_TOLERANCE_MS)
    throw new Rejection('time.future', { occurredAt: new Date(atMs).toISOString(), now: new Date(nowMs).toISOString() });
  return atMs;
}
