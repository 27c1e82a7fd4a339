import { create } from 'zustand';
import type { ReplayState } from '../../shared/replay.ts';
import { setClock } from './clock.ts';

/** How the replay stands that is shown instead of the live city; null = this is the live city. */
export const useReplay = create<{ replay: ReplayState | null }>()(() => ({ replay: null }));

/** As the server tells it: from here on everything on the page goes by its clock. */
export function setReplay(replay: ReplayState): void {
  setClock(Date.parse(replay.at), replay.isPlaying ? replay.speed : 0);
  useReplay.setState({ replay });
}
