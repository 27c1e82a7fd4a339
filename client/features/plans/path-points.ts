import { isNewer, yearPoint } from '../../../shared/plan-period.ts';
import type { PlanItemView, PlanValueWire } from '../../../shared/plan-wire.ts';

/** Of each period the revision that holds; what was taken back is none. */
export function holdingOf(values: readonly PlanValueWire[]): PlanValueWire[] {
  const last = new Map<string, PlanValueWire>();
  for (const each of values) {
    const key = `${each.kind} ${each.period}`;
    if ((last.get(key)?.revision ?? 0) < each.revision) last.set(key, each);
  }
  return [...last.values()].filter(({ value, judged }) => value !== null || judged !== null);
}

/** What was measured, one value a day, in the order of time. */
export function measuredOf(values: readonly PlanValueWire[]): { day: string; period: string; value: number }[] {
  const byDay = new Map<string, PlanValueWire>();
  for (const each of holdingOf(values)) {
    const before = byDay.get(each.asOf);
    if (each.kind === 'measured' && (!before || isNewer(each, before))) byDay.set(each.asOf, each);
  }
  return [...byDay.values()]
    .sort((a, b) => (a.asOf < b.asOf ? -1 : 1))
    .flatMap(({ asOf, period, value }) => (value === null ? [] : [{ day: asOf, period, value }]));
}

type Path = PlanItemView['path'];
/** What the path asks for on a day, straight between its corners; null = before it begins. */
export function askedOn(path: Path, day: string): { low: number | null; high: number | null } | null {
  const at = yearPoint(day);
  const next = path.findIndex((corner) => yearPoint(corner.day) >= at);
  if (next === -1) return path.at(-1) ?? null;
  const [before, after] = [path[next - 1], path[next]!];
  if (yearPoint(after.day) === at) return after;
  if (!before) return null;
  const [from, to] = [yearPoint(before.day), yearPoint(after.day)];
  const between = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? a : a + ((b - a) * (at - from)) / (to - from);
  return { low: between(before.low, after.low), high: between(before.high, after.high) };
}
