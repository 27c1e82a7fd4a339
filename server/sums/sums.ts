import { type Figures, viewKey } from '../../shared/live.ts';
import type { View } from '../../shared/live-wire.ts';
import { presetWindow, type LocalTime } from '../../shared/local-time.ts';
import type { RatesBy } from '../../shared/rates-by.ts';
import type { Durations, RatesRow, SeriesPoint, Summary } from '../../shared/summary.ts';
import { SEVERITIES, type Severity } from '../../shared/terms.ts';
import type { TailListener } from '../app/ports.ts';
import { facetChanges, type FacetCount } from '../domain/facets.ts';
import { groupTree, type GroupMembers } from '../domain/groups.ts';
import type { Tree } from '../domain/tree.ts';
import { cellChanges, type KindCount } from '../domain/weigh.ts';
import { breakdownOf } from './breakdown.ts';
import { cubes, hourHorizon } from './cubes.ts';
import { detailOf } from './detail.ts';
import { durationsOf } from './durations.ts';
import { toRates, toTotals } from './figures.ts';
import { heldByCubes, heldByDetail, type Held } from './held.ts';
import { cohortEnd, toHours, type Window } from './hours.ts';
import { fillFrom, imageOf, type SumsImage } from './image.ts';
import { listCount, type ListCountAsk } from './list-count.ts';
import type { Stretch } from './node-sums.ts';
import type { NodeVectors } from './node-vectors.ts';
import type { BreakdownBy, Filter, SumsSource } from './ports.ts';
import { ratesTableOf } from './rates-table.ts';
import { seriesOf } from './series.ts';
import { isEverything, type Selection } from './slots.ts';
import { toSummary } from './to-summary.ts';
import { vectorsOf } from './vectors.ts';

/** All cubes together; detail that does not fit is not kept, and the database answers instead. */
const BYTES_MOST = 200 * 2 ** 20;

export interface SumsDeps {
  time: LocalTime;
  tree(): Tree;
  now(): number;
  source: SumsSource;
}

/** Reads memory as it is, without the stored cells. */
export interface MemorySums {
  seq(): number;
  stocksAtMs: number;
  sum(node: string, stretch: Stretch, into: Float64Array): void;
  stocks(node: string): Int32Array | null;
  durations(node: string, kind: 0 | 1 | 2, fromMs: number, toMs: number): Int32Array | null;
  hoursFromMs: number;
  /** Cells of whole days once more, by category and severity; false = they are not kept. */
  kinds(fromMs: number, toMs: number, tell: (count: KindCount & { place: string }) => void): boolean;
}

type SeriesAsked = [metric: string, bucket: 'hour' | 'day', window: Window, filter: Filter];
type BreakdownAsked = [by: BreakdownBy, window: Window, filter: Filter];
interface KeyCount {
  key: string;
  count: number;
}

interface RatesFound extends Window {
  cohortTo: number;
  seq: number;
  rows: Omit<RatesRow, 'name'>[];
}

/** Every figure of every node, from memory fed by the log tail, from stored cells where memory keeps none. */
export interface Sums {
  onChanges: TailListener;
  /** Stored cells of a place and an hour at start, and what breakdowns count; `startedAt` names the log position they stand for. */
  load(place: string, hourMs: number, counts: readonly KindCount[]): void;
  loadFacets(count: FacetCount): void;
  startedAt(seq: number): void;
  /** All of it as it is at this instant, written down bit by bit while it goes on. */
  image(breathe: () => Promise<void>): Promise<SumsImage>;
  /** Instead of `load` and `startedAt`: goes on from an image. @throws RangeError when it cannot be read; nothing is changed then */
  resume(image: Omit<SumsImage, 'parts'>, bytes: Buffer): void;
  seq(): number;
  summary(area: string, window: Window, filter: Filter): Promise<Summary>;
  /** In the shape of an area's: nothing is its own, and each member is counted once, for as long as it exists. */
  groupSummary(group: GroupMembers, window: Window, filter: Filter): Promise<Summary>;
  series(area: string, ...asked: SeriesAsked): Promise<SeriesPoint[]>;
  groupSeries(group: GroupMembers, ...asked: SeriesAsked): Promise<SeriesPoint[]>;
  breakdown(area: string, ...asked: BreakdownAsked): Promise<KeyCount[]>;
  groupBreakdown(group: GroupMembers, ...asked: BreakdownAsked): Promise<KeyCount[]>;
  /** The figures of an area by category, its department or severity; most received first. */
  ratesBy(area: string, by: RatesBy, window: Window, filter: Filter): Promise<RatesFound>;
  /** How many incidents a list has, exercises aside; null = the rows must be counted. */
  listCount(ask: ListCountAsk): number | null;
  figures(area: string, view: View, parts: 'stocks' | 'all', children: ReadonlySet<string> | 'all'): Promise<Figures>;
  /** What memory holds, for `verify`. */
  memory(): MemorySums;
  bytes(): number;
  /** Forgets old hours, bit by bit. */
  prune(breathe: () => Promise<void>): Promise<void>;
}

