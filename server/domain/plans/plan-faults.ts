import type { PlanDirection } from '../../../shared/plan-terms.ts';
import type { PlanBase, PlanContent, PlanMeasure, PlanTarget } from '../../../shared/plan-wire.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';

/** What a plan may name. */
export interface PlanGround {
  tree: Tree;
  nowMs: number;
  hasDepartment(code: string): boolean;
}
const YEARS_MOST = 20;

const unsound = (field: string, why: Bilingual): Rejection => new Rejection('plan.unsound', { field, why });
const assertNames = (field: string, names: Bilingual): void => {
  for (const language of ['zh', 'en'] as const)
    if (names[language].trim() === '')
      throw unsound(`${field}.${language}`, { zh: '须有两种语言的名称', en: 'it needs a name in both languages' });
};

/** @throws Rejection where a plan contradicts itself, or names what there is not */
export function assertPlanSound(content: PlanContent, node: string, ground: PlanGround): void {
  assertNames('names', content.names);
  if (content.to < content.from || content.to - content.from >= YEARS_MOST)
    throw unsound('to', { zh: `计划须有 1–${YEARS_MOST} 年`, en: `a plan runs for 1 to ${YEARS_MOST} years` });
  const seen = new Set<string>();
  content.items.forEach(({ code, parent, names, measure }, index) => {
    const field = `items.${index}`;
    if (seen.has(code)) throw unsound(`${field}.code`, { zh: `编码 ${code} 重复`, en: `the code ${code} comes twice` });
    // What stands before it is known already: so no item can be above itself.
    if (parent !== null && !seen.has(parent))
      throw unsound(`${field}.parent`, { zh: `上级 ${parent} 须写在它前面`, en: `its parent ${parent} has to stand before it` });
    assertNames(`${field}.names`, names);
    if (measure) assertMeasure(measure, `${field}.measure`, content, node, ground);
    seen.add(code);
  });
}

function assertMeasure(
  measure: PlanMeasure,
  field: string,
  plan: PlanContent,
  node: string,
  { tree, nowMs, hasDepartment }: PlanGround,
): void {
  const { department, direction, base, targets, areas = [] } = measure;
  if (department !== null && !hasDepartment(department))
    throw new Rejection('department.unknown', { field: `${field}.department`, department });
  assertCourse({ base: base ?? null, targets, direction }, field, plan);
  areas.forEach((own, index) => {
    const where = `${field}.areas.${index}`;
    if (!tree.row(own.area, nowMs)) throw new Rejection('area.unknown', { field: `${where}.area`, area: own.area });
    if (own.area === node || !tree.isWithin(node, own.area, nowMs))
      throw new Rejection('scope.denied', { field: `${where}.area`, area: own.area, scope: node });
    if (areas.findIndex(({ area }) => area === own.area) !== index)
      throw unsound(`${where}.area`, { zh: '同一辖区只能写一次', en: 'an area may be named once' });
    assertCourse({ base: own.base ?? null, targets: own.targets ?? targets, direction }, where, plan);
  });
}

const FITTING: Readonly<Record<PlanDirection, ReadonlySet<string>>> = {
  higher: new Set(['ge', 'gt', 'eq']),
  lower: new Set(['le', 'lt', 'eq']),
  within: new Set(['eq']),
};
function assertCourse(
  { base, targets, direction }: { base: PlanBase | null; targets: readonly PlanTarget[]; direction: PlanDirection },
  field: string,
  { from, to }: PlanContent,
): void {
  targets.forEach((target, index) => {
    const where = `${field}.targets.${index}`;
    const before = targets[index - 1];
    if (target.year < from || target.year > to || (before && before.year >= target.year))
      throw unsound(`${where}.year`, {
        zh: `目标年份须在 ${from}–${to} 之间，由早到晚，每年一个`,
        en: `years of targets lie between ${from} and ${to}, in their order, each once`,
      });
    if (base && base.year >= target.year)
      throw unsound(`${field}.base.year`, { zh: '基期须早于各目标年份', en: 'the base lies before every target' });
    if (target.kind === 'band' && (target.low > target.high || direction !== 'within'))
      throw unsound(where, {
        zh: '区间目标须下限不大于上限，且用于“保持在区间内”的指标',
        en: 'a band has its lower end first, and belongs to what is kept within one',
      });
    if ('comparator' in target && !FITTING[direction].has(target.comparator))
      throw unsound(`${where}.comparator`, { zh: '比较方向与指标方向不一致', en: 'it compares the other way than the indicator goes' });
    if (target.kind === 'text') assertNames(`${where}.text`, target.text);
    if (target.kind === 'relative') assertNames(`${where}.to`, target.to);
  });
  // A person judges, or the numbers do: never one in this year and the other in the next.
  if (new Set(targets.map(({ kind }) => kind === 'text')).size > 1)
    throw unsound(`${field}.targets`, { zh: '文字目标与数值目标不能混用', en: 'targets are all in words, or none is' });
}
