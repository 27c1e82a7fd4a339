import { readsRules, writesRules, type RuleAct } from '../../../shared/rule-terms.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import { assertSound, type RuleGround } from './rule-faults.ts';
import type { Rule } from './rule.ts';

/** More is a heap that nobody looks after. */
export const RULES_MOST = 200;

/** Rules that hold at one's area: at its node, below, and those that come down from above. */
export const maySeeRule = ({ scope }: Pick<Actor, 'scope'>, node: string, tree: Tree, nowMs: number): boolean =>
  scope === tree.root || tree.isWithin(scope, node, nowMs) || tree.isWithin(node, scope, nowMs);
export const mayChangeRule = (actor: Actor, node: string, tree: Tree, nowMs: number): boolean =>
  writesRules(actor.role) && tree.isWithin(actor.scope, node, nowMs);

/** @throws Rejection */
export function assertReadsRules({ role }: Actor): void {
  if (!readsRules(role)) throw new Rejection('role.denied', { role, command: 'rules' });
}
/** @throws Rejection */
export function assertChangesRule(actor: Actor, node: string, tree: Tree, nowMs: number): void {
  if (!writesRules(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'rules' });
  if (!tree.row(node, nowMs)) throw new Rejection('area.unknown', { field: 'node', area: node });
  if (!mayChangeRule(actor, node, tree, nowMs)) throw new Rejection('scope.denied', { area: node, scope: actor.scope });
}

/** A rule as it is kept from here on, or its next version. @throws Rejection */
export function decideRule(
  actor: Actor,
  before: Rule | null,
  asked: { node: string; isOn: boolean; content: RuleContent; seenVersion: number | null },
  ground: RuleGround,
): { rule: Omit<Rule, 'id'>; act: RuleAct } {
  const node = before?.node ?? asked.node;
  assertChangesRule(actor, node, ground.tree, ground.nowMs);
  if (before && before.version !== asked.seenVersion)
    throw new Rejection('rule.changed', { id: before.id, version: before.version, by: before.by.replace(/^user:/, '') });
  assertSound(asked.content, node, ground);
  const isSame = before !== null && JSON.stringify(before.content) === JSON.stringify(asked.content);
  const act = before === null ? 'made' : !isSame ? 'changed' : asked.isOn ? 'on' : 'off';
  const { isOn, content } = asked;
  return { rule: { node, isOn, content, version: (before?.version ?? 0) + 1, by: actor.id, atMs: ground.nowMs }, act };
}
