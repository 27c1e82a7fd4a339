import type { LocalTime } from '../../shared/local-time.ts';
import type { Summary } from '../../shared/summary.ts';
import { groupTree, type GroupMembers } from '../domain/groups.ts';
import type { Tree } from '../domain/tree.ts';
import { addStored, noCounts, toDurations } from './durations.ts';
import { filteredSums, placesOf } from './filtered.ts';
import { cohortEnd, toHours, type Window } from './hours.ts';
import type { Filter, SumsSource } from './ports.ts';
import { toSummary } from './to-summary.ts';

export interface GroupSumsDeps {
  time: LocalTime;
  tree: Tree;
  source: SumsSource;
  nowMs: number;
  /** The log position that the stored cells have reached at least. */
  seq: number;
}

/**
 * The summary of a named set of areas, in the shape of an area's: nothing is its own, and each member is counted once, for as
 * long as it exists. From the stored cells: a group is no node, so memory holds none of it.
 */
export async function groupSummary(group: GroupMembers, asked: Window, filter: Filter, deps: GroupSumsDeps): Promise<Summary> {
  const { time, source, nowMs, seq } = deps;
  const tree = groupTree(group, deps.tree);
  const window = toHours(asked, time);
  const cohortTo = cohortEnd(window.toMs, nowMs, time);
  const categories = await source.categoriesOf(filter);
  const queries = tree
    .epochs(window.fromMs, window.toMs)
    .map(([fromMs, toMs]) => ({ places: placesOf(tree, group.code, fromMs), fromMs, toMs, categories }));
  const counts = noCounts();
  for (const query of queries) await addStored(counts, query, source);
  const durations = await toDurations(counts, queries, source);
  const found = await filteredSums(source, tree, group.code, { ...window, cohortTo, stocksAtMs: nowMs, categories });
  return toSummary({ area: group.code, window, cohortTo, nowMs, seq, found, durations, tree });
}
