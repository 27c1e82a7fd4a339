import type { IncidentWire, TimelineEntry } from '../../shared/incidents.ts';
import type { Bilingual } from '../../shared/terms.ts';
import type { Incident } from '../domain/incident.ts';
import { toExtraWire } from './extra-wire.ts';
import type { Decided } from '../domain/incident-event.ts';
import type { Tree } from '../domain/tree.ts';
import type { LoggedEvent, StepText } from './ports.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));

/** An incident as it crosses the wire: times as RFC 3339, nothing personal. */
export function toIncidentWire(incident: Incident): IncidentWire {
  const extra = toExtraWire(incident.extra);
  const { id, number, version, status, severity, category, source, place, located, lngLat, holder } = incident;
  const { overdue, suspended, supervised, exercise, returns, reworks, mergedInto, disposition, externalId, flags } = incident;
  return {
    id,
    number,
    version,
    status,
    severity,
    category,
    source,
    place,
    located,
    lngLat,
    holder,
    reportedAt: iso(incident.reportedAtMs),
    dueAt: isoOrNull(incident.dueAtMs),
    originalDueAt: isoOrNull(incident.originalDueAtMs),
    acceptDueAt: isoOrNull(incident.acceptDueAtMs),
    contactDueAt: isoOrNull(incident.contactDueAtMs),
    soonAt: isoOrNull(incident.soonAtMs),
    farAt: isoOrNull(incident.extra?.farAtMs ?? null),
    registeredAt: isoOrNull(incident.registeredAtMs),
    dispatchedAt: isoOrNull(incident.dispatchedAtMs),
    acceptedAt: isoOrNull(incident.acceptedAtMs),
    contactedAt: isoOrNull(incident.contactedAtMs),
    startedAt: isoOrNull(incident.startedAtMs),
    handledAt: isoOrNull(incident.handledAtMs),
    closedAt: isoOrNull(incident.closedAtMs),
    overdue,
    suspended,
    supervised,
    exercise,
    imported: incident.isImported,
    returns,
    reworks,
    mergedInto,
    disposition,
    externalId,
    flags,
    ...(extra ? { extra } : {}),
  };
}

/** The same for a wall, where strangers pass: nothing that came from outside as text, and nobody's name. */
export function toWallWire(incident: Incident): IncidentWire {
  const { extra: _extra, ...wire } = toIncidentWire(incident);
  return { ...wire, externalId: null };
}

/** A step of the timeline, with what staff wrote at it. */
export function toTimelineEntry(
  { seq, version, type, occurredAtMs, recordedAtMs, actor, decided, detail }: LoggedEvent,
  written: StepText | undefined,
  tree: Tree,
): TimelineEntry {
  const { personalHash: _personal, textHash: _text, ...told } = detail;
  const words = { ...(written?.reason ? { reason: written.reason } : {}), ...(written?.text ? { text: written.text } : {}) };
  return {
    seq,
    version,
    type,
    occurredAt: iso(occurredAtMs),
    recordedAt: iso(recordedAtMs),
    actor,
    status: decided.status,
    place: decided.place,
    holder: decided.holder,
    ...(type === 'IncidentRehomed' ? { moved: movesOf(decided, detail.was ?? {}, tree) } : {}),
    detail: { ...told, ...words, dueAt: isoOrNull(decided.dueAtMs) },
  };
}

/** Of the place, and of the holder's node where that was another area. */
function movesOf({ place, holder }: Decided, was: Partial<Decided>, tree: Tree): [Bilingual, Bilingual][] {
  const name = (code: string): Bilingual => tree.latest(code)?.names ?? { zh: code, en: code };
  const left = was.place;
  const held = was.holder?.node;
  return [
    ...(left === undefined ? [] : ([[name(left), name(place)]] satisfies [Bilingual, Bilingual][])),
    ...(held === undefined || held === left ? [] : ([[name(held), name(holder.node)]] satisfies [Bilingual, Bilingual][])),
  ];
}
