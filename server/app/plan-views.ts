import { isNewer, isOverdue } from '../../shared/plan-period.ts';
import { PLAN_STATES, PROMISES, type PlanState } from '../../shared/plan-terms.ts';
import type { PlanItemAt, PlanItemView, PlanMeasure, PlanValueWire, PlanView } from '../../shared/plan-wire.ts';
import { knownTargets, pathOf, type Corner } from '../domain/plans/plan-path.ts';
import { courseAt, indicatorsOf, type Plan, type PlanValue } from '../domain/plans/plan.ts';
import { standingOf } from '../domain/plans/standing.ts';

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
const ends = ({ low, high }: Pick<Corner, 'low' | 'high'>) => ({ low: finite(low), high: finite(high) });

export const valueToWire = ({ kind, period, asOf, revision, value, judged, source, note, by, atMs }: PlanValue): PlanValueWire => ({
  kind,
  period,
  asOf,
  revision,
  value,
  judged,
  source,
  note,
  by: by.replace(/^(user|system):/, ''),
  at: new Date(atMs).toISOString(),
});

/** Of each period the last thing that was said; what was taken back is nothing. */
function holding(values: readonly PlanValue[]): PlanValue[] {
  const last = new Map<string, PlanValue>();
  for (const each of values) {
    const key = `${each.item} ${each.area} ${each.kind} ${each.period}`;
    if ((last.get(key)?.revision ?? 0) < each.revision) last.set(key, each);
  }
  return [...last.values()].filter(({ value, judged }) => value !== null || judged !== null);
}

/** All that is known of a plan, ready to be asked about one indicator at one area. */
export function planBook(plan: Plan, values: readonly PlanValue[], today: string) {
  const held = holding(values);
  const references = new Map<string, Map<number, number>>();
  const latest = new Map<string, PlanValue>();
  for (const each of held) {
    if (each.kind === 'reference') {
      const years = references.get(each.item) ?? references.set(each.item, new Map()).get(each.item)!;
      years.set(Number(each.period), each.value!);
      continue;
    }
    const key = `${each.item} ${each.area}`;
    const before = latest.get(key);
    if (!before || isNewer(each, before)) latest.set(key, each);
  }
  const courseOf = (item: string, measure: PlanMeasure, area: string) => {
    const { base, targets } = courseAt(measure, plan.node, area);
    return { base, targets: knownTargets(targets, references.get(item) ?? new Map()), decimals: measure.decimals };
  };
  return {
    isKnown: (item: string, area: string): boolean => latest.has(`${item} ${area}`),
    at(item: string, measure: PlanMeasure, area: string): PlanItemAt {
      const course = courseOf(item, measure, area);
      const told = latest.get(`${item} ${area}`) ?? null;
      const { path, ...standing } = standingOf(course, told);
      return {
        item,
        area,
        base: course.base,
        targets: course.targets.map(({ target }) => target),
        latest: told && valueToWire(told),
        isStale: told !== null && isOverdue(told.asOf, PROMISES[measure.promised], today),
        standing: { ...standing, path: path && ends(path) },
      };
    },
    path: (item: string, measure: PlanMeasure, area: string): PlanItemView['path'] => {
      const { base, targets } = courseOf(item, measure, area);
      // Corners lie at ends of years.
      return pathOf(base, targets).map(({ at, low, high }) => ({ day: `${at - 1}-12-31`, ...ends({ low, high }) }));
    },
  };
}

/** A plan at an area, with how many areas right below it stand how. */
export function planRows(plan: Plan, book: ReturnType<typeof planBook>, area: string, children: readonly string[]): PlanView['rows'] {
  return indicatorsOf(plan.content).map(({ code, measure }) => {
    const counts = new Map<PlanState, number>();
    for (const child of children) {
      if (!book.isKnown(code, child)) continue;
      const { state } = book.at(code, measure, child).standing;
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    return {
      ...book.at(code, measure, area),
      below: PLAN_STATES.flatMap((state) => (counts.has(state) ? [{ state, n: counts.get(state)! }] : [])),
    };
  });
}
