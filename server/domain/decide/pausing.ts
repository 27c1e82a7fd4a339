import { afterPause, dueAfter } from '../deadlines.ts';
import { askedOf, branchesOf, type Asked } from '../extra.ts';
import type { Incident } from '../incident.ts';
import { event } from './event.ts';
import type { CommandInput, Decision } from './input.ts';

/** More time, and time that stands still: asked by one, granted by another, both counted. */
export const PAUSING = {
  'request-extension': (incident, input, at) =>
    event(incident, input, at, 'ExtensionRequested', {}, { minutes: input.minutes! }, asking(incident, input, at, 'extension')),
  'grant-extension': (incident, input, at) => {
    const minutes = input.minutes ?? askedOf(incident.extra, 'extension')!.minutes!;
    const dueAtMs = dueAfter(incident.dueAtMs!, minutes);
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
    const sinceMs = extra!.suspendedAtMs!;
    const moved = (ms: number): number => afterPause(ms, sinceMs, at);
    const movedIf = (isRunning: boolean, ms: number | null): number | null => (isRunning && ms !== null ? moved(ms) : ms);
    const branches = branchesOf(extra).map((branch) => ({
      ...branch,
      acceptDueAtMs: movedIf(branch.acceptedAtMs === null, branch.acceptDueAtMs),
      dueAtMs: movedIf(branch.handledAtMs === null, branch.dueAtMs),
      silent: branch.silent.map(moved),
    }));
    const next = {
      dueAtMs: movedIf(true, dueAtMs),
      originalDueAtMs: movedIf(true, originalDueAtMs),
      acceptDueAtMs: movedIf(acceptedAtMs === null, acceptDueAtMs),
      contactDueAtMs: movedIf(contactedAtMs === null, contactDueAtMs),
    };
    return event(
      incident,
      input,
      at,
      'IncidentResumed',
      next,
      { was: { dueAtMs } },
      { suspendedAtMs: undefined, silent: extra!.silent?.map(moved), branches },
    );
  },
} satisfies Record<string, Decision>;

function asking(incident: Incident, { actor, minutes }: CommandInput, atMs: number, question: 'suspension' | 'extension') {
  const asked: Asked = { by: actor.id, node: incident.holder.node, atMs, ...(minutes === undefined ? {} : { minutes }) };
  return { asked: { ...incident.extra?.asked, [question]: asked } };
}

function answered({ extra }: Incident, question: 'suspension' | 'extension') {
  const { [question]: _, ...left } = extra?.asked ?? {};
  return { asked: left };
}
