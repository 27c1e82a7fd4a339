import type { Role } from '../../../shared/terms.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';

/** Machines send readings by a token of this role; whoever runs them registers them. */
const INTAKE: ReadonlySet<Role> = new Set<Role>(['system']);
/** Whose work it is to say that an instrument cannot be believed. */
const MARKERS: ReadonlySet<Role> = new Set<Role>(['dispatcher', 'shift-leader', 'commander', 'system']);

const assertRole = ({ role }: Actor, roles: ReadonlySet<Role>, command: string): void => {
  if (!roles.has(role)) throw new Rejection('role.denied', { role, command });
};
export const assertMaySendAtAll = (actor: Actor): void => assertRole(actor, INTAKE, 'readings');
export const assertMayRegisterAtAll = (actor: Actor): void => assertRole(actor, INTAKE, 'device');
export const assertMayMarkAtAll = (actor: Actor): void => assertRole(actor, MARKERS, 'suspect');

/** Everything about a device is of the subtree that it stands in. @throws Rejection */
export function assertInScope(actor: Actor, area: string, tree: Tree, nowMs: number): void {
  if (!tree.isWithin(actor.scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
}
