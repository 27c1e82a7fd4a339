import { vitalBoard, type Heard, type VitalBoard } from './vital-board.ts';
import type { Catalogue } from './ports.ts';
import type { VitalChannel, VitalReads } from './vital-ports.ts';

export interface FollowDeps {
  reads: VitalReads;
  catalogue(): Promise<Catalogue>;
  /** A copy is played at another time than its readings are of: none are shown. */
  isReplay?: boolean;
  /** Lets others work: a turn over a large city takes longer than a request may wait. */
  breathe(): Promise<void>;
  now(): number;
}
const SLICE = 2000;
const MINUTE_MS = 60_000;
/** Readings of a turn that are followed at most; what is beyond comes with the next one. */
const TURN_MOST = 20_000;
/** So far back a board follows readings when it begins: longer than limits have to last. */
const WARM_MS = 3 * 3_600_000;

/** Keeps a board in step with the readings that are kept, whoever wrote them. */
export function followReadings({ reads, catalogue, isReplay = false, breathe, now }: FollowDeps) {
  let board: VitalBoard | null = null;
  let boardOf: Pick<Catalogue, 'tree' | 'indicators'> | null = null;
  let cursor = 0;
  let devicesRev = 0;
  let names: ReadonlyMap<string, VitalChannel['names']> = new Map();
  let turn: Promise<unknown> = Promise.resolve();

  /** One after another: what is asked meanwhile sees the board before or after, never between. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  async function begin(known: Catalogue): Promise<VitalBoard> {
    const atMs = now();
    const made = vitalBoard(known, atMs);
    boardOf = known;
    if (isReplay) return made;
    // Before anything else is read: what comes meanwhile is heard twice, never not at all.
    ({ lastId: cursor, devicesRev } = await reads.head());
    await reread(made);
    const heard = (await Promise.all(known.indicators.all.map(({ code }) => recent(code, atMs)))).flat().sort((a, b) => a.atMs - b.atMs);
    // As they came, minute by minute, so that areas pass through the states that they passed through.
    for (const [i, each] of heard.entries()) {
      made.hear(each);
      const next = heard[i + 1];
      if (!next || Math.floor(next.atMs / MINUTE_MS) === Math.floor(each.atMs / MINUTE_MS)) continue;
      made.settle(each.atMs);
      await breathe();
    }
    made.settle(atMs);
    return made;
  }
  /** What an indicator's instruments told of late, and the last word of each. */
  async function recent(indicator: string, atMs: number): Promise<Heard[]> {
    const last = await reads.latest(indicator);
    const areas = new Map(last.map(({ device, area }) => [device, area]));
    const buckets = await reads.buckets({ indicator, devices: null, step: 'minute', fromMs: atMs - WARM_MS, toMs: atMs + 1 });
    const heard = buckets.flatMap(({ device, last: value, lastAtMs }) => {
      const area = areas.get(device);
      return area === undefined ? [] : [{ device, indicator, area, value, atMs: lastAtMs }];
    });
    return [...heard, ...last];
  }
  async function reread(to: VitalBoard): Promise<void> {
    const channels = await reads.channels();
    names = new Map(channels.map(({ device, names: own }) => [device, own]));
    for (const channel of channels) to.place(channel);
  }
  async function correct(to: VitalBoard, { indicators }: Catalogue): Promise<void> {
    await reread(to);
    for (const { code } of indicators.all) to.correct(code, await reads.latest(code));
  }
  /** Follows what came since; gives the areas whose cells changed. */
  async function follow(): Promise<ReadonlySet<string>> {
    const known = await catalogue();
    if (!board || boardOf?.tree !== known.tree || boardOf.indicators !== known.indicators) {
      board = await begin(known);
      return new Set(known.tree.codes);
    }
    const head = await reads.head();
    for (let n = 0; n < TURN_MOST && cursor < head.lastId; ) {
      const rows = await reads.since(cursor, SLICE);
      for (const row of rows) if (row.flags.length === 0) board.hear(row);
      cursor = rows.at(-1)?.id ?? cursor;
      n += rows.length;
      if (rows.length < SLICE) break;
    }
    // Instruments were added or moved, or one is not to be believed: what it last told is another reading then.
    if (head.devicesRev !== devicesRev) {
      await correct(board, known);
      devicesRev = head.devicesRev;
    }
    const parts = board.settling(now());
    for (;;) {
      const { done, value } = parts.next();
      if (done) return value;
      await breathe();
    }
  }

  return {
    /** As it stands between two turns. */
    current: (): Promise<VitalBoard> => inTurn(async () => board ?? (board = await begin(await catalogue()))),
    /** Follows what came since; gives the areas whose cells changed. */
    turn: (): Promise<ReadonlySet<string>> => inTurn(follow),
    names: (device: string): VitalChannel['names'] => names.get(device) ?? { zh: device, en: device },
    /** Moves when instruments are added, moved, doubted or believed. */
    devicesRev: (): number => devicesRev,
  };
}
