import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Tree } from '../domain/tree.ts';

/** What decides who hears of an incident: where it lies and which unit holds it. */
export interface Placed {
  place: string;
  holder: { unit: string | null };
}

const AREA = 'area:';
const PARTY = 'party:';
const HEARTBEAT = 'beat:';

export const areaRoom = (code: string): string => AREA + code;
export const partyRoom = (unit: string): string => PARTY + unit;
/** Everyone who joined an area, be it for figures only. */
export const heartbeatRoom = (code: string): string => HEARTBEAT + code;
export const isParty = (name: string): boolean => name.startsWith(PARTY);
/** `area` of a request → room. The prefix `party:` is reserved: an area whose code begins with it cannot be joined. */
export const roomOf = (area: string): string => (isParty(area) ? area : areaRoom(area));
/** Room → `area` of a frame. */
export const wireName = (room: string): string => (isParty(room) ? room : room.slice(AREA.length));
/** Room → the area whose rows it shows, null for every other room. */
export const areaOfRoom = (room: string): string | null => (room.startsWith(AREA) ? room.slice(AREA.length) : null);
/** Room → `area` of its heartbeat, null where no heartbeat belongs. */
export const heartbeatOf = (room: string): string | null =>
  isParty(room) ? room : room.startsWith(HEARTBEAT) ? room.slice(HEARTBEAT.length) : null;

/** Paths stand still between two changes of the tree, so their rooms are spelled once. */
const roomsByPath = new WeakMap<readonly string[], readonly string[]>();

/** Every room that shows an incident: its place, all places above, and the unit that holds it. */
export function roomsShowing({ place, holder }: Placed, tree: Tree, atMs: number): readonly string[] {
  const path = tree.path(place, atMs);
  let rooms = roomsByPath.get(path);
  if (!rooms) roomsByPath.set(path, (rooms = path.map(areaRoom)));
  return holder.unit === null ? rooms : [...rooms, partyRoom(holder.unit)];
}

export function assertAreaExists(area: string, tree: Tree): void {
  if (tree.latest(area) === undefined) throw new Rejection('area.unknown', { area });
}

/** Rows of an area are for those whose scope holds it; a party's rows for the unit itself. */
export function assertMayReadRows(actor: Actor, area: string, tree: Tree, atMs: number): void {
  if (isParty(area)) {
    if (actor.unit !== null && area === partyRoom(actor.unit)) return;
    throw new Rejection('scope.denied', { area });
  }
  assertAreaExists(area, tree);
  if (!tree.isWithin(actor.scope, area, atMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
}
