import type { LocalTime } from '../../shared/local-time.ts';
import { SEVERITIES } from '../../shared/terms.ts';
import { metricIndex } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { isInMemory, stretches } from './cubes.ts';
import type { Detail, Part } from './detail.ts';
import type { Window } from '../domain/hours.ts';
import type { BreakdownBy, SumsSource } from './ports.ts';
import type { Selection } from './slots.ts';
import { placesOf } from './vectors.ts';

export interface BreakdownAsk {
  area: string;
  by: BreakdownBy;
  /** Whole local hours. */
  window: Window;
  selection: Selection;
}
export interface BreakdownDeps {
  time: LocalTime;
  tree: Tree;
  nowMs: number;
  source: SumsSource;
  detail: Detail;
}
const RECEIVED = metricIndex('received');

/** Incidents received in the window, counted by one of their fields; most first. Each counts where it lay when it came in. */
export async function breakdownOf(
  { area, by, window, selection }: BreakdownAsk,
  deps: BreakdownDeps,
): Promise<{ key: string; count: number }[]> {
  const { time, tree, nowMs, source, detail } = deps;
  const counts = new Map<string, number>();
  const add = (key: string, n: number): void => void counts.set(key, (counts.get(key) ?? 0) + n);
  const isHeld = (part: Part): boolean => detail.isKept() && part.kind !== 'stocks' && isInMemory(part, time, nowMs);
  const all = stretches(window.fromMs, window.toMs, time);
  const parts = all
    .filter((part) => !isHeld(part))
    .flatMap(({ fromMs, toMs }) => tree.epochs(fromMs, toMs))
    .map(([fromMs, toMs]) => ({ places: placesOf(tree, area, fromMs), fromMs, toMs }));
  const departments = by === 'department' ? await source.departments() : null;
  if (parts.length > 0) for (const { key, count } of await source.breakdown({ parts, by, ...selection })) add(key, count);
  // From here on nothing waits.
  const named = (category: string, value: string): string =>
    by === 'department' && value === '' ? (departments?.get(category) ?? '') : value;
  const slots = detail.slots();
  for (const part of all.filter(isHeld)) {
    detail.each(tree, area, { ...part, isWhole: true }, selection, () => (_, pair, slot, n) => {
      const [category, severity] = slots.pairAt(pair);
      if (slot === RECEIVED) {
        if (by === 'category') add(category, n);
        else if (by === 'severity') add(SEVERITIES[severity]!, n);
        else add(named(category, slots.usual(by, category)), n);
        return;
      }
      const facet = slots.facetAt(slot);
      if (facet === null || facet[0] !== by) return;
      add(named(category, facet[1]), n);
      add(named(category, slots.usual(by, category)), -n);
    });
  }
  return [...counts]
    .filter(([, count]) => count !== 0)
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
