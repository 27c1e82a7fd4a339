import type { Indicator } from '../../shared/indicators.ts';
import { limitsInForce, type LimitInForce } from '../domain/vitals/limits-in-force.ts';
import { areaSign, isSameSign, type AreaSign, type DeviceSign } from '../domain/vitals/vital-cell.ts';
import { followValue, isSilent, stateOf, worstOf } from '../domain/vitals/vital-state.ts';
import type { Catalogue } from './ports.ts';
import type { VitalChannel } from './vital-ports.ts';

/** One sign of one area, with the turn in which it last changed. */
export interface BoardCell extends AreaSign {
  rev: number;
}
/** What a reading tells the board. */
export interface Heard {
  device: string;
  indicator: string;
  area: string;
  value: number;
  atMs: number;
}
interface SignBook {
  indicator: Indicator;
  /** By device. */
  signs: Map<string, DeviceSign>;
  /** What counts at an area on the day that is told now. */
  limits: Map<string, readonly LimitInForce[]>;
  /** Those that were heard since the last turn. */
  heard: Set<DeviceSign>;
  /** By area: all instruments in it, and how it stands. */
  within: Map<string, Set<DeviceSign>>;
  cells: Map<string, BoardCell>;
}

/**
 * How every sign stands at every area, in memory: readings go in, cells come out. Of one tree and one catalogue; another of either makes
 * another board.
 */
