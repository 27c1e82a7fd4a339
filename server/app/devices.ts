import type { MarkDevice, PutDevice, TrustDevice } from '../../shared/readings.ts';
import { cutoffOf } from './retention.ts';
import type { Actor } from '../domain/actor.ts';
import type { Device } from '../domain/readings/device.ts';
import { assertInScope, assertMayMarkAtAll, assertMayRegisterAtAll } from '../domain/readings/may-devices.ts';
import { addSpan, isInSpans, withoutSpan, type Span } from '../domain/readings/spans.ts';
import { AHEAD_MOST_MS } from '../domain/readings/arrival.ts';
import { Rejection } from '../domain/rejection.ts';
import { assertCleanTexts } from './clean-texts.ts';
import type { Store, Tx } from './ports.ts';
import type { DeviceRows, ReadingRows } from './reading-ports.ts';
import { registerDevice } from './register-device.ts';

export interface DeviceDeps {
  store: Store;
  devices: DeviceRows;
  rows: ReadingRows;
  keptDays(): Promise<number | null>;
  now(): number;
}
export interface DeviceUses {
  /** Registers it, or changes what was registered. @throws Rejection */
  put(actor: Actor, code: string, body: PutDevice): Promise<{ device: Device; isNew: boolean }>;
  /** From an instant on (or between two) its readings are not believed: they leave buckets, and enter none. @throws Rejection */
  suspect(actor: Actor, code: string, body: MarkDevice): Promise<Device>;
  /** They are believed again. @throws Rejection */
  trust(actor: Actor, code: string, body: TrustDevice): Promise<Device>;
}

/** What is said of devices: who they are, and whether they can be believed. */
export function deviceUses(deps: DeviceDeps): DeviceUses {
  const { store, devices, now } = deps;
  const mark = async (actor: Actor, code: string, act: 'suspect' | 'trust', asked: Span, reason: string): Promise<Device> => {
    assertMayMarkAtAll(actor);
    assertCleanTexts({ reason });
    const keptMs = cutoffOf(await deps.keptDays(), now());
    return store.write((tx) => markDevice(tx, deps, { actor, code, act, asked, reason: reason.trim(), keptMs, nowMs: now() }));
  };
  return {
    async put(actor, code, body) {
      assertMayRegisterAtAll(actor);
      assertCleanTexts(body);
      return store.write(async (tx) => {
        const [before = null] = await devices.txMany([code]);
        await registerDevice(tx, devices, { actor, code, body, before, nowMs: now() });
        return { device: (await devices.txMany([code]))[0]!, isNew: !before };
      });
    },
    suspect: (actor, code, { from, to, reason }) =>
      mark(actor, code, 'suspect', { fromMs: timeOf(from, 'from'), toMs: to === undefined ? null : timeOf(to, 'to') }, reason),
    trust: (actor, code, { from, to, reason }) =>
      mark(
        actor,
        code,
        'trust',
        { fromMs: from === undefined ? ALWAYS_MS : timeOf(from, 'from'), toMs: to === undefined ? null : timeOf(to, 'to') },
        reason,
      ),
  };
}

/** Before everything that was ever told. */
const ALWAYS_MS = 0;

interface Mark {
  actor: Actor;
  code: string;
  act: 'suspect' | 'trust';
  asked: Span;
  reason: string;
  /** Since when raw rows are kept; null = since ever. */
  keptMs: number | null;
  nowMs: number;
}

async function markDevice(
  tx: Tx,
  { devices, rows }: DeviceDeps,
  { actor, code, act, asked, reason, keptMs, nowMs }: Mark,
): Promise<Device> {
  const [before] = await devices.txMany([code]);
  if (!before) throw new Rejection('device.unknown', { device: code });
  assertInScope(actor, before.area, tx.catalogue.tree, nowMs);
  const end = asked.toMs ?? Number.POSITIVE_INFINITY;
  // What lies before it could not be summed anew.
  const isTooEarly = act === 'suspect' && keptMs !== null && asked.fromMs < keptMs;
  if (asked.fromMs >= end || isTooEarly)
    throw new Rejection('suspect.span', { earliest: keptMs === null ? '–' : new Date(keptMs).toISOString() });
  const suspect = act === 'suspect' ? addSpan(before.suspect, asked) : withoutSpan(before.suspect, asked);
  if (JSON.stringify(suspect) === JSON.stringify(before.suspect)) return before;
  const from = changedFrom(before.suspect, suspect);
  const { hourOf } = tx.catalogue.time;
  const recount = {
    fromMs: Math.min(hourOf(from), before.recount?.fromMs ?? Number.POSITIVE_INFINITY),
    // Nothing that was told so far is newer.
    toMs: Math.max(nowMs + AHEAD_MOST_MS + 1, before.recount?.toMs ?? 0),
  };
  const after: Device = { ...before, suspect, revision: before.revision + 1, recount: recount.fromMs < recount.toMs ? recount : null };
  await devices.txPut(after, { atMs: nowMs, actor: actor.id, act, detail: { ...asked, reason, revision: after.revision } });
  await devices.txAskRejudging(code, { fromMs: from, act, revision: after.revision });
  if (act === 'suspect') await takeBackGood(after, rows);
  return after;
}

/** The last good reading is one that is still believed, at once: rules and pages go by it. */
async function takeBackGood({ channels, suspect }: Device, rows: ReadingRows): Promise<void> {
  const states = new Map(await rows.states(channels.map(({ id }) => id)));
  for (const [channel, state] of states) {
    let { good } = state;
    while (good && isInSpans(suspect, good.atMs))
      good = await rows.lastGood(channel, suspect.findLast(({ fromMs }) => fromMs <= good!.atMs)!.fromMs);
    states.set(channel, { ...state, good });
  }
  await rows.putStates(states);
}

/** The first instant of which one says suspect and the other does not. */
function changedFrom(before: readonly Span[], after: readonly Span[]): number {
  const edges = [...before, ...after].flatMap(({ fromMs, toMs }) => [fromMs, ...(toMs === null ? [] : [toMs])]);
  return Math.min(...edges.filter((edge) => isInSpans(before, edge) !== isInSpans(after, edge)));
}

function timeOf(text: string, field: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Rejection('time.invalid', { field });
  return ms;
}
