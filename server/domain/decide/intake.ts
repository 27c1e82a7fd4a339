import { isOpen } from '../../../shared/terms.ts';
import type { Link } from '../extra.ts';
import type { Incident } from '../incident.ts';
import type { IncidentEvent } from '../incident-event.ts';
import { totalLimit } from '../deadlines.ts';
import { Rejection } from '../rejection.ts';
import { clocksOf } from './clocks.ts';
import { event } from './event.ts';
import { drawn } from './rechecking.ts';
import type { CommandInput, Decision } from './input.ts';

/** Until it is registered, or is no case at all. */
export const INTAKE = {
  check: (incident, input, at) => {
    const check = { outcome: input.outcome!, atMs: at, by: input.actor.id };
    return event(incident, input, at, 'SiteChecked', {}, { outcome: check.outcome }, { check });
  },
  register: (incident, input, at) => {
    const { category } = input;
    const severity = input.severity ?? incident.severity;
    const next = { category: category.code, severity, ...clocksOf(incident, input, severity) };
    return event(incident, input, at, 'IncidentRegistered', { status: 'registered', ...next }, { limit: totalLimit(category, severity) });
  },
  answer: (incident, input, at) => event(incident, input, at, 'IncidentAnswered', { status: 'answered' }),
  reject: (incident, input, at) => {
    const { draw, recheck } = drawn('reject', incident, input, at);
    return event(incident, input, at, 'IncidentRejected', { status: 'rejected' }, draw, recheck);
  },
  cancel: (incident, input, at) => event(incident, input, at, 'IncidentCancelled', { status: 'cancelled' }),
  merge: (incident, input, at) => {
    const into = input.into;
    // What ended cannot answer for another's reporter.
    if (!into || into.id === incident.id || !isOpen(into.status)) throw new Rejection('merge.target', { field: 'into', into: into?.id });
    const links = linked(incident, { kind: 'merged-into', id: into.id });
    const { draw, recheck } = drawn('merge', incident, input, at);
    return event(incident, input, at, 'IncidentMerged', { status: 'merged' }, { into: into.id, ...draw }, { links, ...recheck });
  },
  split: (incident, input, at) => {
    const links = linked(incident, { kind: 'split-into', id: input.newId! });
    return event(incident, input, at, 'IncidentSplit', {}, { other: input.newId! }, { links });
  },
} satisfies Record<string, Decision>;

/** The other side of a merge: it knows whom it answers for now. */
export const tookIn = (into: Incident, merged: Incident, input: Pick<CommandInput, 'actor'>, at: number): IncidentEvent =>
  event(
    into,
    input,
    Math.max(at, into.lastActAtMs),
    'IncidentTookIn',
    {},
    { other: merged.id },
    { links: linked(into, { kind: 'merged-from', id: merged.id }) },
  );

/** And of one that was overturned: whoever reported the other thing is answered by their own case again. */
export const letGo = (into: Incident, parted: Incident, input: Pick<CommandInput, 'actor'>, at: number): IncidentEvent =>
  event(
    into,
    input,
    Math.max(at, into.lastActAtMs),
    'IncidentLetGo',
    {},
    { other: parted.id },
    { links: (into.extra?.links ?? []).filter(({ kind, id }) => kind !== 'merged-from' || id !== parted.id) },
  );

const linked = ({ extra }: Incident, link: Link): readonly Link[] => [...(extra?.links ?? []), link];
