import { describe, expect, it } from 'vitest';
import type { PlanBase, PlanTarget } from '../../../shared/plan-wire.ts';
import { knownTargets } from './plan-path.ts';
import { standingOf } from './standing.ts';

const ge = (year: number, value: number): PlanTarget => ({ kind: 'value', year, comparator: 'ge', value });
const gt = (year: number, value: number): PlanTarget => ({ kind: 'value', year, comparator: 'gt', value });
const le = (year: number, value: number): PlanTarget => ({ kind: 'value', year, comparator: 'le', value });
const nation = (year: number): PlanTarget => ({
  kind: 'relative',
  year,
  comparator: 'ge',
  to: { zh: '全国平均', en: 'the national average' },
});
const band: PlanTarget = { kind: 'band', year: 2027, low: 0.28, high: 0.4 };
const words: PlanTarget = { kind: 'text', year: 2027, text: { zh: '全部接入', en: 'All connected' } };
const base = (value: number): PlanBase => ({ year: 2024, value });

const stands = (
  targets: PlanTarget[],
  asOf: string,
  value: number | null,
  more: { base?: PlanBase; references?: [number, number][]; decimals?: number } = {},
) =>
  standingOf(
    { base: more.base ?? null, targets: knownTargets(targets, new Map(more.references ?? [])), decimals: more.decimals ?? 1 },
    { asOf, value, judged: null },
  );

describe('an indicator against its path', () => {
  // From 60 at the end of 2024 to 90 at the end of 2027: ten a year, so 75 in the middle.
  const climb: [string, string, number, string, number | null][] = [
    ['the target is reached', '2026-06-30', 90, 'met', 0],
    ['at the end of the second year', '2026-12-31', 80, 'on-path', 0],
    ['ahead of it', '2026-12-31', 84.2, 'on-path', 0],
    ['half of the last digit is nobody’s delay', '2026-12-31', 79.96, 'on-path', 0],
    ['a little behind: 18 of 20 are done', '2026-12-31', 78, 'behind', 2],
    ['12 of 20 are 60 % of what was due', '2026-12-31', 72, 'behind', 8],
    ['less is far behind', '2026-12-31', 71.9, 'far-behind', 8.1],
    ['away from the target', '2025-12-31', 55, 'far-behind', 15],
    ['over and not reached, by less than can be printed', '2027-12-31', 89.99, 'behind', 0.01],
    ['the year after it is over', '2028-12-31', 80, 'behind', 10],
  ];
  it.each(climb)('%s: %s, %d → %s', (_case, asOf, value, state, gap) => {
    const standing = stands([ge(2027, 90)], asOf, value, { base: base(60) });
    expect([standing.state, standing.why]).toEqual([state, null]);
    expect(standing.gap).toBeCloseTo(gap!, 9);
  });
  it('says how much of the way is done, and how much was due', () => {
    expect(stands([ge(2027, 90)], '2025-12-31', 66, { base: base(60) })).toMatchObject({
      share: expect.closeTo(0.2, 9) as number,
      due: expect.closeTo(1 / 3, 9) as number,
    });
  });
  it('goes through the targets of the years', () => {
    const targets = [ge(2025, 80), ge(2027, 90)];
    expect(stands(targets, '2025-12-31', 78, { base: base(60) })).toMatchObject({ state: 'behind', gap: 2 });
    expect(stands(targets, '2026-12-31', 85, { base: base(60) })).toMatchObject({ state: 'on-path', path: { low: 85 } });
  });
  it('takes “more than 90” at its word', () => {
    expect(stands([gt(2027, 90)], '2027-12-31', 90, { base: base(60) })).toMatchObject({ state: 'behind', gap: 0 });
    expect(stands([gt(2027, 90)], '2027-12-31', 90.1, { base: base(60) }).state).toBe('met');
  });
  it('goes down where less is better', () => {
    expect(stands([le(2027, 8.5)], '2026-12-31', 9.2, { base: base(10.2) })).toMatchObject({
      state: 'behind',
      path: { high: expect.closeTo(9.0667, 3) as number },
    });
    expect(stands([le(2027, 8.5)], '2026-12-31', 8.4, { base: base(10.2) }).state).toBe('met');
  });
  it('narrows to a band from where it began', () => {
    expect(stands([band], '2026-12-31', 0.26, { base: base(0.22), decimals: 2 })).toMatchObject({ state: 'on-path' });
    expect(stands([band], '2026-12-31', 0.24, { base: base(0.22), decimals: 2 }).state).toBe('far-behind');
    expect(stands([band], '2026-12-31', 0.45, { base: base(0.22), decimals: 2 })).toMatchObject({
      state: 'far-behind',
      gap: expect.closeTo(0.05, 9) as number,
    });
  });
  it('asks for no more than to stay where the base is good enough', () => {
    expect(stands([ge(2027, 90)], '2025-12-31', 89, { base: base(95) })).toMatchObject({
      state: 'behind',
      gap: 1,
      share: null,
      shareWhy: 'no-way',
    });
  });
});

describe('what cannot be said is never zero', () => {
  it('no value', () => {
    expect(standingOf({ base: base(60), targets: knownTargets([ge(2027, 90)], new Map()), decimals: 1 }, null)).toMatchObject({
      state: 'unknown',
      why: 'no-value',
      gap: null,
      share: null,
    });
  });
  it('without a base there is no path before the first target, and no share of the way after it', () => {
    const targets = [ge(2025, 80), ge(2027, 90)];
    expect(stands(targets, '2025-06-30', 70)).toMatchObject({ state: 'unknown', why: 'no-path-yet', share: null, shareWhy: 'no-base' });
    expect(stands(targets, '2026-12-31', 60)).toMatchObject({ state: 'behind', gap: 25, share: null, shareWhy: 'no-base', due: null });
    expect(stands(targets, '2025-06-30', 91).state).toBe('met');
  });
  it('a value from before the base', () => {
    expect(stands([ge(2027, 90)], '2023-12-31', 58, { base: base(60) })).toMatchObject({ state: 'unknown', why: 'before-path' });
  });
  it('a comparison waits for what it is compared with', () => {
    const targets = [nation(2025), nation(2026)];
    expect(stands(targets, '2025-12-31', 89.6)).toMatchObject({ state: 'unknown', why: 'reference-unknown' });
    expect(stands(targets, '2025-12-31', 89.6, { references: [[2025, 88.9]] }).state).toBe('on-path');
    expect(stands(targets, '2025-12-31', 88, { references: [[2025, 88.9]] })).toMatchObject({
      state: 'behind',
      shareWhy: 'reference-unknown',
    });
    expect(stands(targets, '2026-06-30', 89.6, { references: [[2025, 88.9]] })).toMatchObject({
      state: 'unknown',
      why: 'reference-unknown',
    });
    expect(
      stands(targets, '2026-12-31', 90, {
        references: [
          [2025, 88.9],
          [2026, 89.5],
        ],
      }).state,
    ).toBe('met');
  });
  it('a target in words is judged by a person', () => {
    const course = { base: null, targets: knownTargets([words], new Map()), decimals: 0 };
    expect(standingOf(course, null)).toMatchObject({ state: 'unknown', why: 'no-judgement', shareWhy: 'text' });
    expect(standingOf(course, { asOf: '2025-12-31', value: null, judged: 'behind' })).toMatchObject({
      state: 'behind',
      why: null,
      gap: null,
    });
  });
  it('no target here', () => {
    expect(stands([], '2025-12-31', 3)).toMatchObject({ state: 'unknown', why: 'no-target' });
  });
});
