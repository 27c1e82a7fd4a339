import type { Decided, IncidentEvent } from './incident-event.ts';

/** A node that held an incident, until when, the version of the event by which it left it, and its unit that had it; none = its desk. */
export type Held = [node: string, untilMs: number, version: number, unit?: string];
interface Holding extends Pick<Decided, 'holder'> {
  heldBefore: Held[];
}

/**
 * Who held it before, after an event: an entry for each change of node or unit. A dispatch that was recalled at once, and all until
 * that recall, is as if it had not been; until an incident first changes hands here, the last file is right about all of its past.
 */
export function heldAfter({ heldBefore, holder }: Holding, { type, version, occurredAtMs, decided, detail }: IncidentEvent): Held[] {
  const { undoes } = detail;
  const kept = undoes === undefined ? heldBefore : heldBefore.filter(([, , leftBy]) => leftBy < undoes);
  const undone = heldBefore[kept.length];
  const node = undone?.[0] ?? holder.node;
  const unit = undone ? undone[3] : (holder.unit ?? undefined);
  if (node === decided.holder.node && unit === (decided.holder.unit ?? undefined)) return kept;
  if (type === 'IncidentUpdatedByImport' && kept.length === 0) return kept;
  return [...kept, unit === undefined ? [node, occurredAtMs, version] : [node, occurredAtMs, version, unit]];
}

/** Who left it first of those that had it at an instant or later; none = whoever holds it now. */
const leftAt = ({ heldBefore }: Holding, ms: number): Held | undefined => heldBefore.find(([, untilMs]) => ms <= untilMs);

/**
 * The node that was responsible at an instant: what an event counts is still charged to whoever held it until then, so a return is
 * the unit's and not the desk's that gets it. A change that is told late (of the tree, by a file) takes nothing back from those
 * who held it after.
 */
export const holderAt = (incident: Holding, ms: number): string => leftAt(incident, ms)?.[0] ?? incident.holder.node;

/** The unit that held it at an instant, by the same rule; null = the desk of a node. */
export function unitAt(incident: Holding, ms: number): string | null {
  const left = leftAt(incident, ms);
  return left ? (left[3] ?? null) : incident.holder.unit;
}
