import type { AlertRules } from '../../../shared/alert-rules.ts';
import type { Issuer } from '../../../shared/alert-kinds.ts';
import { ALERT_ROLES } from '../../../shared/alert-roles.ts';
import { LEVELS, type AlertCommand, type Level } from '../../../shared/alert-terms.ts';
import type { Role } from '../../../shared/terms.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import type { Alert } from './alert.ts';
import { standingOf } from './standing.ts';

const HANDS: ReadonlySet<Role> = new Set<Role>(['officer', 'dispatcher', 'shift-leader', 'commander', 'audit']);

export function assertRole({ role }: Actor, command: keyof typeof ALERT_ROLES): void {
  if (!ALERT_ROLES[command].includes(role)) throw new Rejection('role.denied', { role, command, roles: ALERT_ROLES[command] });
}
/** An alert that crosses areas is a matter of the level above them. */
export function assertAnswersFor({ scope }: Actor, node: string, tree: Tree, atMs: number): void {
  if (!tree.isWithin(scope, node, atMs)) throw new Rejection('alert.level-up', { area: node, scope });
}

/** Commands that this person may give now. */
export const mayCommand = (actor: Actor, alert: Alert, command: AlertCommand, tree: Tree, atMs: number): boolean =>
  isLet(() => assertMayCommand(actor, alert, command, tree, atMs));
export const mayAmend = (actor: Actor, alert: Alert, tree: Tree, atMs: number): boolean =>
  isLet(() => assertMayAmend(actor, alert, tree, atMs));
function isLet(ask: () => void): boolean {
  try {
    ask();
    return true;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}

/** @throws Rejection */
export function assertMayCommand(actor: Actor, alert: Alert, command: AlertCommand, tree: Tree, atMs: number): void {
  if (alert.origin === 'received') throw new Rejection('alert.received', { command });
  // A notice is its own desk's; what an issuer says goes through its office.
  if (alert.origin === 'notice' && ALERT_ROLES.notice.includes(actor.role)) assertAnswersFor(actor, alert.node, tree, atMs);
  else {
    assertRole(actor, command);
    const node = command === 'withdraw' || alert.issuerNode === null ? alert.node : alert.issuerNode;
    assertAnswersFor(actor, node, tree, atMs);
  }
  const standing = standingOf(alert, atMs);
  const isDraftsOwn = command === 'publish' || command === 'withdraw';
  const isPossible = isDraftsOwn ? standing === 'draft' : standing === 'in-force' || standing === 'announced';
  if (!isPossible) throw new Rejection('alert.impossible', { command, standing });
  if (command === 'publish' && alert.draftedBy === actor.id) throw new Rejection('command.second-person', { command });
}

/** A draft is changed by whoever wrote it: nobody's name stands under another's words. @throws Rejection */
export function assertMayAmend(actor: Actor, alert: Alert, tree: Tree, atMs: number): void {
  assertRole(actor, 'draft');
  assertAnswersFor(actor, alert.node, tree, atMs);
  const standing = standingOf(alert, atMs);
  if (standing !== 'draft') throw new Rejection('alert.impossible', { command: 'amend', standing });
  if (alert.draftedBy !== actor.id) throw new Rejection('alert.not-own', { id: alert.id });
}

/**
 * Whoever may see it: an alert that touches one's area, and all of them at the root. A draft is nobody's business but that of those who
 * answer for all of it, or who have it before them at their own area.
 */
export function maySeeAlert(actor: Actor, alert: Alert, tree: Tree, atMs: number): boolean {
  if (alert.isDraft && (!HANDS.has(actor.role) || !tree.isWithin(actor.scope, alert.node, atMs))) return false;
  return actor.scope === tree.root || alert.reach.includes(actor.scope);
}
/** The row of the table issuer × kind × level, and the office that answers for a place. @throws Rejection */
export function issuerFor(
  rules: AlertRules,
  asked: { issuer: string; kind: string; levels: readonly Level[]; node: string },
  tree: Tree,
  atMs: number,
): { issuer: Issuer; node: string } {
  const { kind, levels, node } = asked;
  const issuer = rules.issuers.find(({ code }) => code === asked.issuer);
  if (!issuer) throw new Rejection('alert.issuer-unknown', { issuer: asked.issuer, issuers: rules.issuers.map(({ code }) => code) });
  const wrong = levels.find((level) => !issuer.levels.includes(level));
  if ((issuer.kinds !== 'all' && !issuer.kinds.includes(kind)) || wrong !== undefined)
    throw new Rejection('alert.issuer-denied', { issuer: issuer.code, kind, level: wrong ?? levels.join(', ') });
  const office = tree.path(node, atMs).find((code) => issuer.tiers.includes(tree.row(code, atMs)!.tier));
  if (office === undefined)
    throw new Rejection('alert.issuer-denied', { issuer: issuer.code, kind, level: tree.row(node, atMs)?.tier ?? node });
  return { issuer, node: office };
}

/** Kinds that a city knows, at the levels that they have. @throws Rejection */
export function assertKind(rules: AlertRules, kind: string, levels: readonly Level[]): void {
  const row = rules.kinds.find(({ code }) => code === kind);
  if (!row) throw new Rejection('alert.kind-unknown', { kind });
  const wrong = levels.find((level) => !row.levels.includes(level));
  if (wrong !== undefined) throw new Rejection('alert.level-unknown', { kind, level: wrong, levels: row.levels });
}
/** < 0 = the first is the more severe. */
export const compareLevels = (a: Level, b: Level): number => LEVELS.indexOf(a) - LEVELS.indexOf(b);
