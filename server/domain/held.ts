import type { Decided, IncidentEvent } from './incident-event.ts';

/** A node that held an incident, until when, and the version of the event by which it left it. */
export type Held = [node: string, untilMs: number, version: number];
interface Holding extends Pick<Decided, 'holder'> {
  heldBefore: Held[];
}

/**
 * Who held it before, after an event. A dispatch that was recalled at once, and all until that recall, is as if it had not been;
 * until an incident first changes hands here, the last file is right about all of its past.
 */
export function heldAfter({ heldBefore, holder }: Holding, { type, version, occurredAtMs, decided, detail }: IncidentEvent): Held[] {
  const { undoes } = detail;
  const kept = undoes === undefined ? heldBefore : heldBefore.filter(([, , leftBy]) => leftBy < undoes);
  const node = heldBefore[kept.length]?.[0] ?? holder.node;
  if (node === decided.holder.node || (type === 'IncidentUpdatedByImport' && kept.length === 0)) return kept;
  return [...kept, [node, occurredAtMs, version]];
}

/**
 * The node that was responsible at an instant: what an event counts is still charged to whoever held it until then, so a return is
 * the unit's and not the desk's that gets it. A change that is told late (of the tree, by a file) takes nothing back from those
 * who held it after.
 */
export const holderAt = ({ heldBefore, holder }: Holding, ms: number): string =>
  heldBefore.find(([, untilMs]) => ms <= untilMs)?.[0] ?? holder.node;
