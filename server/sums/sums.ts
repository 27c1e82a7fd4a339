import type { Figures, View } from '../../shared/live.ts';
import { viewKey } from '../../shared/live.ts';
import { presetWindow, type LocalTime } from '../../shared/local-time.ts';
import { FLOWS, RATES, type Durations, type RateName, type SeriesPoint, type Summary, type TotalName } from '../../shared/summary.ts';
import type { TailListener } from '../app/ports.ts';
import { METRIC_COUNT } from '../domain/metrics.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Tree } from '../domain/tree.ts';
import { cellChanges } from '../domain/weigh.ts';
import { cubes, hourHorizon, isInMemory, stretches } from './cubes.ts';
import { addKept, addStored, noCounts, toDurations } from './durations.ts';
import { toRates, toTotals } from './figures.ts';
import { fillFrom, imageOf, type SumsImage } from './image.ts';
import { filteredSums, placesOf, type NodeVectors } from './filtered.ts';
import { addHours, addInto, cohortEnd, sumHours, toHours, type HourSums, type Window } from './hours.ts';
import type { Stretch } from './node-sums.ts';
import type { CellSum, Filter, SumsSource } from './ports.ts';
import { toSummary } from './to-summary.ts';

const HOUR_MS = 3_600_000;
const SERIES_MOST = 24 * 62;

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
}

/** Every figure of every node, from memory fed by the log tail, from stored cells where memory keeps none. */
export interface Sums {
  onChanges: TailListener;
  /** A stored cell at start; then `startedAt` names the log position that the cells stand for. */
  load(cell: CellSum): void;
  startedAt(seq: number): void;
  /** All of it as it is at this instant, written down bit by bit while it goes on. */
  image(breathe: () => Promise<void>): Promise<SumsImage>;
  /** Instead of `load` and `startedAt`: goes on from an image. @throws RangeError when it cannot be read; nothing is changed then */
  resume(image: Omit<SumsImage, 'parts'>, bytes: Buffer): void;
  seq(): number;
  summary(area: string, window: Window, filter: Filter): Promise<Summary>;
  series(area: string, metric: string, bucket: 'hour' | 'day', window: Window, filter: Filter): Promise<SeriesPoint[]>;
  figures(area: string, view: View, parts: 'stocks' | 'all', children: ReadonlySet<string> | 'all'): Promise<Figures>;
  /** What memory holds, for `verify`. */
  memory(): MemorySums;
  bytes(): number;
  prune(): void;
}

