import { create } from 'zustand';

/** How the line stands. When something was last heard is kept beside the store: it changes too often to render by. */
export type LineState = 'connecting' | 'live' | 'restarting' | 'stale';
export const useConnection = create<{ state: LineState; staleSinceMs: number | null }>()(() => ({
  state: 'connecting',
  staleSinceMs: null,
}));

let heardAtMs: number | null = null;
export const lastHeardMs = (): number | null => heardAtMs;

export function setHeard(atMs: number): void {
  heardAtMs = atMs;
  if (useConnection.getState().state !== 'live') useConnection.setState({ state: 'live', staleSinceMs: null });
}
export function setStale(): void {
  if (useConnection.getState().state !== 'stale') useConnection.setState({ state: 'stale', staleSinceMs: heardAtMs });
}
/** The server has said that it ends and comes again. */
export const setRestarting = (): void => useConnection.setState({ state: 'restarting', staleSinceMs: null });
