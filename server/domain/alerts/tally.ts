import { LEVELS, type Level } from '../../../shared/alert-terms.ts';
import type { AlertCounts, AlertTally } from '../../../shared/alert-tally.ts';
import type { Tier } from '../../../shared/terms.ts';
import type { Tree } from '../tree.ts';
import type { Alert } from './alert.ts';
import { partsInForce } from './standing.ts';

/** As it is counted: a colour, or none. */
type Mark = Level | 'none';
const MARKS: readonly Mark[] = [...LEVELS, 'none'];
const noCounts = (): AlertCounts => ({ red: 0, orange: 0, yellow: 0, blue: 0, none: 0 });
const graver = (a: Mark | undefined, b: Mark): Mark => (a === undefined || MARKS.indexOf(b) < MARKS.indexOf(a) ? b : a);

/** The highest level of one alert at each area that it holds at now. */
function marksOf(alert: Alert, nowMs: number): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { level, areas } of partsInForce(alert, nowMs))
    for (const { code } of areas) marks.set(code, graver(marks.get(code), level ?? 'none'));
  return marks;
}

const sizes = new WeakMap<Tree, Map<string, [Tier, number][]>>();
/** How many areas of each tier lie below an area: every summary asks for it, and it changes with the tree alone. */
function tiersBelow(tree: Tree, area: string, nowMs: number): readonly [Tier, number][] {
  const known = sizes.get(tree) ?? new Map<string, [Tier, number][]>();
  sizes.set(tree, known);
  const key = `${tree.epochOf(nowMs)} ${area}`;
  const found = known.get(key);
  if (found) return found;
  const counted = new Map<Tier, number>();
  for (const code of tree.subtree(area, nowMs)) {
    if (code === area) continue;
    const { tier } = tree.row(code, nowMs)!;
    counted.set(tier, (counted.get(tier) ?? 0) + 1);
  }
  const below = [...counted];
  known.set(key, below);
  return below;
}

/**
 * How many alerts hold at an area, and how many areas of each tier below stand at which level. Alerts are not added up (one of them over five
 * districts is one); areas are: what stands below an area is the sum of what stands below its children, and of these. Exercises warn nobody.
 */
export function tallyOf(alerts: readonly Alert[], tree: Tree, nowMs: number): (code: string) => AlertTally {
  const held = alerts.filter(({ isExercise }) => !isExercise).map((alert) => marksOf(alert, nowMs));
  const highest = new Map<string, Mark>();
  for (const marks of held) for (const [code, mark] of marks) highest.set(code, graver(highest.get(code), mark));
  return (area) => {
    const counts = noCounts();
    for (const marks of held) {
      const mark = marks.get(area);
      if (mark !== undefined) counts[mark] += 1;
    }
    const tiers = new Map(tiersBelow(tree, area, nowMs).map(([tier, areas]) => [tier, { tier, areas, counts: noCounts() }]));
    for (const [code, mark] of highest) {
      const row = code === area ? undefined : tree.row(code, nowMs);
      if (row && tree.isWithin(area, code, nowMs)) tiers.get(row.tier)!.counts[mark] += 1;
    }
    return { counts, tiers: [...tiers.values()] };
  };
}
