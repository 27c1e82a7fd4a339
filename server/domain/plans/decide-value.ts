import { periodEnd, plainPeriod } from '../../../shared/plan-period.ts';
import type { JudgedState, ValueKind } from '../../../shared/plan-terms.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import { assertMayEnter, holdsAt } from './may-plans.ts';
import { courseAt, measureOf, type Plan, type PlanValue } from './plan.ts';

export interface AskedValue {
  item: string;
  area: string;
  kind: ValueKind;
  period: string;
  value: number | null;
  judged: JudgedState | null;
  source: string;
  note: string;
}
export interface ValueGround {
  tree: Tree;
  nowMs: number;
  /** The city's own day, `YYYY-MM-DD`. */
  today: string;
}
const SOURCE_MOST = 200;
const VALUE_MOST = 1e12;

const unsound = (field: string, why: Bilingual): Rejection => new Rejection('plan.value-unsound', { field, why });

/** The plain form of a period that is over. @throws Rejection */
export function decidePeriod(typed: string, kind: ValueKind, today: string): { period: string; asOf: string } {
  const period = plainPeriod(typed);
  const asOf = periodEnd(period);
  if (asOf === null || !/^(19|20)/.test(period))
    throw unsound('period', {
      zh: '期间写作 2026、2026-Q2、2026-05 或 2026-05-20',
      en: 'a period is written 2026, 2026-Q2, 2026-05 or 2026-05-20',
    });
  if (asOf > today) throw unsound('period', { zh: `这一期到 ${asOf} 才结束`, en: `that period ends on ${asOf}` });
  if (kind === 'reference' && period.length !== 4)
    throw unsound('period', { zh: '比较值按年填写', en: 'what is compared with is told by the year' });
  return { period, asOf };
}

/** Whether this may be said of this indicator there, and makes sense. @throws Rejection */
function assertSayable(actor: Actor, plan: Plan, asked: AskedValue, { tree, nowMs }: ValueGround): void {
  const measure = measureOf(plan.content, asked.item);
  if (!measure) throw new Rejection('plan.item-unknown', { field: 'item', plan: plan.code, item: asked.item });
  assertMayEnter(actor, measure.department, asked.area, tree, nowMs);
  if (!holdsAt(plan, asked.area, tree, nowMs)) throw new Rejection('scope.denied', { area: asked.area, scope: plan.node });
  const { targets } = courseAt(measure, plan.node, asked.area);
  const isText = (targets.length > 0 ? targets : measure.targets).every(({ kind }) => kind === 'text');
  if (asked.kind === 'judged' ? !isText : isText)
    throw unsound(
      'kind',
      isText
        ? { zh: '文字目标由人判断，不填数值', en: 'a target in words is judged, not measured' }
        : { zh: '数值目标不由人判断', en: 'a target in numbers is not judged by a person' },
    );
  if (asked.kind === 'reference' && (asked.area !== plan.node || !measure.targets.some(({ kind }) => kind === 'relative')))
    throw unsound('kind', {
      zh: '只有与平均值等比较的指标，才在计划所在辖区填比较值',
      en: 'what is compared with is told at the plan’s own node, of indicators that are compared',
    });
  if (asked.value !== null && (!Number.isFinite(asked.value) || Math.abs(asked.value) > VALUE_MOST))
    throw unsound('value', { zh: '数值不是数，或过大', en: 'the value is no number, or too large' });
  if (asked.kind === 'judged' ? asked.value !== null : asked.judged !== null)
    throw unsound(asked.kind === 'judged' ? 'value' : 'judged', { zh: '数值与判断只填一个', en: 'give a value or a judgement, not both' });
  if (asked.source.trim() === '' || asked.source.length > SOURCE_MOST)
    throw unsound('source', { zh: '须写明来源', en: 'say where it is from' });
}

/**
 * What is kept of it: the next revision, or null where exactly that is known already. A correction says why, and so does who takes back.
 * `seenRevision` null = whoever writes has not looked (a file). @throws Rejection
 */
export function decideValue(
  actor: Actor,
  plan: Plan,
  asked: AskedValue,
  before: PlanValue | null,
  seenRevision: number | null,
  ground: ValueGround,
): PlanValue | null {
  assertSayable(actor, plan, asked, ground);
  const { period, asOf } = decidePeriod(asked.period, asked.kind, ground.today);
  const [source, note] = [asked.source.trim(), asked.note.trim()];
  if (before && before.value === asked.value && before.judged === asked.judged && before.source === source) return null;
  if (seenRevision !== null && seenRevision !== (before?.revision ?? 0))
    throw new Rejection('plan.value-changed', {
      field: 'period',
      period,
      revision: before?.revision ?? 0,
      value: before?.value ?? before?.judged ?? '–',
      by: (before?.by ?? '').replace(/^(user|system):/, ''),
    });
  const isTakenBack = asked.value === null && asked.judged === null;
  if (isTakenBack && !before) throw unsound(asked.kind === 'judged' ? 'judged' : 'value', { zh: '请填写', en: 'it is missing' });
  if (before && note === '')
    throw unsound('note', { zh: `${period} 已有数值：更正须说明原因`, en: `${period} has a value: a correction says why` });
  const { item, area, kind, value, judged } = asked;
  return {
    plan: plan.code,
    item,
    area,
    kind,
    period,
    asOf,
    revision: (before?.revision ?? 0) + 1,
    value,
    judged,
    source,
    note,
    by: actor.id,
    atMs: ground.nowMs,
  };
}
