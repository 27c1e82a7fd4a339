import type { DeviceState } from '../../../shared/readings.ts';
import { bitOf } from './flags.ts';

/** What an instrument tells that does not work. */
const BROKEN = bitOf('impossible') | bitOf('frozen');

export interface ChannelNews {
  promiseS: number;
  last: { atMs: number; flags: number } | null;
}

/**
 * Online while every channel keeps its promise; late when one does not; at fault when one has been silent for more than twice as long
 * (which is no data), or tells what cannot be. A device that was registered and never spoke is judged from its registration on.
 */
export function deviceState(channels: readonly ChannelNews[], registeredAtMs: number, nowMs: number): DeviceState {
  const stateOf = ({ promiseS, last }: ChannelNews): DeviceState => {
    const silentMs = nowMs - Math.max(last?.atMs ?? 0, last === null ? registeredAtMs : 0);
    if (silentMs > 2 * promiseS * 1000 || ((last?.flags ?? 0) & BROKEN) !== 0) return 'fault';
    return silentMs > promiseS * 1000 ? 'late' : 'online';
  };
  const states = channels.map(stateOf);
  return states.includes('fault') ? 'fault' : states.includes('late') ? 'late' : 'online';
}
