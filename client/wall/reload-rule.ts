import type { WallState } from '../../shared/wall-wire.ts';

/** A page that takes more has a leak, whatever it draws. */
export const HEAP_MOST_MB = 700;
/** A page that is large again at once would reload for ever. */
const AGAIN_MS = 3_600_000;

export type ReloadReason = 'ordered' | 'old' | 'large';
interface Page {
  state: WallState;
  /** When this page came, by the server's clock. */
  loadedAtMs: number;
  /** The client that the server hands out, where this page is another; null = it is the same, or nobody knows. */
  otherBuild: string | null;
  heapMb: number | null;
  /** The server answers: without it a page that leaves becomes an error of the browser. */
  isLive: boolean;
  /** A new critical incident has the glass. */
  isTaken: boolean;
  /** Which client it last reloaded for, and when it last did so for its size; kept across reloads. */
  reloaded: { build: string | null; largeAtMs: number | null };
}

/**
 * Why a page should be loaded afresh now; null = it should not. An order is obeyed at once, everything else waits until the line is
 * up and nothing that somebody asked for, or should see, is on the glass.
 */
export function reloadReason({ state, loadedAtMs, otherBuild, heapMb, isLive, isTaken, reloaded }: Page): ReloadReason | null {
  if (state.reloadAtMs !== null && state.reloadAtMs > loadedAtMs) return 'ordered';
  if (!isLive || isTaken || state.showing !== null || state.identifyUntilMs !== null) return null;
  // A server behind a proxy that still hands out the old page must not make it reload for ever.
  if (otherBuild !== null && otherBuild !== reloaded.build) return 'old';
  const isDue = reloaded.largeAtMs === null || state.now - reloaded.largeAtMs > AGAIN_MS;
  return heapMb !== null && heapMb > HEAP_MOST_MB && isDue ? 'large' : null;
}
