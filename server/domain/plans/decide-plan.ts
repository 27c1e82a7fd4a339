import type { PLAN_ACTS } from '../../../shared/plan-terms.ts';
import type { PlanContent } from '../../../shared/plan-wire.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import { assertMayEditPlan } from './may-plans.ts';
import { assertPlanSound, type PlanGround } from './plan-faults.ts';
import { measureOf, type Plan } from './plan.ts';

export type PlanAct = (typeof PLAN_ACTS)[number];

/** A plan as it is kept from here on: a new one, or its next version. `told` = indicators of which values are kept. @throws Rejection */
export function decidePlan(
  actor: Actor,
  code: string,
  before: Plan | null,
  asked: { node: string; seenVersion: number; content: PlanContent },
  told: readonly string[],
  ground: PlanGround,
): { plan: Plan; act: PlanAct } {
  // A plan stays with its node: values of areas are told of it.
  const node = before?.node ?? asked.node;
  assertMayEditPlan(actor, node, ground.tree, ground.nowMs);
  if ((before?.version ?? 0) !== asked.seenVersion)
    throw new Rejection('plan.changed', {
      plan: code,
      version: before?.version ?? 0,
      by: (before?.by ?? '').replace(/^(user|system):/, ''),
    });
  if (asked.node !== node)
    throw new Rejection('plan.unsound', {
      field: 'node',
      why: { zh: `计划属于 ${node}，不能移走`, en: `the plan belongs to ${node} and stays there` },
    });
  assertPlanSound(asked.content, node, ground);
  const lost = told.find((item) => !measureOf(asked.content, item));
  if (lost !== undefined) {
    const { zh, en } = before?.content.items.find(({ code: known }) => known === lost)?.names ?? { zh: lost, en: lost };
    throw new Rejection('plan.unsound', {
      field: 'items',
      why: { zh: `指标“${zh}”（${lost}）已有数值，不能去掉`, en: `“${en}” (${lost}) has values and cannot be left out` },
    });
  }
  return {
    plan: { code, node, version: (before?.version ?? 0) + 1, content: asked.content, by: actor.id, atMs: ground.nowMs },
    act: before ? 'changed' : 'made',
  };
}
