import '../../i18n/both-languages.ts';
import { describe, expect, it } from 'vitest';
import type { PlanItemAt, PlanMeasure, PlanView } from '../../../shared/plan-wire.ts';
import { textIn } from '../../i18n/text.ts';
import { countPlan, shareText, shownYear, standingText, targetText, treeLines } from './plan-model.ts';
import { treeMove } from './tree-keys.ts';
import { draftOf, kindsOf, toPost } from './value-draft.ts';

const names = (zh: string) => ({ zh, en: zh });
const measure: PlanMeasure = {
  unit: '%',
  decimals: 1,
  direction: 'higher',
  nature: 'binding',
  department: 'water',
  promised: 'year',
  targets: [{ kind: 'value', year: 2027, comparator: 'gt', value: 90 }],
};
const standing = (changes: Partial<PlanItemAt['standing']> = {}): PlanItemAt['standing'] => ({
  state: 'behind',
  why: null,
  gap: 1.25,
  path: { low: 80, high: null },
  share: 0.5,
  shareWhy: null,
  due: 0.625,
  ...changes,
});
const row = (item: string, changes: Partial<PlanItemAt['standing']> = {}) => ({
  item,
  area: '50',
  base: null,
  targets: measure.targets,
  latest: null,
  isStale: false,
  standing: standing(changes),
  below: [],
});
const view: PlanView = {
  code: 'p',
  node: '50',
  version: 1,
  content: {
    names: names('计划'),
    from: 2025,
    to: 2027,
    items: [
      { code: 'a', parent: null, names: names('甲') },
      { code: 'a.1', parent: 'a', names: names('甲一'), measure },
      { code: 'b', parent: null, names: names('乙'), measure: { ...measure, nature: 'expected', department: null } },
      { code: 'a.2', parent: 'a', names: names('甲二'), measure: { ...measure, nature: 'expected' } },
    ],
  },
  area: '50',
  asOf: '2026-03-04T04:00:00.000Z',
  today: '2026-03-04',
  mayEdit: false,
  mayEnter: [],
  rows: [row('a.1'), row('b', { state: 'met', gap: 0 }), row('a.2', { state: 'unknown', why: 'no-value', gap: null })],
};
const ALL = { nature: null, state: null, department: null };
const shown = (...asked: Parameters<typeof treeLines>) => treeLines(...asked).map(({ item, depth }) => `${depth} ${item.code}`);

describe('the tree of a plan', () => {
  it('stands children under their parents, in the plan’s order', () => {
    expect(shown(view, ALL, new Set())).toEqual(['0 a', '1 a.1', '1 a.2', '0 b']);
    expect(shown(view, ALL, new Set(['a']))).toEqual(['0 a', '0 b']);
  });
  it('a filter keeps what it hangs under', () => {
    expect(shown(view, { ...ALL, nature: 'binding' }, new Set())).toEqual(['0 a', '1 a.1']);
    expect(shown(view, { ...ALL, state: 'met' }, new Set())).toEqual(['0 b']);
    expect(shown(view, { ...ALL, state: 'met', department: 'water' }, new Set())).toEqual([]);
  });
  it('counts states, and binding ones that are behind', () => {
    const { states, bindingBehind } = countPlan(view);
    expect([[...states].sort(([a], [b]) => a.localeCompare(b)), bindingBehind]).toEqual([
      [
        ['behind', 1],
        ['met', 1],
        ['unknown', 1],
      ],
      1,
    ]);
  });
  it('arrows move as in a tree', () => {
    const lines = treeLines(view, ALL, new Set());
    expect(treeMove(lines, 0, 'ArrowDown')).toEqual({ to: 1 });
    expect(treeMove(lines, 3, 'ArrowDown')).toEqual({ to: 3 });
    expect(treeMove(lines, 0, 'ArrowRight')).toEqual({ to: 1 });
    expect(treeMove(lines, 0, 'ArrowLeft')).toEqual({ toggle: 'a' });
    expect(treeMove(lines, 2, 'ArrowLeft')).toEqual({ to: 0 });
    expect(treeMove(treeLines(view, ALL, new Set(['a'])), 0, 'ArrowRight')).toEqual({ toggle: 'a' });
    expect(treeMove(lines, 0, 'x')).toBeNull();
  });
});

describe('words', () => {
  const words = { t: textIn('zh'), name: ({ zh }: { zh: string }) => zh, language: 'zh' } as const;
  it('of targets', () => {
    expect(targetText(measure.targets[0]!, measure, words)).toBe('> 90.0');
    expect(targetText({ kind: 'relative', year: 2025, comparator: 'ge', to: names('全国平均') }, measure, words)).toBe('≥ 全国平均');
    expect(targetText({ kind: 'band', year: 2027, low: 0.28, high: 0.4 }, { decimals: 2 }, words)).toBe('0.28–0.40');
  });
  it('of how it stands', () => {
    const say = (changes: Partial<PlanItemAt['standing']>) => standingText(row('a.1', changes), measure, 'zh', words.t);
    expect([say({}), say({ gap: 0 }), say({ state: 'met', gap: 0 })]).toEqual(['差 1.3 个百分点', '须超过目标', '']);
    expect(say({ state: 'unknown', why: 'no-path-yet', gap: null })).toBe('没有基期，首个目标年之前没有进度线');
  });
  it('progress that cannot be said says why, and is no zero', () => {
    expect(shareText(row('a.1'), words.t)).toBe('完成 50%，按进度应为 63%');
    expect(shareText(row('a.1', { share: null, shareWhy: 'no-base', due: null }), words.t)).toBe('无基期，进度无法计算');
  });
  it('the year of the targets is that of now, within the plan', () => {
    expect(['2024-05-01', '2026-05-01', '2031-05-01'].map((today) => shownYear({ ...view, today }))).toEqual([2025, 2026, 2027]);
  });
});

describe('a value that is typed', () => {
  it('is sent as a number, or not at all', () => {
    const draft = { ...draftOf(null, 'measured'), period: '2025', source: '年报' };
    expect(toPost({ ...draft, value: ' −1.5 ' }, 'a', '50')).toMatchObject({ value: -1.5, judged: null, seenRevision: 0 });
    expect(toPost({ ...draft, value: '' }, 'a', '50')).toMatchObject({ value: null });
    expect(toPost({ ...draft, value: '1,5' }, 'a', '50')).toBeNull();
  });
  it('is of the kinds that the targets ask for', () => {
    const relative = [{ kind: 'relative', year: 2025, comparator: 'ge', to: names('全国平均') } as const];
    expect(kindsOf(relative, true)).toEqual(['measured', 'reference']);
    expect(kindsOf(relative, false)).toEqual(['measured']);
    expect(kindsOf([{ kind: 'text', year: 2027, text: names('全部') }], true)).toEqual(['judged']);
  });
});
