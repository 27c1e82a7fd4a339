import type { LocalTime } from '../../shared/local-time.ts';
import { isOpen, STATUSES } from '../../shared/terms.ts';
import { METRIC_COUNT, metricIndex } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import { isInMemory, stretches } from './cubes.ts';
import type { Detail } from './detail.ts';
import type { Window } from '../domain/hours.ts';
import type { Selection } from './slots.ts';

/** What of a list's filters decides how many rows it has. */
export interface ListCountAsk extends Selection {
  /** Null = no area of the tree, as a group is. */
  area: string | null;
  statuses: readonly string[] | 'open' | null;
  overdue: boolean | null;
  suspended: boolean | null;
  window: (Window & { by: 'reportedAt' | 'dueAt' | 'closedAt' }) | null;
  ids: unknown;
  numbers: unknown;
  text: unknown;
  near: unknown;
  view: unknown;
  /** null = the whole city. */
  places: readonly string[] | null;
  /** Also rows of this unit, wherever they lie. */
  partyUnit: string | null;
}
export interface ListCountDeps {
  time: LocalTime;
  tree: Tree;
  nowMs: number;
  stocksAtMs: number;
  detail: Detail;
}
const RECEIVED = metricIndex('received');
const DAY_MS = 86_400_000;
const OPEN_STATUSES = STATUSES.filter(isOpen);

/**
 * How many incidents a list has, exercises aside, where memory knows: open ones as stocks; those received in whole hours by
 * their state, as long as the tree has stood still since, for a list goes by where an incident lies now. Null = count the rows.
 */
export function listCount(ask: ListCountAsk, deps: ListCountDeps): number | null {
  const { area, ids, numbers, text, near, view, places, partyUnit, ...asked } = ask;
  const isByFilterAlone = [ids, numbers, text, near, view].every((each) => each === null) && (places === null || partyUnit === null);
  if (area === null || !isByFilterAlone || !deps.detail.isKept()) return null;
  const { window, ...rest } = { area, ...asked };
  if (window === null) return rest.statuses === 'open' ? countOpen(rest, deps) : null;
  const isPlain = rest.overdue === null && rest.suspended === null && window.by === 'reportedAt';
  return isPlain ? countReceived(rest, window, deps) : null;
}

type InArea = Selection & Pick<ListCountAsk, 'statuses' | 'overdue' | 'suspended'> & { area: string };
function countOpen({ area, overdue, suspended, ...selection }: InArea, { tree, stocksAtMs, detail }: ListCountDeps): number | null {
  if (overdue === false || suspended === false || (overdue && suspended)) return null;
  const stock = metricIndex(overdue ? 'overdue' : suspended ? 'suspended' : 'open');
  let count = 0;
  detail.each(tree, area, { kind: 'stocks', atMs: stocksAtMs }, selection, () => (_, __, slot, n) => {
    if (slot === stock) count += n;
  });
  return count;
}

function countReceived(
  { area, statuses, ...selection }: InArea,
  { fromMs, toMs }: Window,
  { time, tree, nowMs, detail }: ListCountDeps,
): number | null {
  const isWhole = fromMs < toMs && toMs <= nowMs + DAY_MS && time.hourOf(fromMs) === fromMs && time.hourOf(toMs) === toMs;
  if (!isWhole || tree.epochOf(fromMs) !== tree.epochOf(nowMs)) return null;
  const parts = stretches(fromMs, toMs, time);
  if (!parts.every((part) => isInMemory(part, time, nowMs))) return null;
  const slots = detail.slots();
  const wanted = statuses === null ? null : new Set<string>(statuses === 'open' ? OPEN_STATUSES : statuses);
  const isClosedWanted = wanted === null || wanted.has('closed');
  let count = 0;
  for (const part of parts)
    detail.each(tree, area, { ...part, isWhole: true }, selection, () => (_, __, slot, n) => {
      if (slot === RECEIVED) {
        if (isClosedWanted) count += n;
        return;
      }
      if (slot < METRIC_COUNT || wanted === null) return;
      const facet = slots.facetAt(slot);
      if (facet?.[0] !== 'status') return;
      // Who is in another state was counted as closed above.
      count += n * ((wanted.has(facet[1]) ? 1 : 0) - (isClosedWanted ? 1 : 0));
    });
  return count;
}
