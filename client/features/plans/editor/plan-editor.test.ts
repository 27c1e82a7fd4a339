import { describe, expect, it } from 'vitest';
import type { PlanContent, PlanMeasure } from '../../../../shared/plan-wire.ts';
import { ProblemError } from '../../../api/problem.ts';
import { outlineOf, PLAN_LINE } from './outline-lines.ts';
import { contentOf, liveItems } from './plan-content.ts';
import { draftOf, newDraft, type PlanDraft } from './plan-draft.ts';
import { hung, itemAt, moved, parentsFor, toggledOut, withDirection, withItem, withNew, withNextTarget } from './plan-edits.ts';
import { mergePlans } from './plan-merge.ts';
import { troubleOf } from './trouble.ts';

const names = (zh: string) => ({ zh, en: zh });
const measure: PlanMeasure = {
  unit: '%',
  decimals: 1,
  direction: 'higher',
  nature: 'binding',
  department: 'water',
  promised: 'year',
  base: { year: 2024, value: 60 },
  targets: [{ kind: 'value', year: 2027, comparator: 'gt', value: 90 }],
};
const content: PlanContent = {
  names: names('计划'),
  from: 2025,
  to: 2027,
  items: [
    { code: 'a', parent: null, names: names('甲') },
    { code: 'a.1', parent: 'a', names: names('甲一'), measure },
    { code: 'a.2', parent: 'a', names: names('甲二'), measure },
    { code: 'b', parent: null, names: names('乙') },
  ],
};
const draft = draftOf({ code: 'p', node: '50', seenVersion: 2 }, content, content);
const codes = (of: PlanDraft): string[] =>
  contentOf(of).content.items.map(({ code, parent }) => (parent === null ? code : `${parent}>${code}`));

describe('items of a plan in the form', () => {
  it('are moved among their own, and take along what hangs under them', () => {
    expect(codes(moved(draft, 'a.2', -1))).toEqual(['a', 'a>a.2', 'a>a.1', 'b']);
    expect(codes(moved(draft, 'a', 1))).toEqual(['b', 'a', 'a>a.1', 'a>a.2']);
    expect(codes(moved(draft, 'a.1', -1))).toEqual(codes(draft));
  });
  it('hang under another, but never under what hangs under them', () => {
    expect(codes(hung(draft, 'a.1', 'b'))).toEqual(['a', 'a>a.2', 'b', 'b>a.1']);
    expect(parentsFor(draft, 'a').map(({ item: { code } }) => code)).toEqual(['b']);
    expect(parentsFor(toggledOut(draft, 'a'), 'a.1').map(({ item: { code } }) => code)).toEqual(['a', 'b']);
    expect(parentsFor(toggledOut(draft, 'b'), 'a.1').map(({ item: { code } }) => code)).toEqual(['a', 'a.2']);
  });
  it('what is taken out goes with all below, and comes back with all above', () => {
    const out = toggledOut(draft, 'a');
    expect(codes(out)).toEqual(['b']);
    expect(codes(toggledOut(out, 'a.2'))).toEqual(['a', 'a>a.2', 'b']);
  });
  it('a new one stands inside a heading, beside an indicator, and has a code that is free', () => {
    const inside = withNew(draft, 'b', true);
    expect(codes(inside.draft).at(-1)).toBe('b>b.1');
    expect(codes(withNew(draft, 'a.1', true).draft)).toEqual(['a', 'a>a.1', 'a>a.3', 'a>a.2', 'b']);
    expect(codes(withNew(draft, null, false).draft).at(-1)).toBe('item-1');
    expect(itemAt(inside.draft, inside.key)).toMatchObject({ isKept: false, isMeasured: true });
  });
  it('a code that is typed anew takes its children along', () => {
    const { draft: more, key } = withNew(draft, null, false);
    const under = withNew(more, key, true);
    expect(codes(withItem(under.draft, key, { code: 'z' })).slice(-2)).toEqual(['z', 'z>item-1.1']);
  });
  it('closed ones hide what hangs under them, but never what is chosen', () => {
    const shown = (closed: string[], chosen: string) => outlineOf(draft, new Set(closed), chosen).map(({ item: { code } }) => code);
    expect(shown(['a'], PLAN_LINE)).toEqual([PLAN_LINE, 'a', 'b']);
    expect(shown(['a'], 'a.2')).toEqual([PLAN_LINE, 'a', 'a.1', 'a.2', 'b']);
  });
});

describe('an indicator in the form', () => {
  const typed = draft.items[1]!.measure;
  it('turned round, what was at least is at most', () => {
    expect(withDirection(typed, 'lower').targets[0]).toMatchObject({ comparator: 'lt', value: '90' });
    expect(withDirection(typed, 'within').targets[0]).toMatchObject({ comparator: 'eq', kind: 'value' });
    expect(withDirection({ ...typed, targets: [{ ...typed.targets[0]!, value: '' }] }, 'within').targets[0]).toMatchObject({
      kind: 'band',
    });
  });
  it('the next year is like the last', () => {
    expect(withNextTarget(typed.targets, '2025', 'higher').at(-1)).toMatchObject({ year: '2028', comparator: 'gt', value: '' });
    expect(withNextTarget([], '2025', 'lower')).toMatchObject([{ year: '2025', comparator: 'le' }]);
  });
});

