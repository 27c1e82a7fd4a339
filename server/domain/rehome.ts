import type { LngLat } from '../../shared/wire.ts';
import { isOpen } from '../../shared/terms.ts';
import { decidedOf } from './decide/event.ts';
import type { Placed } from './decide/input.ts';
import { more } from './extra.ts';
import type { Incident } from './incident.ts';
import type { IncidentEvent } from './incident-event.ts';
import type { Tree } from './tree.ts';

/** Its area ended and it has no point: it stands at the nearest area above that still exists. */
export const PLACE_ENDED = 'place-ended';

/** What a change of the tree is judged with. */
export interface Rehoming {
  tree: Tree;
  nowMs: number;
  /** Deepest area that holds a point now; null outside every area. */
  locate(lngLat: LngLat): string | null;
  /** Where the unit that holds the incident belongs now, as far as it is known. */
  unitNode: string | undefined;
}

/**
 * An open incident whose area, or whose holder's node, has ended gets a new one; null when both still exist. It happens at the
 * instant of the change, also when it is said later. A street that only has another parent stays the place it is.
 */
export function decideRehomed(incident: Incident, rehoming: Rehoming): IncidentEvent | null {
  const { tree, nowMs } = rehoming;
  const { place: was, holder } = incident;
  const placeEndedMs = tree.endedAt(was, nowMs);
  const holderEndedMs = tree.endedAt(holder.node, nowMs);
  if (!isOpen(incident.status) || (placeEndedMs === null && holderEndedMs === null)) return null;
  const { placed, flag } = placeEndedMs === null ? { placed: placedOf(incident), flag: null } : relocate(incident, placeEndedMs, rehoming);
  const node = holderEndedMs === null ? holder.node : nodeAfter(holder.node, placed.place, rehoming);
  const { located, extra } = incident;
  const isDeskEnded = extra?.desk !== undefined && tree.endedAt(extra.desk, nowMs) !== null;
  return {
    type: 'IncidentRehomed',
    id: incident.id,
    version: incident.version + 1,
    occurredAtMs: placeEndedMs ?? holderEndedMs!,
    actor: 'system:tree',
    decided: {
      ...decidedOf(incident),
      ...placed,
      holder: { ...holder, node },
      ...(isDeskEnded ? { extra: more(extra, { desk: undefined }) } : {}),
    },
    detail: {
      was: { ...(placed.place === was ? {} : { place: was, located }), ...(node === holder.node ? {} : { holder }) },
      ...(flag === null || incident.flags.includes(flag) ? {} : { flags: [...incident.flags, flag] }),
    },
  };
}

const placedOf = ({ place, located, lngLat }: Incident): Placed => ({ place, located, lngLat });

/** By its point in the new tree; without one at the nearest area above that is left, flagged. */
function relocate(
  { place, lngLat }: Incident,
  endedMs: number,
  { tree, nowMs, locate }: Rehoming,
): { placed: Placed; flag: string | null } {
  if (lngLat !== null) {
    const found = locate(lngLat);
    return found === null
      ? { placed: { place: tree.root, located: 'outside', lngLat }, flag: 'outside' }
      : { placed: { place: found, located: 'point', lngLat }, flag: null };
  }
  const above = tree.path(place, endedMs - 1).find((code) => tree.row(code, nowMs) !== undefined);
  return { placed: { place: above ?? tree.root, located: 'declared', lngLat }, flag: PLACE_ENDED };
}

/** Where the holding unit belongs now; else the node of the same tier above the place; else the place itself. */
function nodeAfter(ended: string, place: string, { tree, nowMs, unitNode }: Rehoming): string {
  if (unitNode !== undefined && tree.row(unitNode, nowMs)) return unitNode;
  const tier = tree.latest(ended)?.tier;
  return tree.path(place, nowMs).find((code) => tree.row(code, nowMs)?.tier === tier) ?? place;
}
