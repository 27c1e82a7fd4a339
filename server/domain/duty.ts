import type { Role } from '../../shared/terms.ts';
import type { Seat } from '../../shared/unit-states.ts';
import type { Actor } from './actor.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';

/** Who holds a seat of a node, from when to when (`toMs` exclusive, ms UTC). */
export interface DutyEntry {
  seat: Seat;
  unit: string | null;
  /** A user's name for signing in. */
  username: string | null;
  fromMs: number;
  toMs: number;
}

/** Whose business a roster is: those who lead the shift there. */
const LEADERS: ReadonlySet<Role> = new Set<Role>(['shift-leader', 'commander']);
const LONGEST_MS = 7 * 86_400_000;

export function assertMayPutDuty(actor: Actor, node: string, tree: Tree, nowMs: number): void {
  if (!LEADERS.has(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'duty' });
  if (!tree.isWithin(actor.scope, node, nowMs)) throw new Rejection('scope.denied', { area: node, scope: actor.scope });
}

/** @throws Rejection that names the entry, by its place in the list */
export function assertDuty(entries: readonly DutyEntry[]): void {
  for (const [i, { unit, username, fromMs, toMs }] of entries.entries()) {
    const field = `entries.${i}`;
    if (unit === null && username === null) throw new Rejection('duty.nobody', { field });
    if (toMs <= fromMs || toMs - fromMs > LONGEST_MS) throw new Rejection('duty.times', { field });
  }
}

export const isOnDuty = ({ fromMs, toMs }: DutyEntry, nowMs: number): boolean => fromMs <= nowMs && nowMs < toMs;
