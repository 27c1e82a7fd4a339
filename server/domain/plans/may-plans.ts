import { editsPlans, entersValues } from '../../../shared/plan-terms.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import { indicatorsOf, type Plan } from './plan.ts';

/** A plan holds at its node and everywhere below. */
export const holdsAt = (plan: Pick<Plan, 'node'>, area: string, tree: Tree, nowMs: number): boolean =>
  tree.row(area, nowMs) !== undefined && tree.isWithin(plan.node, area, nowMs);

/** Those above it, and those in whose area it holds. */
export const maySeePlan = ({ scope }: Pick<Actor, 'scope'>, plan: Pick<Plan, 'node'>, tree: Tree, nowMs: number): boolean =>
  tree.isWithin(scope, plan.node, nowMs) || holdsAt(plan, scope, tree, nowMs);

/** Whoever asks about an area holds it. @throws Rejection */
export function assertOwnArea({ scope }: Actor, area: string, tree: Tree, nowMs: number): void {
  if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: 'area', area });
  if (!tree.isWithin(scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope });
}

export const mayEditPlan = (actor: Actor, node: string, tree: Tree, nowMs: number): boolean =>
  editsPlans(actor.role) && tree.row(node, nowMs) !== undefined && tree.isWithin(actor.scope, node, nowMs);
/** @throws Rejection */
export function assertMayEditPlan(actor: Actor, node: string, tree: Tree, nowMs: number): void {
  if (!editsPlans(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'plans' });
  if (!tree.row(node, nowMs)) throw new Rejection('area.unknown', { field: 'node', area: node });
  if (!mayEditPlan(actor, node, tree, nowMs)) throw new Rejection('scope.denied', { area: node, scope: actor.scope });
}

/** Indicators of which the caller may say what was reached at an area. */
export const mayEnterOf = (actor: Actor, plan: Plan, area: string, tree: Tree, nowMs: number): string[] =>
  tree.isWithin(actor.scope, area, nowMs)
    ? indicatorsOf(plan.content).flatMap(({ code, measure }) => (entersValues(actor, measure.department) ? [code] : []))
    : [];
/** @throws Rejection */
export function assertMayEnter(actor: Actor, department: string | null, area: string, tree: Tree, nowMs: number): void {
  if (!entersValues(actor, department)) throw new Rejection('role.denied', { role: actor.role, command: 'plan-values' });
  assertOwnArea(actor, area, tree, nowMs);
}
