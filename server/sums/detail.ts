import type { LocalTime } from '../../shared/local-time.ts';
import { FACETS, type FacetCount } from '../domain/facets.ts';
import { STOCK_HOUR } from '../domain/metrics.ts';
import type { Tree } from '../domain/tree.ts';
import type { KindCount } from '../domain/weigh.ts';
import { horizonOf } from './cubes.ts';
import type { Stretch } from './node-sums.ts';
import { Pack, type PackImage, type Visit } from './pack.ts';
import { CELL_SLOTS, keptAs, metricAt, restore, slotBook, type Selection, type SlotBook, type Slots } from './slots.ts';

/**
 * Stocks, hours (lately) and days by place. For the whole city: months by what lies right below it, for long windows told by child,
 * and days of all of it together, for what is told by day or not told apart at all.
 */
export const LEVELS = ['stocks', 'hours', 'days', 'months', 'cityDays'] as const;
export type Level = (typeof LEVELS)[number];
/** A stretch, told by child unless it is whole; or stocks by the tree of an instant. */
export type Part = (Stretch & { isWhole?: true }) | { kind: 'stocks'; atMs: number };
export interface DetailImage {
  book: SlotBook;
  packs: [level: Level, code: string, pack: PackImage][];
}

/**
 * All stored cells once more, by category and severity, and with what breakdowns tell apart: packed, at the place only. Whoever
 * asks adds up the places below a node by the tree of the time; so a filter costs no more than reading past what it leaves out.
 */
