import { marksDevices, registersDevices } from '../../../shared/device-terms.ts';
import type { Role } from '../../../shared/terms.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';

function assertRole({ role }: Actor, isAllowed: (role: Role) => boolean, command: string): void {
  if (!isAllowed(role)) throw new Rejection('role.denied', { role, command });
}
/** Whoever registers machines sends for them. */
export const assertMaySendAtAll = (actor: Actor): void => assertRole(actor, registersDevices, 'readings');
export const assertMayRegisterAtAll = (actor: Actor): void => assertRole(actor, registersDevices, 'device');
export const assertMayMarkAtAll = (actor: Actor): void => assertRole(actor, marksDevices, 'suspect');

/** Everything about a device is of the subtree that it stands in. @throws Rejection */
export function assertInScope(actor: Actor, area: string, tree: Tree, nowMs: number): void {
  if (!tree.isWithin(actor.scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
}