describe('what cannot be sent', () => {
  it('is told by its field, all of it at once', () => {
    const broken = withItem({ ...newDraft('50', 2026), from: '26', code: 'A b' }, '+1', { code: '' });
    expect(contentOf(broken).faults.map(({ item, field, why }) => `${item ?? 'plan'} ${field} ${why}`)).toEqual([
      'plan code notCode',
      'plan names.zh missing',
      'plan names.en missing',
      'plan from notYear',
      '+1 code missing',
      '+1 names.zh missing',
      '+1 names.en missing',
      '+1 measure.targets.0.value missing',
    ]);
    expect(contentOf(toggledOut(draft, 'a')).faults).toEqual([]);
    expect(contentOf(toggledOut(toggledOut(draft, 'a'), 'b')).faults).toEqual([{ item: null, field: 'items', why: 'missing' }]);
  });
  it('numbers are taken as people type them', () => {
    const value = (text: string) => {
      const item = itemAt(draft, 'a.1')!;
      const put = withItem(draft, 'a.1', { measure: { ...item.measure, base: { isKnown: true, year: '2024', value: text } } });
      const { content: sent, faults } = contentOf(put);
      return faults[0]?.why ?? sent.items[1]!.measure!.base!.value;
    };
    expect([value(' −1.5 '), value('1e-7'), value('1,5'), value(' ')]).toEqual([-1.5, 1e-7, 'notNumber', 'missing']);
  });
});

describe('a refusal', () => {
  const problem = (code: string, detail: Record<string, unknown>) => new ProblemError({ code, message: 'message', detail }, 422);
  const sent = liveItems(toggledOut(draft, 'a.1'));
  const told = (code: string, detail: Record<string, unknown>) => troubleOf(problem(code, detail), sent, 'zh');
  it('is told at the item that it counts among those that were sent', () => {
    const why = { zh: '基期须早于各目标年份', en: 'before' };
    expect(told('plan.unsound', { field: 'items.1.measure.base.year', why })).toEqual({
      item: 'a.2',
      field: 'measure.base.year',
      text: '基期须早于各目标年份',
    });
    expect(told('request.invalid', { field: 'content.items.2.names.zh' })).toEqual({ item: 'b', field: 'names.zh', text: 'message' });
  });
  it('is told at the plan, or nowhere in particular', () => {
    expect(told('plan.unsound', { field: 'to', why: { zh: '年', en: 'y' } })).toEqual({ item: null, field: 'to', text: '年' });
    expect(told('scope.denied', { area: '50', scope: '500103' })).toMatchObject({ item: null, field: 'code' });
    expect(told('plan.changed', { version: 3 })).toMatchObject({ item: null, field: 'code' });
    expect(told('internal', {})).toEqual({ item: null, field: '', text: 'message' });
  });
});

describe('what two have made of one plan', () => {
  const changed = (change: (items: PlanContent['items']) => PlanContent['items']): PlanContent => ({
    ...content,
    items: change(content.items),
  });
  const named = (code: string, zh: string) => (items: PlanContent['items']) =>
    items.map((item) => (item.code === code ? { ...item, names: names(zh) } : item));
  it('a name of mine and a target of theirs are both there', () => {
    const theirs = changed((items) =>
      items.map((item) => (item.code === 'a.1' ? { ...item, measure: { ...measure, nature: 'expected' as const } } : item)),
    );
    const { content: merged, taken, both } = mergePlans(content, changed(named('a.1', '新名')), theirs);
    expect(merged.items[1]).toMatchObject({ names: names('新名'), measure: { nature: 'expected' } });
    expect([taken, both]).toEqual([['a.1'], []]);
  });
  it('where both changed the same, mine stands and is told', () => {
    const { content: merged, both } = mergePlans(content, changed(named('b', '我')), changed(named('b', '他')));
    expect(merged.items[3]!.names).toEqual(names('我'));
    expect(both).toEqual(['b']);
  });
  it('what one took out and the other changed stays, and so does what it hangs under', () => {
    const without = changed((items) => items.filter(({ code }) => code !== 'a' && code !== 'a.1' && code !== 'a.2'));
    const { content: merged, taken, both } = mergePlans(content, without, changed(named('a.1', '改过')));
    expect(merged.items.map(({ code }) => code).sort()).toEqual(['a', 'a.1', 'b']);
    expect([taken, both]).toEqual([[], ['a.1']]);
  });
  it('what would hang under itself hangs at the top', () => {
    const under = (code: string, parent: string) =>
      changed((items) => items.map((item) => (item.code === code ? { ...item, parent } : item)));
    const { content: merged } = mergePlans(content, under('b', 'a'), under('a', 'b'));
    expect(merged.items.map(({ code }) => code).sort()).toEqual(['a', 'a.1', 'a.2', 'b']);
    expect(merged.items[0]!.parent).toBeNull();
  });
});
