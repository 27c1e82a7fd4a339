import { TEXT_READERS, type Role } from '../../shared/terms.ts';
import type { Actor } from './actor.ts';
import { branchesOf } from './extra.ts';
import type { Incident } from './incident.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';

/** Who may report at all: everybody at work, not those who only look or audit. */
const REPORTERS: ReadonlySet<Role> = new Set<Role>([
  'officer',
  'call-taker',
  'dispatcher',
  'shift-leader',
  'handler',
  'grid-worker',
  'verifier',
  'liaison',
  'commander',
  'system',
]);

export function assertMayReportAtAll(actor: Actor): void {
  if (!REPORTERS.has(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'report' });
}

export function assertMayReport(actor: Actor, place: string, tree: Tree, nowMs: number): void {
  assertMayReportAtAll(actor);
  if (!tree.isWithin(actor.scope, place, nowMs)) throw new Rejection('scope.denied', { area: place, scope: actor.scope });
}

/** A replay runs for everybody who watches it, so it is the shift leader's or the administrator's of the whole city to steer. */
export const maySteerReplay = (actor: Actor, tree: Tree): boolean =>
  (actor.role === 'shift-leader' || actor.role === 'system') && actor.scope === tree.root;

export function assertMaySteerReplay(actor: Actor, tree: Tree): void {
  if (maySteerReplay(actor, tree)) return;
  if (actor.role !== 'shift-leader' && actor.role !== 'system') throw new Rejection('role.denied', { role: actor.role, command: 'replay' });
  throw new Rejection('scope.denied', { area: tree.root, scope: actor.scope });
}

/**
 * Rows are readable where the place lies in the reader's subtree, or where their unit or a node of their subtree is party to the case:
 * it leads it, or has a branch of it.
 */
export function mayReadRow(actor: Actor, incident: Pick<Incident, 'place' | 'holder' | 'extra'>, tree: Tree, nowMs: number): boolean {
  const { place, holder, extra } = incident;
  if (tree.isWithin(actor.scope, place, nowMs)) return true;
  return [holder, ...branchesOf(extra)].some(
    ({ unit, node }) => (unit !== null && actor.unit === unit) || tree.isWithin(actor.scope, node, nowMs),
  );
}

/** Who reported and in which words: for those who work on a case, where they may read its row. */
export const mayReadTexts = ({ role }: Actor): boolean => TEXT_READERS.has(role);
export function assertMayReadTexts(actor: Actor): void {
  if (!mayReadTexts(actor)) throw new Rejection('role.denied', { role: actor.role, command: 'search' });
}
