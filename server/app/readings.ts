import type { ReadingFlag } from '../../shared/readings.ts';
import type { Actor } from '../domain/actor.ts';
import { assertTimely } from '../domain/readings/arrival.ts';
import { bucketBuffer } from '../domain/readings/buckets.ts';
import { isSameDatum } from '../domain/readings/device.ts';
import { flagsOf } from '../domain/readings/flags.ts';
import { assertInScope, assertMaySendAtAll } from '../domain/readings/may-devices.ts';
import { Rejection } from '../domain/rejection.ts';
import { judgeBatch, type Candidate, type Verdict } from './judge-batch.ts';
import type { Store, Tx } from './ports.ts';
import { readingMemory, type KnownDevice, type ReadingMemory } from './reading-memory.ts';
import type { DeviceRows, RawReading, ReadingRows, RefusalRows } from './reading-ports.ts';
import { refusalsOf } from './refusals.ts';

/** A reading as it came through any door. `atMs` NaN = its time could not be read. */
export interface ToldReading {
  device: string;
  indicator: string;
  atMs: number;
  value: number;
  isStale: boolean;
  datum: string | null;
}
/** What became of it. */
export type ReadingOutcome =
  | { outcome: 'taken' | 'duplicate' }
  | { outcome: 'flagged'; flags: ReadingFlag[] }
  | { outcome: 'refused'; rejection: Rejection };

export interface ReadingDeps {
  store: Store;
  rows: ReadingRows;
  refusals: RefusalRows;
  devices: Pick<DeviceRows, 'txMany'>;
  /** For how many days raw rows are kept; null = for ever. */
  keptDays(): Promise<number | null>;
  /** Hears how many became what. */
  count(outcome: ReadingOutcome['outcome'], n: number): void;
  now(): number;
}
export interface ReadingUses {
  /** One outcome for each, in their order; durable when it resolves. A bad row does not sink the others. @throws Rejection */
  take(actor: Actor, told: readonly ToldReading[]): Promise<ReadingOutcome[]>;
}

/** Rows of one write: others come between, and the loop breathes. */
const SLICE = 250;

/** Readings in: judged, kept with their flags, summed into buckets, all in one transaction. */
export function readingUses(deps: ReadingDeps): ReadingUses {
  const { store, now, keptDays } = deps;
  const memory = readingMemory(deps);
  return {
    async take(actor, told) {
      assertMaySendAtAll(actor);
      const days = await keptDays();
      const slices = Array.from({ length: Math.ceil(told.length / SLICE) }, (_, i) => told.slice(i * SLICE, (i + 1) * SLICE));
      // In the order of the queue, so in the order of arrival.
      const done = await Promise.all(
        slices.map((slice) =>
          store
            .write((tx) => takeSlice(tx, deps, memory, { actor, told: slice, nowMs: now(), keptDays: days }))
            .catch((fault: unknown) => {
              // What was not committed must not be remembered.
              memory.forget();
              throw fault;
            }),
        ),
      );
      const outcomes = done.flat();
      for (const [outcome, n] of countOutcomes(outcomes)) deps.count(outcome, n);
      return outcomes;
    },
  };
}

function countOutcomes(outcomes: readonly ReadingOutcome[]): Map<ReadingOutcome['outcome'], number> {
  const counts = new Map<ReadingOutcome['outcome'], number>();
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return counts;
}

interface Slice {
  actor: Actor;
  told: readonly ToldReading[];
  nowMs: number;
  keptDays: number | null;
}

