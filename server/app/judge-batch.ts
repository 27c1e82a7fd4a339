import { evolveChannel, flagsFor, SILENT, type ChannelState } from '../domain/readings/judge.ts';
import type { Span } from '../domain/readings/spans.ts';
import type { KnownChannel } from './reading-memory.ts';
import type { Neighbours, ReadingRows } from './reading-ports.ts';

/** A reading that may be told, before it was looked at. */
export interface Candidate {
  id: number;
  device: string;
  indicator: string;
  atMs: number;
  value: number;
  isStale: boolean;
  datum: string | null;
  channel: KnownChannel;
  suspect: readonly Span[];
  /** Flags of the reading that it was reckoned from. */
  inherited: number;
}
export type Verdict = { kind: 'kept'; flags: number } | { kind: 'duplicate' } | { kind: 'conflict'; kept: number };
type Earlier = { atMs: number; value: number };

/** What channels told as the batch finds them, and as it leaves them. */
export interface States {
  get(channel: number): ChannelState | undefined;
  set(channel: number, state: ChannelState): void;
}

/**
 * Judges a batch channel by channel, by the devices' clocks: in which order its rows came does not matter. What is newer than all that a
 * channel has told is judged from memory; of the rest the database is asked what lies around it, all in one question.
 */
export async function judgeBatch(
  batch: readonly Candidate[],
  states: States,
  rows: Pick<ReadingRows, 'neighbours'>,
  nowMs: number,
): Promise<Verdict[]> {
  const order = batch
    .map((_, i) => i)
    .sort((a, b) => batch[a]!.channel.id - batch[b]!.channel.id || batch[a]!.atMs - batch[b]!.atMs || a - b);
  const late = order.filter((i) => isLate(batch[i]!, states));
  const around = await rows.neighbours(late.map((i) => ({ channel: batch[i]!.channel.id, atMs: batch[i]!.atMs })));
  const neighbours = new Map(late.map((i, n) => [i, around[n]!]));
  const verdicts: Verdict[] = Array(batch.length);
  let previous = null as (Earlier & { channel: number }) | null;
  let goodHere = null as Earlier | null;
  for (const i of order) {
    const each = batch[i]!;
    const channel = each.channel.id;
    if (previous?.channel !== channel) goodHere = null;
    const same = previous?.channel === channel && previous.atMs === each.atMs ? previous : neighbours.get(i)?.same;
    if (same) {
      verdicts[i] = same.value === each.value ? { kind: 'duplicate' } : { kind: 'conflict', kept: same.value };
      continue;
    }
    const state = states.get(channel) ?? SILENT;
    const near = neighbours.get(i);
    const flags = each.inherited | (near ? lateFlags(each, near, goodHere) : newFlags(each, state));
    states.set(channel, after(state, { ...each, receivedMs: nowMs, flags }, near !== undefined));
    if (flags === 0) goodHere = each;
    previous = { channel, atMs: each.atMs, value: each.value };
    verdicts[i] = { kind: 'kept', flags };
  }
  return verdicts;
}

const isLate = ({ channel, atMs }: Candidate, states: States): boolean => {
  const last = states.get(channel.id)?.last;
  return last !== undefined && last !== null && atMs <= last.atMs;
};

const newFlags = (each: Candidate, { last, sameSinceMs, good }: ChannelState): number =>
  flagsFor(each, each.channel.limits, {
    before: good,
    sameSinceMs: last?.value === each.value ? sameSinceMs : null,
    suspect: each.suspect,
  });

/** Whether an instrument stood still is not told of what comes late: the newest reading says it. */
function lateFlags(each: Candidate, { before }: Neighbours, goodHere: Earlier | null): number {
  const nearest = before && (!goodHere || before.atMs > goodHere.atMs) ? before : goodHere;
  return flagsFor(each, each.channel.limits, { before: nearest, sameSinceMs: null, suspect: each.suspect });
}

function after(
  state: ChannelState,
  { id, atMs, receivedMs, value, flags }: Candidate & { receivedMs: number; flags: number },
  isLateOne: boolean,
): ChannelState {
  if (!isLateOne) return evolveChannel(state, { id, atMs, receivedMs, value, flags });
  const isBetter = flags === 0 && (state.good === null || state.good.atMs < atMs);
  return isBetter ? { ...state, good: { id, atMs, receivedMs, value } } : state;
}
