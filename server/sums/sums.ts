import { type Figures, viewKey } from '../../shared/live.ts';
import type { View } from '../../shared/live-wire.ts';
import { presetWindow, type LocalTime } from '../../shared/local-time.ts';
import type { RatesBy } from '../../shared/measures.ts';
import type { Durations, RatesRow, SeriesPoint, Summary, SummaryBy } from '../../shared/summary.ts';
import { SEVERITIES, type Severity } from '../../shared/terms.ts';
import type { TailListener } from '../app/ports.ts';
import { facetChanges, type FacetCount } from '../domain/facets.ts';
import { groupTree, type GroupMembers } from '../domain/groups.ts';
import type { Tree } from '../domain/tree.ts';
import { movedChanges } from '../domain/moved.ts';
import { cellChanges, type KindCount } from '../domain/weigh.ts';
import { breakdownOf } from './breakdown.ts';
import { hourHorizon } from './cubes.ts';
import { durationsByBuckets, durationsOf, type DurationsAsk } from './durations.ts';
import { toRates, toTotals } from './figures.ts';
import { heldByCubes, heldByDetail, type Held } from './held.ts';
import { cohortEnd, toHours, type Window } from '../domain/hours.ts';
import { fillFrom, imageOf, type SumsImage } from './image.ts';
import { layerOf, type Layer } from './layer.ts';
import { listCount, type ListCountAsk } from './list-count.ts';
import type { Stretch } from './node-sums.ts';
import { together, type NodeVectors } from './node-vectors.ts';
import type { BreakdownBy, Filter, SumsSource } from './ports.ts';
import { ratesTableOf, toRatesRows } from './rates-table.ts';
import { seriesOf } from './series.ts';
import { isEverything, type Selection } from './slots.ts';
import { toSummary } from './to-summary.ts';
import { unitRatesOf } from './unit-rates.ts';
import { vectorsOf } from './vectors.ts';

/** All cubes together; detail that does not fit, that of what is moved first, is not kept, and the database answers instead. */
const BYTES_MOST = 200 * 2 ** 20;

export interface SumsDeps {
  time: LocalTime;
  tree(): Tree;
  now(): number;
  source: SumsSource;
}

/** Reads memory as it is, without the stored cells. */
interface MemoryPart {
  stocksAtMs: number;
  sum(node: string, stretch: Stretch, into: Float64Array): void;
  stocks(node: string): Int32Array | null;
  durations(node: string, kind: 0 | 1 | 2, fromMs: number, toMs: number): Int32Array | null;
  /** Cells of whole days once more, by category and severity; false = they are not kept. */
  kinds(fromMs: number, toMs: number, tell: (count: KindCount & { place: string }) => void): boolean;
}
export interface MemorySums extends MemoryPart {
  seq(): number;
  hoursFromMs: number;
  moved: MemoryPart;
}

