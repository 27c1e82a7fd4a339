import { create } from 'zustand';
import type { Standing } from '../../shared/calls.ts';

/** What calls at the node of this screen or person, as last told; null = nothing was told: it is nobody who hears of calls, or not yet. */
export const useCalls = create<{ standing: Standing | null }>()(() => ({ standing: null }));

/** Said on each new line, and with each change. */
export function hearStanding(standing: Standing): void {
  const held = useCalls.getState().standing;
  if (held?.node === standing.node && held.rev > standing.rev) return;
  useCalls.setState({ standing });
}
/** Another person, or another screen, begins with nothing. */
export const forgetStanding = (): void => useCalls.setState({ standing: null });