export function detailOf(time: LocalTime, tree: () => Tree, now: () => number) {
  let slots = slotBook();
  const levels = {
    stocks: new Map<string, Pack>(),
    hours: new Map<string, Pack>(),
    days: new Map<string, Pack>(),
    months: new Map<string, Pack>(),
    cityDays: new Map<string, Pack>(),
  };
  let isKept = true;
  /** While stored cells are loaded only places are counted: what is summed over places is then made of their days at once, in a third of the time. */
  let isSummed = false;
  const monthOf = monthStarts(time);
  const horizon = horizonOf(time, now);

  const packOf = (level: Level, code: string): Pack => levels[level].get(code) ?? levels[level].set(code, new Pack()).get(code)!;

  /** The packs that a count at a place and an hour goes into, each with its bucket. */
  function spots(place: string, hourMs: number): [pack: Pack, startMs: number][] {
    if (hourMs === STOCK_HOUR) return [[packOf('stocks', place), 0]];
    const dayMs = time.dayStart(hourMs);
    return [
      [packOf('days', place), dayMs],
      ...(isSummed ? sumSpots(place, dayMs) : []),
      ...(hourMs >= horizon() ? [[packOf('hours', place), hourMs] as [Pack, number]] : []),
    ];
  }

  const sumSpots = (place: string, dayMs: number): [pack: Pack, startMs: number][] => [
    [packOf('months', tree().path(place, dayMs).at(-2) ?? tree().root), monthOf(dayMs)],
    [packOf('cityDays', tree().root), dayMs],
  ];

  /** Month by month, so that little lies loose at a time. */
  function sumUp(): void {
    isSummed = true;
    const spans = [...levels.days.values()].map((pack) => pack.span());
    const lastMs = spans.reduce((last, [, to]) => Math.max(last, to), -Infinity);
    let fromMs = monthOf(time.dayStart(spans.reduce((first, [from]) => Math.min(first, from), now())));
    for (let toMs; fromMs <= lastMs; fromMs = toMs) {
      toMs = monthOf(time.addDays(fromMs, 32));
      for (const [place, pack] of levels.days) {
        let [dayMs, into] = [Number.NaN, sumSpots(place, fromMs)];
        pack.each(fromMs, toMs, null, (startMs, pair, slot, n) => {
          if (startMs !== dayMs) [dayMs, into] = [startMs, sumSpots(place, startMs)];
          for (const [sum, atMs] of into) sum.add(atMs, pair, slot, n);
        });
      }
    }
  }

  /** For good: what it would answer comes from the database then. */
  function drop(): void {
    isKept = false;
    for (const level of LEVELS) levels[level].clear();
  }

  return {
    isKept: () => isKept,
    add(place: string, hourMs: number, counts: readonly KindCount[]): void {
      if (!isKept) return;
      for (const [pack, startMs] of spots(place, hourMs))
        for (const { category, severity, metric, n } of counts) {
          const pair = slots.pair(category, severity);
          for (const [slot, sign] of keptAs(metric)) pack.add(startMs, pair, slot, sign * n);
        }
    },
    addFacets({ place, hourMs, category, severity, values, n }: FacetCount): void {
      if (!isKept) return;
      if (slots.isFull()) return drop();
      const pair = slots.pair(category, severity);
      const unusual = FACETS.map((facet) => slots.facet(facet, category, values[facet])).filter((slot) => slot !== null);
      for (const [pack, startMs] of unusual.length === 0 ? [] : spots(place, hourMs))
        for (const slot of unusual) pack.add(startMs, pair, slot, n);
    },
    slots: (): Slots => slots,
    /** Every place at which something was ever counted. */
    places: (): readonly string[] => [...levels.days.keys()],
    /** Counts of an area over a part, told by the child in which they lie; null = at the area itself, or of a whole. `of` = the tree that is meant. */
    each(of: Tree, area: string, part: Part, selection: Selection, visitOf: (child: string | null) => Visit): void {
      const wanted = slots.wanted(selection);
      const places = (level: Level, fromMs: number, toMs: number, atMs: number): void => {
        for (const place of area === of.root ? levels[level].keys() : of.subtree(area, atMs)) {
          const pack = levels[level].get(place);
          if (!pack) continue;
          const path = of.path(place, atMs);
          pack.each(fromMs, toMs, wanted, visitOf(path[path.indexOf(area) - 1] ?? null));
        }
      };
      if (part.kind === 'stocks') return places('stocks', 0, Number.POSITIVE_INFINITY, part.atMs);
      const days = (fromMs: number, toMs: number): void => {
        for (const [from, to] of of.epochs(fromMs, toMs)) if (from < to) places(part.kind, from, to, from);
      };
      // What is kept for the whole city is by this tree alone; a set of areas beside it has others.
      if (part.kind !== 'days' || area !== of.root || of !== tree()) return days(part.fromMs, part.toMs);
      if (part.isWhole) return levels.cityDays.get(area)?.each(part.fromMs, part.toMs, wanted, visitOf(null));
      const [firstMs, lastMs] = monthsWithin(part.fromMs, part.toMs, time, monthOf);
      days(part.fromMs, firstMs);
      for (const [code, pack] of levels.months) pack.each(firstMs, lastMs, wanted, visitOf(code === area ? null : code));
      days(lastMs, part.toMs);
    },
    /** Stored cells of whole days as they were counted; false = none are kept. */
    cells(fromMs: number, toMs: number, tell: (count: KindCount & { place: string }) => void): boolean {
      for (const [place, pack] of levels.days) {
        const sums = new Map<number, Float64Array>();
        pack.each(fromMs, toMs, null, (_, pair, slot, n) => {
          if (slot >= CELL_SLOTS) return;
          const counts = sums.get(pair) ?? new Float64Array(CELL_SLOTS);
          sums.set(pair, counts);
          counts[slot]! += n;
        });
        for (const [pair, counts] of sums) {
          restore(counts);
          const [category, severity] = slots.pairAt(pair);
          counts.forEach((n, slot) => n !== 0 && tell({ place, category, severity, metric: metricAt(slot), n }));
        }
      }
      return isKept;
    },
    /** All that was stored is loaded; from here on counts come one by one. */
    loaded(): void {
      if (!isSummed) sumUp();
    },
    /** Packs what is loose and forgets old hours. */
    *packing(): Generator<void> {
      for (const level of LEVELS)
        for (const pack of levels[level].values()) {
          pack.pack(level === 'hours' ? horizon() : -Infinity);
          yield;
        }
    },
    drop,
    bytes(): number {
      let bytes = 0;
      for (const level of LEVELS) for (const pack of levels[level].values()) bytes += pack.bytes();
      return bytes;
    },
    image: (): DetailImage | null =>
      isKept
        ? {
            book: slots.book(),
            packs: LEVELS.flatMap((level) =>
              [...levels[level]].map(([code, pack]): DetailImage['packs'][number] => [level, code, pack.image()]),
            ),
          }
        : null,
    /** What an image held; null = nothing was kept then. */
    fill(image: DetailImage | null): void {
      if (!image) return drop();
      slots = slotBook(image.book);
      isSummed = true;
      for (const [level, code, pack] of image.packs) levels[level].set(code, Pack.of(pack));
    },
  };
}
export type Detail = ReturnType<typeof detailOf>;

/** Start of the local month of a day. */
function monthStarts(time: LocalTime): (dayMs: number) => number {
  const known = new Map<number, number>();
  return (dayMs) => {
    let month = known.get(dayMs);
    if (month === undefined) known.set(dayMs, (month = time.addDays(dayMs, 1 - Number(time.dayKey(dayMs).slice(6)))));
    return month;
  };
}

/** The whole local months of a stretch of days; none = [toMs, toMs). */
function monthsWithin(fromMs: number, toMs: number, time: LocalTime, monthOf: (dayMs: number) => number): [fromMs: number, toMs: number] {
  const firstMs = monthOf(fromMs) === fromMs ? fromMs : monthOf(time.addDays(monthOf(fromMs), 32));
  const lastMs = monthOf(toMs);
  return firstMs < lastMs ? [firstMs, lastMs] : [toMs, toMs];
}
