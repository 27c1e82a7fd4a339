import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAN_STATES, type Comparator } from '../../../shared/plan-terms.ts';
import type { PlanTarget } from '../../../shared/plan-wire.ts';
import { yearPoint } from '../../../shared/plan-period.ts';
import { askedAt, knownTargets, pathOf, type KnownTarget } from './plan-path.ts';
import { standingOf, type Course } from './standing.ts';

const tenth = fc.integer({ min: -2000, max: 2000 }).map((n) => n / 10);
const day = fc
  .record({ year: fc.integer({ min: 2023, max: 2028 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) })
  .map(({ year, month, day: of }) => `${year}-${String(month).padStart(2, '0')}-${String(of).padStart(2, '0')}`);
const FLIPPED: Record<Comparator, Comparator> = { ge: 'le', le: 'ge', gt: 'lt', lt: 'gt', eq: 'eq' };

/** A plan of one direction: some of the years 2025 … 2027 have targets, the base may be missing. */
const course = fc
  .record({
    base: fc.option(tenth, { nil: null }),
    years: fc.subarray([2025, 2026, 2027], { minLength: 1 }),
    values: fc.array(tenth, { minLength: 3, maxLength: 3 }),
    comparator: fc.constantFrom<Comparator>('ge', 'gt', 'le', 'lt', 'eq'),
  })
  .map(({ base, years, values, comparator }) => {
    const sorted = [...values].sort((a, b) => (comparator === 'le' || comparator === 'lt' ? b - a : a - b));
    const targets = years.map((year, i): PlanTarget & { kind: 'value' } => ({ kind: 'value', year, comparator, value: sorted[i]! }));
    return { base, targets };
  });
type Plan = { base: number | null; targets: (PlanTarget & { kind: 'value' })[] };
const courseOf = ({ base, targets }: Plan): Course => ({
  base: base === null ? null : { year: 2024, value: base },
  targets: knownTargets(targets, new Map()),
  decimals: 1,
});
const stands = (plan: Plan, asOf: string, value: number) => standingOf(courseOf(plan), { asOf, value, judged: null });
const rank = (plan: Plan, asOf: string, value: number): number => PLAN_STATES.indexOf(stands(plan, asOf, value).state);
const lastSpan = ({ targets }: Course): NonNullable<KnownTarget['span']> => targets.at(-1)!.span!;

describe('standing against a path', () => {
  it('turned upside down it is the same', () => {
    fc.assert(
      fc.property(course, day, tenth, (plan, asOf, value) => {
        const down: Plan = {
          base: plan.base === null ? null : -plan.base,
          targets: plan.targets.map((target) => ({ ...target, value: -target.value, comparator: FLIPPED[target.comparator] })),
        };
        const [up, other] = [stands(plan, asOf, value), stands(down, asOf, -value)];
        expect({ ...other, path: null }).toEqual({ ...up, path: null });
      }),
    );
  });
  it('a value on the path is on the path, or better, until the plan is over', () => {
    fc.assert(
      fc.property(course, day, (plan, asOf) => {
        const known = courseOf(plan);
        const at = yearPoint(asOf);
        const asked = askedAt(pathOf(known.base, known.targets), at);
        fc.pre(asked !== null && at < known.targets.at(-1)!.target.year + 1);
        const edges = [asked.low, asked.high].filter(Number.isFinite);
        expect(edges.map((edge) => stands(plan, asOf, edge).state).filter((state) => state !== 'met' && state !== 'on-path')).toEqual([]);
      }),
    );
  });
  it('what satisfies the last target is met, whenever', () => {
    fc.assert(
      fc.property(course, day, fc.integer({ min: 0, max: 50 }), (plan, asOf, more) => {
        const { low, high, isOpen } = lastSpan(courseOf(plan));
        const beyond = low === high ? 0 : more + (isOpen ? 0.1 : 0);
        expect(stands(plan, asOf, Number.isFinite(low) ? low + beyond : high - beyond).state).toBe('met');
      }),
    );
  });
  it('a value nearer to the target never stands worse', () => {
    fc.assert(
      fc.property(course, day, tenth, fc.double({ min: 0, max: 1, noNaN: true }), (plan, asOf, value, part) => {
        const { low, high } = lastSpan(courseOf(plan));
        const goal = value < low ? low : value > high ? high : value;
        const nearer = value + (goal - value) * part;
        expect(rank(plan, asOf, nearer)).toBeLessThanOrEqual(rank(plan, asOf, value));
      }),
    );
  });
  it('says a gap exactly where it is behind, and a reason exactly where nothing is known', () => {
    fc.assert(
      fc.property(course, day, tenth, (plan, asOf, value) => {
        const { state, why, gap } = stands(plan, asOf, value);
        expect(why !== null).toBe(state === 'unknown');
        expect(gap === null).toBe(state === 'unknown');
        const isInStep = state === 'met' || state === 'on-path';
        expect([isInStep && gap !== 0, state === 'far-behind' && (gap === 0 || plan.base === null)]).toEqual([false, false]);
      }),
    );
  });
});
