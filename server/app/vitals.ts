import type { VitalCell, VitalDevice, VitalSeries, VitalsWire } from '../../shared/vital-wire.ts';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import type { DeviceSign } from '../domain/vitals/vital-cell.ts';
import { worstOf } from '../domain/vitals/vital-state.ts';
import type { Catalogue } from './ports.ts';
import { vitalBoard, type Heard, type VitalBoard } from './vital-board.ts';
import type { VitalReads } from './vital-ports.ts';
import { vitalLine, vitalUsual } from './vital-series.ts';

interface Deps {
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
/** Readings of a tick that are followed at most; what is beyond comes with the next one. */
const TICK_MOST = 20_000;
/** So far back a board follows readings when it begins: longer than limits have to last. */
const WARM_MS = 3 * 3_600_000;
const DEVICES_MOST = 100;
const USUALS_MOST = 200;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Vital signs as people see them: how every sign stands now, and how it went. */
export function vitalUses({ reads, catalogue, isReplay = false, breathe, now }: Deps) {
  let board: VitalBoard | null = null;
  let boardOf: Pick<Catalogue, 'tree' | 'indicators' | 'time'> | null = null;
  let cursor = 0;
  let devicesRev = 0;
  let names = new Map<string, VitalDevice['names']>();
  let turn: Promise<unknown> = Promise.resolve();
  const usuals = new Map<string, Promise<VitalSeries['usual']>>();
  const listeners = new Set<(areas: ReadonlySet<string>) => void>();

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
      if (next && Math.floor(next.atMs / MINUTE_MS) !== Math.floor(each.atMs / MINUTE_MS)) made.settle(each.atMs);
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
    for (let n = 0; n < TICK_MOST && cursor < head.lastId; ) {
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
  async function assertWithin({ scope }: Actor, area: string): Promise<Catalogue> {
    const known = await catalogue();
    if (!known.tree.row(area, now())) throw new Rejection('area.unknown', { field: 'area', area });
    if (!known.tree.isWithin(scope, area, now())) throw new Rejection('scope.denied', { area, scope });
    return known;
  }
  /** Of weeks that are over: read once for an hour and kept, for a page that is watched asks for its line again and again. */
  function keptUsual(of: string, asked: Parameters<typeof vitalUsual>[0]): Promise<VitalSeries['usual']> {
    const hour = asked.time.hourOf(now());
    const key = [of, hour, asked.time.hourOf(asked.fromMs), asked.time.hourOf(asked.toMs), devicesRev].join(' ');
    const held = usuals.get(key);
    if (held) return held;
    if (usuals.size >= USUALS_MOST) usuals.clear();
    const made = vitalUsual(asked);
    usuals.set(key, made);
    made.catch(() => usuals.delete(key));
    return made;
  }
  const current = (): Promise<VitalBoard> => inTurn(async () => board ?? (board = await begin(await catalogue())));
  const toDevice = (indicator: string, { device, area, last, state }: DeviceSign): VitalDevice => ({
    device,
    names: names.get(device) ?? { zh: device, en: device },
    area,
    indicator,
    value: last?.value ?? null,
    state,
    at: last && iso(last.atMs),
  });

  return {
    /** How an area and those right below it stand in every sign; with the `mark` of an answer before, what changed since. */
    async matrix(actor: Actor, area: string, since: string | null): Promise<VitalsWire> {
      await assertWithin(actor, area);
      const at = await current();
      const sinceRev = revIn(since, at);
      return {
        area,
        asOf: iso(now()),
        mark: `${at.beganMs}.${at.rev()}`,
        isWhole: sinceRev === 0,
        cells: at.cells(area, sinceRev).map(({ indicator, area: place, cell }): VitalCell => {
          const { value, state, worst, worstN, heard, there, atMs } = cell;
          return { area: place, indicator, value, state, worst, worstN, heard, there, at: atMs === null ? null : iso(atMs) };
        }),
        devices: at.devices(area, { indicator: null, isPlaced: true }).map(({ indicator, sign }) => toDevice(indicator, sign)),
      };
    },
    /** One sign over time, of an area or of one instrument in it. */
    async series(
      actor: Actor,
      ask: { indicator: string; area: string | null; device: string | null; fromMs: number; toMs: number },
    ): Promise<VitalSeries> {
      const at = await current();
      const known = await catalogue();
      const indicator = known.indicators.get(ask.indicator);
      if (!indicator) throw new Rejection('indicator.unknown', { indicator: ask.indicator });
      const sign = ask.device === null ? null : at.sign(ask.indicator, ask.device);
      if (sign === undefined) throw new Rejection('device.unknown', { device: ask.device });
      const area = sign?.area ?? ask.area ?? actor.scope;
      await assertWithin(actor, area);
      const within = at.devices(area, { indicator: indicator.code, isPlaced: false }).map((each) => each.sign);
      const asked = sign ? [sign.device] : within.map(({ device }) => device);
      const of = { reads, time: known.time, indicator, devices: asked, fromMs: ask.fromMs, toMs: ask.toMs };
      const line = await vitalLine(of);
      const usual = await keptUsual([indicator.code, sign?.device ?? '', area].join(' '), of);
      return {
        indicator: indicator.code,
        area,
        device: sign?.device ?? null,
        from: iso(ask.fromMs),
        to: iso(ask.toMs),
        asOf: iso(now()),
        rollUp: indicator.rollUp,
        ...line,
        usual,
        limits: [...at.limitsAt(indicator, area)],
        limitsOf: known.indicators.limitsAt(indicator, area, known.tree, now()).from,
        devices: within
          .sort(worstFirst)
          .slice(0, DEVICES_MOST)
          .map((each) => toDevice(indicator.code, each)),
        devicesN: within.length,
      };
    },
    /** One look at what came since; those who listen are told which areas changed. */
    async tick(): Promise<void> {
      const changed = await inTurn(follow);
      if (changed.size > 0) for (const listener of listeners) listener(changed);
    },
    onChanged(listener: (areas: ReadonlySet<string>) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
export type VitalUses = ReturnType<typeof vitalUses>;

/** A mark of another board, or none, means everything. */
function revIn(mark: string | null, { beganMs, rev }: VitalBoard): number {
  const [began, held] = (mark ?? '').split('.').map(Number);
  return began === beganMs && held !== undefined && held <= rev() ? held : 0;
}
function worstFirst(a: DeviceSign, b: DeviceSign): number {
  if (a.state === b.state) return a.device < b.device ? -1 : 1;
  return worstOf([a.state, b.state]) === a.state ? -1 : 1;
}