export function vitalBoard({ tree, indicators, time }: Pick<Catalogue, 'tree' | 'indicators' | 'time'>, beganMs: number) {
  const books = new Map<string, SignBook>(
    indicators.all.map((indicator) => [
      indicator.code,
      { indicator, signs: new Map(), limits: new Map(), heard: new Set(), within: new Map(), cells: new Map() },
    ]),
  );
  /** Of the one tree that this board is of. */
  const depths = new Map(tree.codes.map((code) => [code, tree.path(code, beganMs).length]));
  const dirty = new Map<SignBook, Set<string>>();
  let day = '';
  let rev = 0;

  function limitsIn({ indicator, limits }: SignBook, area: string): readonly LimitInForce[] {
    let known = limits.get(area);
    if (!known) {
      const { limits: all, basis } = indicators.limitsAt(indicator, area, tree, beganMs);
      limits.set(area, (known = limitsInForce(all, basis, day)));
    }
    return known;
  }
  function touch(book: SignBook, area: string): void {
    let areas = dirty.get(book);
    if (!areas) dirty.set(book, (areas = new Set()));
    for (const each of tree.path(area, beganMs)) areas.add(each);
  }
  function signOf(book: SignBook, device: string, area: string, promiseS: number | null): DeviceSign {
    const known = book.signs.get(device);
    if (known?.area === area) return known;
    // Instruments are moved now and then: it counts where it stands now.
    if (known) {
      for (const each of tree.path(known.area, beganMs)) book.within.get(each)?.delete(known);
      touch(book, known.area);
    }
    const sign: DeviceSign = { device, area, promiseS, last: null, track: null, state: 'no-data' };
    book.signs.set(device, sign);
    for (const each of tree.path(area, beganMs)) {
      const set = book.within.get(each);
      if (set) set.add(sign);
      else book.within.set(each, new Set([sign]));
    }
    touch(book, area);
    return sign;
  }

  const board = {
    beganMs,
    rev: () => rev,
    /** An instrument is there, heard or not. */
    place({ device, indicator, area, promiseS }: VitalChannel): void {
      const book = books.get(indicator);
      if (book) signOf(book, device, area, promiseS).promiseS = promiseS;
    },
    /** A good reading; what is older than the last one changes nothing. */
    hear({ device, indicator, area, value, atMs }: Heard): void {
      const book = books.get(indicator);
      if (!book) return;
      // Where an instrument stands its registration says; a reading may be of before it was moved.
      const sign = book.signs.get(device) ?? signOf(book, device, area, null);
      if (sign.last && atMs < sign.last.atMs) return;
      sign.last = { value, atMs };
      book.heard.add(sign);
      sign.track = followValue(sign.track, limitsIn(book, sign.area), value, atMs);
      touch(book, sign.area);
    },
    /** The last good readings of an indicator, where they may be others than was thought: an instrument was doubted, or believed again. */
    correct(indicator: string, latest: readonly Heard[]): void {
      const book = books.get(indicator);
      if (!book) return;
      const told = new Map(latest.map((each) => [each.device, each]));
      for (const sign of book.signs.values()) {
        const last = told.get(sign.device) ?? null;
        if (sign.last?.atMs === last?.atMs && sign.last?.value === last?.value) continue;
        sign.last = last && { value: last.value, atMs: last.atMs };
        sign.track = last && followValue(null, limitsIn(book, sign.area), last.value, last.atMs);
        book.heard.add(sign);
        touch(book, sign.area);
      }
    },
    /**
     * Tells the states of an instant, and every cell that they change; gives the areas whose cells changed. In parts, one indicator after the
     * other, so that whoever runs it can let others work between them; nobody may look at the board before it is done.
     */
    *settling(nowMs: number): Generator<void, Set<string>, void> {
      startDay(nowMs);
      const changed = new Set<string>();
      rev += 1;
      for (const book of books.values()) {
        for (const sign of book.signs.values()) tellSign(book, sign, nowMs);
        book.heard.clear();
        for (const area of deepestFirst(dirty.get(book) ?? NOWHERE)) if (tellCell(book, area)) changed.add(area);
        dirty.delete(book);
        yield;
      }
      return changed;
    },
    /** The same at once. */
    settle(nowMs: number): Set<string> {
      const parts = board.settling(nowMs);
      for (;;) {
        const { done, value } = parts.next();
        if (done) return value;
      }
    },
    /** Cells of an area and of those right below it that changed after a turn; 0 = all of them. */
    cells(area: string, sinceRev: number): { indicator: string; area: string; cell: BoardCell }[] {
      const areas = [area, ...tree.children(area, beganMs)];
      return [...books].flatMap(([indicator, { cells }]) =>
        areas.flatMap((each) => {
          const cell = cells.get(each);
          return cell && cell.rev > sinceRev ? [{ indicator, area: each, cell }] : [];
        }),
      );
    },
    /** Instruments within an area, of one indicator or of all; `isPlaced` = at this very area alone. */
    devices(area: string, ask: { indicator: string | null; isPlaced: boolean }): { indicator: string; sign: DeviceSign }[] {
      return [...books].flatMap(([indicator, { within }]) =>
        ask.indicator !== null && ask.indicator !== indicator
          ? []
          : [...(within.get(area) ?? [])].filter((sign) => !ask.isPlaced || sign.area === area).map((sign) => ({ indicator, sign })),
      );
    },
    sign: (indicator: string, device: string): DeviceSign | undefined => books.get(indicator)?.signs.get(device),
    limitsAt: ({ code }: Indicator, area: string): readonly LimitInForce[] => limitsIn(books.get(code)!, area),
  };

  /** Editions of standards begin and end with local days. */
  function startDay(nowMs: number): void {
    const key = time.dayKey(nowMs);
    const today = `${key.slice(0, 4)}-${key.slice(4, 6)}-${key.slice(6)}`;
    if (today === day) return;
    day = today;
    for (const book of books.values()) book.limits.clear();
  }
  const deepestFirst = (areas: ReadonlySet<string>): string[] => [...areas].sort((a, b) => depths.get(b)! - depths.get(a)!);
  /** By what it told, or by its silence alone. */
  function tellSign(book: SignBook, sign: DeviceSign, nowMs: number): void {
    const isLost = !sign.last || !sign.track || isSilent(sign.last.atMs, sign.promiseS ?? book.indicator.promiseS, nowMs);
    if (!isLost && sign.state !== 'no-data' && !book.heard.has(sign)) return;
    const state = isLost ? 'no-data' : stateOf(sign.track!, limitsIn(book, sign.area));
    if (state === sign.state) return;
    sign.state = state;
    touch(book, sign.area);
  }
  function tellCell(book: SignBook, area: string): boolean {
    const { indicator, within, cells } = book;
    const signs = within.get(area) ?? new Set<DeviceSign>();
    const before = cells.get(area) ?? null;
    const below = tree.children(area, beganMs).flatMap((child) => {
      const cell = cells.get(child);
      return cell && cell.there > 0 ? (worstOf([cell.state, cell.worst]) ?? []) : [];
    });
    const placed = [...signs].flatMap((sign) => (sign.area === area ? [sign.state] : []));
    const next = areaSign(before, { how: indicator.rollUp, limits: limitsIn(book, area), signs, parts: [...below, ...placed] });
    const isSame = isSameSign(before, next);
    cells.set(area, { ...next, rev: isSame ? before!.rev : rev });
    return !isSame;
  }
  startDay(beganMs);
  return board;
}
const NOWHERE: ReadonlySet<string> = new Set();
export type VitalBoard = ReturnType<typeof vitalBoard>;
