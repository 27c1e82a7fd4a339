import { isOpen } from '../../../shared/terms.ts';
import { more, wound, type Extra } from '../extra.ts';
import type { Incident } from '../incident.ts';
import type { Decided, Detail, EventType, IncidentEvent } from '../incident-event.ts';
import { Rejection } from '../rejection.ts';
import type { CommandInput } from './input.ts';

/** Clocks of machines differ a little; what claims to be later than this is refused. */
const CLOCK_TOLERANCE_MS = 60_000;

/** What waited waits no more once it has ended, and no clock of it stands still. */
const OVER = {
  suspendedAtMs: undefined,
  asked: undefined,
  silent: undefined,
  undo: undefined,
  clocks: undefined,
  farAtMs: undefined,
} as const;

/** The event of a command: the state with what is next. `changed` names parts of the extra, `undefined` taking one out. */
export function event(
  incident: Incident,
  input: Pick<CommandInput, 'actor' | 'textHash'>,
  occurredAtMs: number,
  type: EventType,
  next: Partial<Omit<Decided, 'extra'>>,
  detail: Detail = {},
  changed: { [K in keyof Extra]?: Extra[K] | undefined } | null = null,
): IncidentEvent {
  const decided: Decided = { ...decidedOf(incident), ...next };
  const { status } = decided;
  const isEnd = isOpen(incident.status) && !isOpen(status);
  if (changed !== null || status !== incident.status)
    decided.extra = wound(more(incident.extra, { ...changed, ...(isEnd ? OVER : {}) }), isOpen(status));
  return {
    type,
    id: incident.id,
    version: incident.version + 1,
    occurredAtMs,
    actor: input.actor.id,
    decided,
    detail: { ...(input.textHash === undefined ? {} : { textHash: input.textHash }), ...detail },
  };
}

/** The part of the state that every event repeats. */
export const decidedOf = (incident: Incident): Decided => ({
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
  soonAtMs: incident.soonAtMs ?? undefined,
  extra: incident.extra ?? undefined,
});

export function notInFuture(atMs: number, nowMs: number): number {
  if (atMs > nowMs + CLOCK_TOLERANCE_MS)
    throw new Rejection('time.future', { occurredAt: new Date(atMs).toISOString(), now: new Date(nowMs).toISOString() });
  return atMs;
}