export function buildSums({ time, tree, now, source }: SumsDeps): Sums {
  const memory = cubes(time, tree, now);
  let seq = 0;

  const onChanges: TailListener = (changes) => {
    for (const { event, before, after } of changes) {
      if (event.seq <= seq) continue;
      for (const cell of cellChanges(before, after, time.hourOf)) memory.add(cell.place, cell.hourMs, cell.metric, cell.n);
      seq = event.seq;
    }
  };

  /** A node's metrics over a window, from memory. Nothing here waits: one answer speaks of one instant. */
  function vector(code: string, isOwn: boolean, { fromMs, toMs }: Window): Float64Array {
    const into = new Float64Array(METRIC_COUNT);
    for (const stretch of stretches(fromMs, toMs, time)) (isOwn ? memory.sumOwn : memory.sum)(code, stretch, into);
    return into;
  }
  const isHeld = ({ fromMs, toMs }: Window): boolean => stretches(fromMs, toMs, time).every((stretch) => isInMemory(stretch, time, now()));

  function vectorsFromMemory(area: string, window: Window, cohortTo: number, wanted: ReadonlySet<string> | 'all'): NodeVectors {
    const both = (code: string, isOwn: boolean, spans: readonly Window[]) => {
      const cohorts = new Float64Array(METRIC_COUNT);
      const flows = new Float64Array(METRIC_COUNT);
      for (const span of spans) {
        addInto(cohorts, vector(code, isOwn, { fromMs: span.fromMs, toMs: Math.min(span.toMs, cohortTo) }));
        addInto(flows, vector(code, isOwn, span));
      }
      return { cohorts, flows };
    };
    const rows = [];
    for (const code of childrenOf(area, window)) {
      if (wanted !== 'all' && !wanted.has(code)) continue;
      const spans = tree()
        .spans(code, area, window.fromMs, window.toMs)
        .map(([fromMs, toMs]) => ({ fromMs, toMs }));
      rows.push({ code, ...both(code, false, spans), stocks: stocksUnder(code, area) });
    }
    return {
      area: { ...both(area, false, [window]), stocks: memory.stocks(area) },
      own: { ...both(area, true, [window]), stocks: memory.ownStocks(area) },
      children: rows,
    };
  }

  const stocksUnder = (code: string, area: string): Int32Array | null =>
    tree().parent(code, memory.stocksAtMs) === area ? memory.stocks(code) : null;

  /** Every child of the window; and, since stocks are now whatever the window, whoever has some of the node's now. */
  function childrenOf(area: string, { fromMs, toMs }: Window): readonly string[] {
    const during = tree().childrenDuring(area, fromMs, toMs);
    const since = tree()
      .children(area, memory.stocksAtMs)
      .filter((code) => !during.includes(code) && memory.stocks(code)?.some((n) => n !== 0));
    return since.length === 0 ? during : [...during, ...since].sort();
  }

  /** Gives the figures of one instant; for chosen categories, or hours too old for memory, from the stored cells. */
  async function vectors(
    area: string,
    window: Window,
    cohortTo: number,
    categories: readonly string[] | null,
  ): Promise<NodeVectors | null> {
    if (categories === null && isHeld(window) && isHeld({ ...window, toMs: Math.min(window.toMs, cohortTo) })) return null;
    return filteredSums(source, tree(), area, { ...window, cohortTo, stocksAtMs: memory.stocksAtMs, categories });
  }

  /** Whole days of a node with children from memory, the rest from the stored cells. */
  async function durations(area: string, { fromMs, toMs }: Window, categories: readonly string[] | null): Promise<Durations> {
    const counts = noCounts();
    const queries = tree()
      .epochs(fromMs, toMs)
      .map(([from, to]) => ({ places: placesOf(tree(), area, from), fromMs: from, toMs: to, categories }));
    for (const query of queries) {
      for (const stretch of stretches(query.fromMs, query.toMs, time)) {
        const isKept = stretch.kind === 'days' && categories === null;
        if (!(isKept && addKept(counts, (kind) => memory.durations(area, kind, stretch.fromMs, stretch.toMs))))
          await addStored(counts, { ...query, fromMs: stretch.fromMs, toMs: stretch.toMs }, source);
      }
    }
    return toDurations(counts, queries, source);
  }

  /** Sums by hour from the stored cells, each epoch of the tree with the places that were below the node then. */
  async function hoursStored(area: string, { fromMs, toMs }: Window, categories: readonly string[] | null): Promise<HourSums> {
    const hours: HourSums = new Map();
    for (const [from, to] of tree().epochs(fromMs, toMs))
      addHours(hours, await source.cellSums({ places: placesOf(tree(), area, from), fromMs: from, toMs: to, categories }, true));
    return hours;
  }

  const iso = (ms: number): string => new Date(ms).toISOString();

  return {
    onChanges,
    load: (cell) => memory.add(cell.place, cell.hourMs, cell.metric, cell.n),
    startedAt: (at) => {
      seq = at;
    },
    async image(breathe) {
      const firstHour = memory.firstHour();
      const at = { seq, firstHourMs: Number.isFinite(firstHour) ? firstHour : null, hoursFromMs: hourHorizon(time, now()) };
      return { ...at, parts: await imageOf(memory, breathe) };
    },
    resume(image, bytes) {
      fillFrom(bytes, memory);
      if (image.firstHourMs !== null) memory.startAt(image.firstHourMs);
      memory.prune();
      seq = image.seq;
    },
    seq: () => seq,
    memory: () => ({
      seq: () => seq,
      stocksAtMs: memory.stocksAtMs,
      sum: memory.sum,
      stocks: memory.stocks,
      durations: memory.durations,
      hoursFromMs: hourHorizon(time, now()),
    }),
    bytes: memory.bytes,
    prune: memory.prune,

    async summary(area, asked, filter) {
      const window = toHours(asked, time);
      const cohortTo = cohortEnd(window.toMs, now(), time);
      const categories = await source.categoriesOf(filter);
      const known = await durations(area, window, categories);
      const stored = await vectors(area, window, cohortTo, categories);
      const at = seq;
      const found = stored ?? vectorsFromMemory(area, window, cohortTo, 'all');
      return toSummary({ area, window, cohortTo, nowMs: now(), seq: at, found, durations: known, tree: tree() });
    },

    async figures(area, view, parts, wanted) {
      const window = presetWindow(view.window, now(), time);
      const isAll = parts === 'all';
      const cohortTo = cohortEnd(window.toMs, now(), time);
      const categories = await source.categoriesOf(view);
      const known = isAll ? await durations(area, window, categories) : null;
      const stored = await vectors(area, window, cohortTo, categories);
      const at = seq;
      const found = stored ?? vectorsFromMemory(area, window, cohortTo, wanted);
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

    async series(area, metric, bucket, asked, filter) {
      const read = seriesMetric(metric);
      const window = toHours(asked, time);
      const categories = await source.categoriesOf(filter);
      const starts: number[] = [];
      for (let at = window.fromMs; at < window.toMs; at = bucket === 'hour' ? at + HOUR_MS : time.addDays(time.dayStart(at), 1))
        starts.push(at);
      if (starts.length > SERIES_MOST) throw new Rejection('window.invalid', { field: 'bucket', most: SERIES_MOST });
      const isMemory = categories === null && isHeld(window);
      const hourly = isMemory ? null : await hoursStored(area, window, categories);
      // What is not yet due is on neither side of a rate; a flow counts up to now.
      const end = isRate(metric) ? cohortEnd(window.toMs, now(), time) : window.toMs;
      const points: SeriesPoint[] = [];
      for (const [i, fromMs] of starts.entries()) {
        const toMs = Math.min(starts[i + 1] ?? window.toMs, end);
        const isKnown = fromMs < Math.min(now(), end) && toMs > memory.firstHour();
        const counts = hourly ? sumHours(hourly, fromMs, toMs) : vector(area, false, { fromMs, toMs });
        points.push({ at: iso(fromMs), value: isKnown ? read(counts) : null });
      }
      return points;
    },
  };
}

const isRate = (metric: string): boolean => (RATES as readonly string[]).includes(metric);

function seriesMetric(metric: string): (counts: Float64Array) => number | null {
  if ((FLOWS as readonly string[]).includes(metric)) return (counts) => toTotals(counts, null)[metric as TotalName];
  if (isRate(metric)) return (counts) => toRates(counts, counts)[metric as RateName].value;
  throw new Rejection('request.invalid', { field: 'metric', metric, allowed: [...FLOWS, ...RATES] });
}