export function buildSums({ time, tree, now, source }: SumsDeps): Sums {
  const memory = cubes(time, tree, now);
  const detail = detailOf(time, tree, now);
  let seq = 0;

  const bytes = (): number => memory.bytes() + detail.bytes();
  function load(place: string, hourMs: number, counts: readonly KindCount[]): void {
    const sums = new Map<number, number>();
    for (const { metric, n } of counts) sums.set(metric, (sums.get(metric) ?? 0) + n);
    for (const [metric, n] of sums) memory.add(place, hourMs, metric, n);
    detail.add(place, hourMs, counts);
  }
  const onChanges: TailListener = (changes) => {
    for (const { event, before, after } of changes) {
      if (event.seq <= seq) continue;
      for (const cell of cellChanges(before, after, time.hourOf)) {
        memory.add(cell.place, cell.hourMs, cell.metric, cell.n);
        detail.add(cell.place, cell.hourMs, [cell]);
      }
      for (const count of facetChanges(before, after, time.hourOf)) detail.addFacets(count);
      seq = event.seq;
    }
  };
  function startedAt(at: number): void {
    for (const _ of detail.packing());
    if (bytes() > BYTES_MOST) detail.drop();
    seq = at;
  }

  const selectionOf = async (filter: Filter): Promise<Selection> => ({
    categories: await source.categoriesOf(filter),
    severities: filter.severity ? filter.severity.split(',').map((name) => SEVERITIES.indexOf(name as Severity)) : null,
  });

  /** What memory can say of a node of this tree; null = nothing. */
  function heldFor(of: Tree, selection: Selection, wanted: ReadonlySet<string> | 'all'): Held | null {
    const deps = { time, tree: of, now, memory, detail, wanted };
    if (of === tree() && isEverything(selection)) return heldByCubes(deps);
    return detail.isKept() ? heldByDetail(deps, selection) : null;
  }

  const vectors = (
    of: Tree,
    area: string,
    selection: Selection,
    window: Window & { cohortTo: number },
    wanted: ReadonlySet<string> | 'all',
  ) =>
    vectorsOf(
      { area, ...window, ...selection },
      { time, tree: of, source, held: heldFor(of, selection, wanted), stocksAtMs: memory.stocksAtMs },
    );

  const durations = (of: Tree, area: string, window: Window, selection: Selection): Promise<Durations> =>
    durationsOf(
      { of, area, selection, ...window },
      { time, nowMs: now(), source, detail, memory: of === tree() && isEverything(selection) ? memory : null },
    );

  let turn = Promise.resolve();
  /** Many filtered views want their figures at once: each has a turn of the loop of its own, and others come in between. */
  const nextTurn = (): Promise<void> => (turn = turn.then(() => new Promise((resolve) => setImmediate(resolve))));

  async function summaryIn(of: Tree, area: string, asked: Window, filter: Filter): Promise<Summary> {
    const window = toHours(asked, time);
    const cohortTo = cohortEnd(window.toMs, now(), time);
    const selection = await selectionOf(filter);
    const known = await durations(of, area, window, selection);
    const found = await vectors(of, area, selection, { ...window, cohortTo }, 'all');
    // Its seq and its counts are of one instant.
    return toSummary({ area, window, cohortTo, nowMs: now(), seq, found: found(), durations: known, tree: of });
  }

  async function seriesIn(
    within: Tree,
    area: string,
    nodes: readonly string[],
    ...[metric, bucket, asked, filter]: SeriesAsked
  ): Promise<SeriesPoint[]> {
    const query = { area, nodes, metric, bucket, window: toHours(asked, time), selection: await selectionOf(filter) };
    return seriesOf(query, { time, tree: within, nowMs: now(), source, memory, detail });
  }
  async function breakdownIn(within: Tree, area: string, ...[by, asked, filter]: BreakdownAsked): Promise<KeyCount[]> {
    const ask = { area, by, window: toHours(asked, time), selection: await selectionOf(filter) };
    return breakdownOf(ask, { time, tree: within, nowMs: now(), source, detail });
  }

  return {
    onChanges,
    load,
    loadFacets: detail.addFacets,
    startedAt,
    async image(breathe) {
      const firstHour = memory.firstHour();
      const at = { seq, firstHourMs: Number.isFinite(firstHour) ? firstHour : null, hoursFromMs: hourHorizon(time, now()) };
      return { ...at, parts: await imageOf(memory, detail, breathe) };
    },
    resume(image, kept) {
      fillFrom(kept, memory, detail);
      if (image.firstHourMs !== null) memory.startAt(image.firstHourMs);
      memory.prune();
      startedAt(image.seq);
    },
    seq: () => seq,
    memory: () => ({
      seq: () => seq,
      stocksAtMs: memory.stocksAtMs,
      sum: memory.sum,
      stocks: memory.stocks,
      durations: memory.durations,
      hoursFromMs: hourHorizon(time, now()),
      kinds: detail.cells,
    }),
    bytes,
    async prune(breathe) {
      memory.prune();
      for (const _ of detail.packing()) await breathe();
      if (bytes() > BYTES_MOST) detail.drop();
    },

    summary: (area, asked, filter) => summaryIn(tree(), area, asked, filter),
    groupSummary: (group, asked, filter) => summaryIn(groupTree(group, tree()), group.code, asked, filter),

    async figures(area, view, parts, wanted) {
      const window = presetWindow(view.window, now(), time);
      const isAll = parts === 'all';
      const cohortTo = cohortEnd(window.toMs, now(), time);
      const selection = await selectionOf(view);
      if (!isEverything(selection)) await nextTurn();
      const known = isAll ? await durations(tree(), area, window, selection) : null;
      const gathered = await vectors(tree(), area, selection, { ...window, cohortTo }, wanted);
      const at = seq;
      const found: NodeVectors = gathered();
      return {
        area,
        view: viewKey(view),
        seq: at,
        asOfMs: now(),
        ...window,
        totals: toTotals(found.area.flows, found.area.stocks),
        ...(known ? { rates: toRates(found.area.cohorts, found.area.flows), durations: known } : {}),
        children: found.children
          .filter(({ code }) => wanted === 'all' || wanted.has(code))
          .map(({ code, cohorts, flows, stocks }) => ({
            area: code,
            totals: toTotals(flows, stocks),
            ...(isAll ? { rates: toRates(cohorts, flows) } : {}),
          })),
      };
    },

    series: (area, ...asked) => seriesIn(tree(), area, [area], ...asked),
    groupSeries: (group, ...asked) => seriesIn(groupTree(group, tree()), group.code, group.members, ...asked),
    breakdown: (area, ...asked) => breakdownIn(tree(), area, ...asked),
    groupBreakdown: (group, ...asked) => breakdownIn(groupTree(group, tree()), group.code, ...asked),
    async ratesBy(area, by, asked, filter) {
      const window = toHours(asked, time);
      const cohortTo = cohortEnd(window.toMs, now(), time);
      const query = { area, by, ...window, cohortTo, ...(await selectionOf(filter)) };
      const deps = { time, tree: tree(), nowMs: now(), source, detail, stocksAtMs: memory.stocksAtMs };
      const found = await ratesTableOf(query, deps);
      const rows = [...found()].map(([key, { flows, cohorts, stocks }]) => ({
        key,
        totals: toTotals(flows, stocks),
        rates: toRates(cohorts, flows),
      }));
      const isAnything = ({ totals, rates }: (typeof rows)[number]): boolean =>
        Object.values(totals).some((n) => n !== 0) || Object.values(rates).some(({ n, noDue, suspended }) => n + noDue + suspended !== 0);
      return {
        ...window,
        cohortTo,
        seq,
        rows: rows.filter(isAnything).sort((a, b) => b.totals.received - a.totals.received || (a.key < b.key ? -1 : 1)),
      };
    },
    listCount: (ask) => listCount(ask, { time, tree: tree(), nowMs: now(), stocksAtMs: memory.stocksAtMs, detail }),
  };
}
