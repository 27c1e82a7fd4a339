import type { Limit, LimitUnit } from '../../../shared/limits.ts';
import { afterPause, extended, totalLimit } from '../deadlines.ts';
import { askedOf, branchesOf, type Asked, type Branch } from '../extra.ts';
import type { Incident } from '../incident.ts';
import { event } from './event.ts';
import type { CommandInput, Decision } from './input.ts';

/** More time, and time that stands still: asked by one, granted by another, both counted. */
export const PAUSING = {
  'request-extension': (incident, input, at) =>
    event(incident, input, at, 'ExtensionRequested', {}, { minutes: input.minutes! }, asking(incident, input, at, 'extension')),
  'grant-extension': (incident, input, at) => {
    const minutes = input.minutes ?? askedOf(incident.extra, 'extension')!.minutes!;
    const dueAtMs = extended(incident.dueAtMs!, minutes, totalLimit(input.category, incident.severity), input.clock);
    const extra = { ...answered(incident, 'extension'), extensions: (incident.extra?.extensions ?? 0) + 1 };
    return event(incident, input, at, 'ExtensionGranted', { dueAtMs }, { minutes, was: { dueAtMs: incident.dueAtMs } }, extra);
  },
  'refuse-extension': (incident, input, at) => event(incident, input, at, 'ExtensionRefused', {}, {}, answered(incident, 'extension')),
  'request-suspension': (incident, input, at) =>
    event(incident, input, at, 'SuspensionRequested', {}, {}, asking(incident, input, at, 'suspension')),
  'grant-suspension': (incident, input, at) => {
    const suspensions = (incident.extra?.suspensions ?? 0) + 1;
    return event(incident, input, at, 'SuspensionGranted', {}, {}, { ...answered(incident, 'suspension'), suspendedAtMs: at, suspensions });
  },
  'refuse-suspension': (incident, input, at) => event(incident, input, at, 'SuspensionRefused', {}, {}, answered(incident, 'suspension')),
  /** Every clock that had not been met yet goes on with what was left. */
  resume: (incident, input, at) => {
    const { extra, dueAtMs, originalDueAtMs, acceptDueAtMs, acceptedAtMs, contactDueAtMs, contactedAtMs } = incident;
    const pause = { pausedAtMs: extra!.suspendedAtMs!, resumedAtMs: at, clock: input.clock };
    const { total, accept, contact } = input.category.limits[incident.severity];
    // Each clock counts on in the unit that it was set in.
    const moved = (ms: number, unit?: LimitUnit): number => afterPause(ms, pause, unit);
    const movedIf = (isRunning: boolean, ms: number | null, unit?: LimitUnit): number | null =>
      isRunning && ms !== null ? moved(ms, unit) : ms;
    const branches = branchesOf(extra).map((branch) => ({
      ...branch,
      acceptDueAtMs: movedIf(branch.acceptedAtMs === null, branch.acceptDueAtMs, unitOf(branch, accept)),
      dueAtMs: movedIf(branch.handledAtMs === null, branch.dueAtMs, unitOf(branch, total)),
      silent: branch.silent.map((ms) => moved(ms, unitOf(branch, accept))),
    }));
    const next = {
      dueAtMs: movedIf(true, dueAtMs, total?.unit),
      originalDueAtMs: movedIf(true, originalDueAtMs, total?.unit),
      acceptDueAtMs: movedIf(acceptedAtMs === null, acceptDueAtMs, accept?.unit),
      contactDueAtMs: movedIf(contactedAtMs === null, contactDueAtMs, contact?.unit),
    };
    return event(
      incident,
      input,
      at,
      'IncidentResumed',
      next,
      { was: { dueAtMs } },
      { suspendedAtMs: undefined, silent: extra!.silent?.map((ms) => moved(ms, accept?.unit)), branches },
    );
  },
} satisfies Record<string, Decision>;

/** A whistle's half hour is the clock's on the wall. */
const unitOf = ({ kind }: Branch, limit: Limit | null | undefined): LimitUnit | undefined => (kind === 'assist' ? limit?.unit : undefined);

function asking(incident: Incident, { actor, minutes }: CommandInput, atMs: number, question: 'suspension' | 'extension') {
  const asked: Asked = { by: actor.id, node: incident.holder.node, atMs, ...(minutes === undefined ? {} : { minutes }) };
  return { asked: { ...incident.extra?.asked, [question]: asked } };
}

function answered({ extra }: Incident, question: 'suspension' | 'extension') {
  const { [question]: _, ...left } = extra?.asked ?? {};
  return { asked: left };
}
