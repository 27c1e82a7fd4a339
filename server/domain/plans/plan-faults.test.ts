import { expect, it } from 'vitest';
import type { PlanContent, PlanItem, PlanMeasure } from '../../../shared/plan-wire.ts';
import { CITY, DISTRICTS, testTree } from '../../testing/test-city.ts';
import { NOON_MS } from '../../testing/factories.ts';
import { assertPlanSound } from './plan-faults.ts';

const names = { zh: '名', en: 'Name' };
const measure: PlanMeasure = {
  unit: '%',
  decimals: 1,
  direction: 'higher',
  nature: 'expected',
  department: null,
  promised: 'year',
  base: { year: 2024, value: 60 },
  targets: [{ kind: 'value', year: 2027, comparator: 'ge', value: 90 }],
};
const item = (changes: Partial<PlanItem> = {}): PlanItem => ({ code: 'a', parent: null, names, measure, ...changes });
const of = (changes: Partial<PlanMeasure>): PlanItem[] => [item({ measure: { ...measure, ...changes } })];
const plan = (items: PlanItem[], more: Partial<PlanContent> = {}): PlanContent => ({ names, from: 2025, to: 2027, items, ...more });
const ground = { tree: testTree, nowMs: NOON_MS, hasDepartment: (code: string) => code === 'water' };

it('a sound plan is taken', () => {
  const areas = [{ area: DISTRICTS[0], targets: [{ kind: 'value', year: 2026, comparator: 'ge', value: 70 } as const] }];
  expect(() =>
    assertPlanSound(plan([item(), item({ code: 'b', parent: 'a', measure: { ...measure, department: 'water', areas } })]), CITY, ground),
  ).not.toThrow();
});
it.each<[string, PlanContent, string, string]>([
  ['ends before it begins', plan([item()], { to: 2024 }), 'plan.unsound', 'to'],
  ['a name in one language', plan([item({ names: { zh: '名', en: ' ' } })]), 'plan.unsound', 'items.0.names.en'],
  ['a code twice', plan([item(), item()]), 'plan.unsound', 'items.1.code'],
  ['a child before its parent', plan([item({ parent: 'b' }), item({ code: 'b' })]), 'plan.unsound', 'items.0.parent'],
  ['its own parent', plan([item({ parent: 'a' })]), 'plan.unsound', 'items.0.parent'],
  ['a department there is not', plan(of({ department: 'moon' })), 'department.unknown', 'items.0.measure.department'],
  [
    'a target after the plan',
    plan(of({ targets: [{ kind: 'value', year: 2028, comparator: 'ge', value: 1 }] })),
    'plan.unsound',
    'items.0.measure.targets.0.year',
  ],
  [
    'two targets for a year',
    plan(of({ targets: [2026, 2026].map((year) => ({ kind: 'value', year, comparator: 'ge', value: 1 })) })),
    'plan.unsound',
    'items.0.measure.targets.1.year',
  ],
  ['a base after a target', plan(of({ base: { year: 2027, value: 1 } })), 'plan.unsound', 'items.0.measure.base.year'],
  ['compares the other way', plan(of({ direction: 'lower' })), 'plan.unsound', 'items.0.measure.targets.0.comparator'],
  [
    'a band upside down',
    plan(of({ direction: 'within', targets: [{ kind: 'band', year: 2027, low: 2, high: 1 }] })),
    'plan.unsound',
    'items.0.measure.targets.0',
  ],
  [
    'words and numbers',
    plan(
      of({
        targets: [
          { kind: 'value', year: 2026, comparator: 'ge', value: 1 },
          { kind: 'text', year: 2027, text: names },
        ],
      }),
    ),
    'plan.unsound',
    'items.0.measure.targets',
  ],
  ['its own node as one below', plan(of({ areas: [{ area: CITY }] })), 'scope.denied', 'items.0.measure.areas.0.area'],
  ['an area there is not', plan(of({ areas: [{ area: 'moon' }] })), 'area.unknown', 'items.0.measure.areas.0.area'],
  ['an area twice', plan(of({ areas: [{ area: DISTRICTS[0] }, { area: DISTRICTS[0] }] })), 'plan.unsound', 'items.0.measure.areas.1.area'],
])('%s is refused', (_case, content, code, field) => {
  expect(() => assertPlanSound(content, CITY, ground)).toThrow(
    expect.objectContaining({ code, detail: expect.objectContaining({ field }) as object }),
  );
});