async function takeSlice(tx: Tx, { rows, refusals }: ReadingDeps, memory: ReadingMemory, slice: Slice): Promise<ReadingOutcome[]> {
  const { told, nowMs } = slice;
  const head = await memory.enter(
    tx.catalogue,
    told.map(({ device }) => device),
  );
  const outcomes: ReadingOutcome[] = Array(told.length);
  const direct: (Candidate & { known: KnownDevice; index: number; isStale: boolean })[] = [];
  const reach = new Map<string, Rejection | null>();
  let { lastId } = head;
  for (const [index, each] of told.entries()) {
    const known = memory.device(each.device);
    const refusal = refusalOf(each, known, tx, slice, reach);
    if (refusal !== null || !known) {
      outcomes[index] = { outcome: 'refused', rejection: refusal ?? new Rejection('device.unknown', { device: each.device }) };
      continue;
    }
    const channel = known.channels.get(each.indicator)!;
    direct.push({ ...each, id: ++lastId, channel, suspect: known.device.suspect, inherited: 0, known, index });
    // The numbers after it are for what is reckoned from it.
    lastId += channel.feeds.length;
  }
  const verdicts = await judgeBatch(direct, memory.states, rows, nowMs);
  const derived: Candidate[] = [];
  for (const [i, { index, known, channel, ...candidate }] of direct.entries()) {
    const verdict = verdicts[i]!;
    outcomes[index] = outcomeOf(verdict, candidate);
    if (verdict.kind !== 'kept') continue;
    for (const [n, { indicator, minus }] of channel.feeds.entries())
      derived.push({
        ...candidate,
        id: candidate.id + 1 + n,
        value: candidate.value - minus,
        channel: known.channels.get(indicator)!,
        isStale: false,
        inherited: verdict.flags,
      });
  }
  const derivedVerdicts = await judgeBatch(derived, memory.states, rows, nowMs);
  await keep([...direct, ...derived], [...verdicts, ...derivedVerdicts], { rows, tx, nowMs });
  await memory.leave({ ...head, lastId });
  const rejections = outcomes.map((each) => (each.outcome === 'refused' ? each.rejection : null));
  await refusals.addRefusals(refusalsOf(told, rejections, { node: slice.actor.scope, nowMs }));
  return outcomes;
}

/** Everything that is said no to before the reading itself is looked at. */
function refusalOf(
  { device, indicator, atMs, datum }: ToldReading,
  known: KnownDevice | undefined,
  { catalogue: { tree } }: Tx,
  { actor, nowMs, keptDays }: Slice,
  reach: Map<string, Rejection | null>,
): Rejection | null {
  if (!known) return null;
  const area = known.device.area;
  if (!reach.has(area))
    reach.set(
      area,
      refused(() => assertInScope(actor, area, tree, nowMs)),
    );
  const outside = reach.get(area);
  if (outside) return outside;
  const channel = known.channels.get(indicator);
  if (!channel) return new Rejection('reading.channel-unknown', { device, indicator, indicators: [...known.channels.keys()] });
  if (channel.from !== null) return new Rejection('reading.derived', { indicator, from: channel.from });
  if (datum !== null && !isSameDatum(known.device.datum, datum))
    return new Rejection('reading.datum', { datum, registered: known.device.datum ?? '–' });
  if (Number.isNaN(atMs)) return new Rejection('time.invalid', { field: 'at' });
  return refused(() => assertTimely(atMs, nowMs, keptDays));
}

function refused(check: () => void): Rejection | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
}

function outcomeOf(verdict: Verdict, { device, indicator, atMs, value }: ToldReading): ReadingOutcome {
  if (verdict.kind === 'duplicate') return { outcome: 'duplicate' };
  if (verdict.kind === 'kept') return verdict.flags === 0 ? { outcome: 'taken' } : { outcome: 'flagged', flags: flagsOf(verdict.flags) };
  const at = new Date(atMs).toISOString();
  return { outcome: 'refused', rejection: new Rejection('reading.conflict', { device, indicator, at, kept: verdict.kept, value }) };
}

async function keep(
  candidates: readonly Candidate[],
  verdicts: readonly Verdict[],
  { rows, tx, nowMs }: { rows: ReadingRows; tx: Tx; nowMs: number },
): Promise<void> {
  const kept: RawReading[] = [];
  const buckets = bucketBuffer(tx.catalogue.time);
  for (const [i, { id, channel, atMs, value }] of candidates.entries()) {
    const verdict = verdicts[i]!;
    if (verdict.kind !== 'kept') continue;
    kept.push({ id, channel: channel.id, atMs, receivedMs: nowMs, value, flags: verdict.flags });
    if (verdict.flags === 0) buckets.add(channel.id, channel.dayStart, atMs, value);
  }
  kept.sort((a, b) => a.id - b.id);
  await rows.add(kept);
  await rows.addBuckets(buckets.all());
}
