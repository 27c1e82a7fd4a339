import type { JudgedState, ValueKind } from '../../../shared/plan-terms.ts';
import type { PlanBase, PlanContent, PlanItem, PlanMeasure, PlanTarget } from '../../../shared/plan-wire.ts';

/** An action plan 行动计划 of a node, as it holds. */
export interface Plan {
  code: string;
  node: string;
  version: number;
  content: PlanContent;
  by: string;
  atMs: number;
}
/** What a value is of: what was said of it is counted by revisions, and the last one holds. */
export interface ValueKey {
  plan: string;
  item: string;
  area: string;
  kind: ValueKind;
  period: string;
}
export interface PlanValue extends ValueKey {
  /** The last day of the period, `YYYY-MM-DD`. */
  asOf: string;
  revision: number;
  /** With `judged` null too: what was said is taken back. */
  value: number | null;
  judged: JudgedState | null;
  source: string;
  note: string;
  by: string;
  atMs: number;
}

export const measureOf = (content: PlanContent, item: string): PlanMeasure | undefined =>
  content.items.find(({ code }) => code === item)?.measure;
export const indicatorsOf = (content: PlanContent): (PlanItem & { measure: PlanMeasure })[] =>
  content.items.flatMap((item) => (item.measure ? [{ ...item, measure: item.measure }] : []));

/** Base and targets of an indicator at an area: the plan's own at its node; below it the area's own, and of what it does not say the plan's, or what holds for all. */
export function courseAt(measure: PlanMeasure, node: string, area: string): { base: PlanBase | null; targets: readonly PlanTarget[] } {
  if (area === node) return { base: measure.base ?? null, targets: measure.targets };
  const own = measure.areas?.find((each) => each.area === area);
  const isJudged = own !== undefined || measure.isForAll === true;
  return { base: own?.base ?? null, targets: own?.targets ?? (isJudged ? measure.targets : []) };
}