type SummaryAsked = [window: Window, filter: Filter, by?: SummaryBy];
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
  /** Stored cells at start, and what breakdowns count; `startedAt` names the log position they stand for. */
  load: Record<'cells' | 'moved', Layer['load']> & { facets(count: FacetCount): void };
  startedAt(seq: number): void;
  /** All of it as it is at this instant, written down bit by bit while it goes on. */
  image(breathe: () => Promise<void>): Promise<SumsImage>;
  /** Instead of `load` and `startedAt`: goes on from an image. @throws RangeError when it cannot be read; nothing is changed then */
  resume(image: Omit<SumsImage, 'parts'>, bytes: Buffer): void;
  seq(): number;
  summary(area: string, ...asked: SummaryAsked): Promise<Summary>;
  /** In the shape of an area's: nothing is its own, and each member is counted once, for as long as it exists. */
  groupSummary(group: GroupMembers, ...asked: SummaryAsked): Promise<Summary>;
  series(area: string, ...asked: SeriesAsked): Promise<SeriesPoint[]>;
  groupSeries(group: GroupMembers, ...asked: SeriesAsked): Promise<SeriesPoint[]>;
  breakdown(area: string, ...asked: BreakdownAsked): Promise<KeyCount[]>;
  groupBreakdown(group: GroupMembers, ...asked: BreakdownAsked): Promise<KeyCount[]>;
  /** The figures of an area by category, its department or severity; most received first. */
  ratesBy(area: string, by: RatesBy, window: Window, filter: Filter, dimension?: SummaryBy): Promise<RatesFound>;
  /** The figures of units, or of units together: `keys` names each unit's row. Counted by who held it then. */
  unitRates(keys: ReadonlyMap<string, string>, window: Window, filter: Filter): Promise<RatesFound>;
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
  const placed = layerOf(time, tree, now);
  /** By how much sums by responsibility differ: all that is asked of them is the two together. */
  const moved = layerOf(time, tree, now);
  const layers = [placed, moved] as const;
  const { memory, detail } = placed;
  let seq = 0;

  const bytes = (): number => placed.bytes() + moved.bytes();
  const fit = (): void => {
    for (const each of [moved, placed]) if (bytes() > BYTES_MOST) each.detail.drop();
  };
  const onChanges: TailListener = (changes) => {
    for (const { event, before, after } of changes) {
      if (event.seq <= seq) continue;
      placed.add(cellChanges(before, after, time.hourOf));
      moved.add(movedChanges(before, after, time.hourOf));
      for (const count of facetChanges(before, after, time.hourOf)) detail.addFacets(count);
      seq = event.seq;
    }
  };
  function startedAt(at: number): void {
    for (const each of layers) {
      each.detail.loaded();
      for (const _ of each.detail.packing());
    }
    fit();
    seq = at;
  }

  const selectionOf = async (filter: Filter): Promise<Selection> => ({
    categories: await source.categoriesOf(filter),
    severities: filter.severity ? filter.severity.split(',').map((name) => SEVERITIES.indexOf(name as Severity)) : null,
  });

  /** What memory can say of a node of this tree; null = nothing. */
  function heldFor(layer: Layer, of: Tree, selection: Selection, wanted: ReadonlySet<string> | 'all'): Held | null {
    const deps = { time, tree: of, now, memory: layer.memory, detail: layer.detail, wanted };
    if (of === tree() && isEverything(selection)) return heldByCubes(deps);
    return layer.detail.isKept() ? heldByDetail(deps, selection) : null;
  }

  const vectors = (
    of: Tree,
    area: string,
    selection: Selection,
    window: Window & { cohortTo: number },
    wanted: ReadonlySet<string> | 'all',
    kind: 'placed' | 'moved' = 'placed',
  ) => {
    const [layer, cells] = kind === 'placed' ? [placed, source] : [moved, source.moved];
    const { stocksAtMs } = layer.memory;
    const held = heldFor(layer, of, selection, wanted);
    return vectorsOf({ area, ...window, ...selection }, { time, tree: of, source: cells, held, stocksAtMs });
  };

  function durations(ask: DurationsAsk, by: SummaryBy): Promise<Durations> {
    const isAsTheyStand = ask.of === tree() && isEverything(ask.selection);
    const from = (layer: Layer) => ({ time, nowMs: now(), detail: layer.detail, memory: isAsTheyStand ? layer.memory : null });
    const ofPlaces = { ...from(placed), source };
    if (by === 'location') return durationsOf(ask, ofPlaces);
    return durationsByBuckets(ask, [ofPlaces, { ...from(moved), source: source.moved }]);
  }

  let turn = Promise.resolve();
  /** Many filtered views want their figures at once: each has a turn of the loop of its own, and others come in between. */
  const nextTurn = (): Promise<void> => (turn = turn.then(() => new Promise((resolve) => setImmediate(resolve))));

  async function summaryIn(of: Tree, area: string, ...[asked, filter, by = 'location']: SummaryAsked): Promise<Summary> {
    const window = toHours(asked, time);
    const cohortTo = cohortEnd(window.toMs, now(), time);
    const selection = await selectionOf(filter);
    const known = await durations({ of, area, selection, ...window }, by);
    const counted = await vectors(of, area, selection, { ...window, cohortTo }, 'all');
    const shifted = by === 'responsible' ? await vectors(of, area, selection, { ...window, cohortTo }, 'all', 'moved') : null;
    // Its seq and its counts are of one instant.
    const found = shifted ? together(counted(), shifted()) : counted();
    return toSummary({ area, by, window, cohortTo, nowMs: now(), seq, found, durations: known, tree: of });
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
    load: { cells: placed.load, moved: moved.load, facets: detail.addFacets },
    startedAt,
    async image(breathe) {
      const firstHour = memory.firstHour();
      const at = { seq, firstHourMs: Number.isFinite(firstHour) ? firstHour : null, hoursFromMs: hourHorizon(time, now()) };
      return { ...at, parts: await imageOf(layers, breathe) };
    },
    resume(image, kept) {
      fillFrom(kept, layers);
      if (image.firstHourMs !== null) memory.startAt(image.firstHourMs);
      for (const each of layers) each.memory.prune();
      startedAt(image.seq);
    },
    seq: () => seq,
    memory: () => ({
      ...partOf(placed),
      moved: partOf(moved),
      seq: () => seq,
      hoursFromMs: hourHorizon(time, now()),
    }),
    bytes,
    async prune(breathe) {
      for (const each of layers) each.memory.prune();
      for (const each of layers) for (const _ of each.detail.packing()) await breathe();
      fit();
    },

    summary: (area, ...asked) => summaryIn(tree(), area, ...asked),
    groupSummary: (group, ...asked) => summaryIn(groupTree(group, tree()), group.code, ...asked),

    async figures(area, view, parts, wanted) {
      const window = presetWindow(view, now(), time);
      const isAll = parts === 'all';
      const cohortTo = cohortEnd(window.toMs, now(), time);
      const selection = await selectionOf(view);
      if (!isEverything(selection)) await nextTurn();
      const known = isAll ? await durations({ of: tree(), area, selection, ...window }, 'location') : null;
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
    async ratesBy(area, by, asked, filter, dimension = 'location') {
      const window = toHours(asked, time);
      const cohortTo = cohortEnd(window.toMs, now(), time);
      const query = { area, by, ...window, cohortTo, ...(await selectionOf(filter)) };
      const added = [{ detail, source }, ...(dimension === 'responsible' ? [{ detail: moved.detail, source: source.moved }] : [])];
      const deps = { time, tree: tree(), nowMs: now(), departments: source.departments, layers: added, stocksAtMs: memory.stocksAtMs };
      const found = await ratesTableOf(query, deps);
      return { ...window, cohortTo, seq, rows: toRatesRows(found()) };
    },
    async unitRates(keys, asked, filter) {
      const window = toHours(asked, time);
      const cohortTo = cohortEnd(window.toMs, now(), time);
      const found = await unitRatesOf({ keys, ...window, cohortTo, ...(await selectionOf(filter)) }, source);
      return { ...window, cohortTo, ...found };
    },
    listCount: (ask) => listCount(ask, { time, tree: tree(), nowMs: now(), stocksAtMs: memory.stocksAtMs, detail }),
  };
}

const partOf = ({ memory, detail }: Layer): MemoryPart => ({
  stocksAtMs: memory.stocksAtMs,
  sum: memory.sum,
  stocks: memory.stocks,
  durations: memory.durations,
  kinds: detail.cells,
});
