import type { Limits } from './device.ts';
import { bitOf, SUSPECT } from './flags.ts';
import { isInSpans, type Span } from './spans.ts';

/** What a channel has told so far, as far as the next reading is judged by it. */
export interface ChannelState {
  /** The newest reading by the device's clock, whatever its flags; null = none yet. */
  last: { id: number; atMs: number; receivedMs: number; value: number; flags: number } | null;
  /** Since when the newest readings have all had this very value. */
  sameSinceMs: number;
  /** The newest good one. */
  good: { id: number; atMs: number; receivedMs: number; value: number } | null;
}
export const SILENT: ChannelState = { last: null, sameSinceMs: 0, good: null };

export interface Told {
  atMs: number;
  value: number;
  isStale: boolean;
}

const MINUTE_MS = 60_000;

/**
 * The flags of a reading. `before` is the last good reading before it by the device's clock, `sameSinceMs` since when its very value
 * has stood there without a change (null = it is another, or not known).
 */
export function flagsFor(
  { atMs, value, isStale }: Told,
  { possible, jumpPerMin, frozenS }: Limits,
  { before, sameSinceMs, suspect }: { before: Pick<Told, 'atMs' | 'value'> | null; sameSinceMs: number | null; suspect: readonly Span[] },
): number {
  const isImpossible = (possible.min !== null && value < possible.min) || (possible.max !== null && value > possible.max);
  let flags = isImpossible ? bitOf('impossible') : 0;
  // Within a minute a whole minute's change may come at once: instruments that tell each second are not steadier than others.
  const most = before && jumpPerMin !== null ? jumpPerMin * Math.max(1, (atMs - before.atMs) / MINUTE_MS) : Number.POSITIVE_INFINITY;
  if (!isImpossible && before && Math.abs(value - before.value) > most) flags |= bitOf('jump');
  if (frozenS !== null && sameSinceMs !== null && atMs - sameSinceMs >= frozenS * 1000) flags |= bitOf('frozen');
  if (isStale) flags |= bitOf('source-stale');
  if (isInSpans(suspect, atMs)) flags |= SUSPECT;
  return flags;
}

/** The channel after a reading that is newer than all before it. */
export function evolveChannel(
  state: ChannelState,
  told: { id: number; atMs: number; receivedMs: number; value: number; flags: number },
): ChannelState {
  const { flags, ...reading } = told;
  return {
    last: told,
    sameSinceMs: state.last?.value === told.value ? state.sameSinceMs : told.atMs,
    good: flags === 0 ? reading : state.good,
  };
}
