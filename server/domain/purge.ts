import { decidedOf } from './decide/event.ts';
import type { Incident } from './incident.ts';
import type { IncidentEvent } from './incident-event.ts';

export interface Purge {
  actor: string;
  nowMs: number;
  /** The rule that asked for it; absent = somebody did. */
  keptDays?: number;
}

/** The log says that personal data of an incident was deleted, when and by which rule; what it was, nobody can say any more. */
export const purgedEvent = (incident: Incident, { actor, nowMs, keptDays }: Purge): IncidentEvent => ({
  type: 'PersonalDataPurged',
  id: incident.id,
  version: incident.version + 1,
  occurredAtMs: nowMs,
  actor,
  decided: decidedOf(incident),
  detail: keptDays === undefined ? {} : { keptDays },
});
