import type { Severity, Status } from '../../shared/terms.ts';
import type { Placed } from './decide/input.ts';
import { more } from './extra.ts';
import type { Incident } from './incident.ts';
import type { Decided, Detail, IncidentEvent } from './incident-event.ts';
import { CLOSED_BEFORE_OPENED } from './weigh.ts';

/** A historic row as its file tells it, references resolved. Unknown stages stay unknown and weigh nothing. */
export interface ImportedFacts {
  externalId: string;
  reportedAtMs: number;
  closedAtMs: number | null;
  dueAtMs: number | null;
  status: Status;
  category: string;
  severity: Severity;
  source: string;
  department: string | null;
  placed: Placed;
  flags: readonly string[];
  personalHash?: string;
}

/** One row = one event, whatever stages it went through. */
export function decideImported(id: number, number: string, facts: ImportedFacts, actor: string): IncidentEvent {
  return importEvent('IncidentImported', id, 1, number, facts, actor);
}

/** A later file with another state of the same row, or other words (then `personalHash` is given); null when nothing differs. */
export function decideUpdatedByImport(incident: Incident, facts: ImportedFacts, actor: string): IncidentEvent | null {
  const next = importEvent('IncidentUpdatedByImport', incident.id, incident.version + 1, incident.number, facts, actor);
  // What waited here waits no more: the file says how it stands.
  const extra = more(incident.extra, {
    wakeAtMs: undefined,
    silent: undefined,
    clocks: undefined,
    farAtMs: undefined,
    isFar: undefined,
    undo: undefined,
    suspendedAtMs: undefined,
    asked: undefined,
  });
  if (extra) next.decided.extra = extra;
  return isSame(incident, next) && facts.personalHash === undefined ? null : next;
}

function importEvent(
  type: 'IncidentImported' | 'IncidentUpdatedByImport',
  id: number,
  version: number,
  number: string,
  facts: ImportedFacts,
  actor: string,
): IncidentEvent {
  const isClosed = facts.status === 'closed';
  const closedAtMs = isClosed ? facts.closedAtMs : null;
  const { place, located, lngLat } = facts.placed;
  const decided: Decided = {
    place,
    located,
    lngLat,
    holder: { node: place, department: facts.department, unit: null },
    category: facts.category,
    severity: facts.severity,
    source: facts.source,
    status: facts.status,
    exercise: false,
    dueAtMs: facts.dueAtMs,
    originalDueAtMs: facts.dueAtMs,
    acceptDueAtMs: null,
    contactDueAtMs: null,
  };
  const isNegative = facts.flags.includes(CLOSED_BEFORE_OPENED);
  const detail: Detail = {
    number,
    externalId: facts.externalId,
    reportedAtMs: facts.reportedAtMs,
    closedAtMs,
    isOnTime: closedAtMs === null || facts.dueAtMs === null || isNegative ? null : closedAtMs <= facts.dueAtMs,
    flags: [...facts.flags],
  };
  if (facts.personalHash !== undefined) detail.personalHash = facts.personalHash;
  return { type, id, version, occurredAtMs: Math.max(facts.reportedAtMs, closedAtMs ?? facts.reportedAtMs), actor, decided, detail };
}

const isSame = (incident: Incident, { decided, detail }: IncidentEvent): boolean =>
  incident.status === decided.status &&
  incident.closedAtMs === detail.closedAtMs &&
  incident.reportedAtMs === detail.reportedAtMs &&
  incident.dueAtMs === decided.dueAtMs &&
  incident.category === decided.category &&
  incident.severity === decided.severity &&
  incident.source === decided.source &&
  incident.place === decided.place &&
  incident.located === decided.located &&
  incident.holder.department === decided.holder.department &&
  JSON.stringify(incident.flags) === JSON.stringify(detail.flags) &&
  JSON.stringify(incident.lngLat) === JSON.stringify(decided.lngLat);
