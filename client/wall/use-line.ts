import { useEffect, useRef, useState } from 'react';
import { useConnection, type LineState } from '../live/connection.ts';
import { nowMs, useTicked } from '../state/clock.ts';

/** How the line stands, for a picture that must not look alive when it is not. */
export interface WallLine {
  state: LineState;
  staleSinceMs: number | null;
  /** The last cut, when it is over and all of it has been made good; for a while. */
  caughtUp: { fromMs: number; toMs: number } | null;
  /** Up, and has been for a while. */
  isSteady: boolean;
}
const SAID_MS = 60_000;
const STEADY_MS = 5_000;

/** `toldAtMs`: when figures were last told; the gap counts as caught up once they are younger than its end. */
export function useWallLine(toldAtMs: number): WallLine {
  const { state, staleSinceMs } = useConnection();
  const cutAt = useRef<number | null>(null);
  const [gap, setGap] = useState<{ fromMs: number; toMs: number } | null>(null);
  const [liveSinceMs, setLiveSince] = useState<number | null>(() => (state === 'live' ? Date.now() : null));
  useEffect(
    () =>
      useConnection.subscribe((now) => {
        if (now.state === 'stale') cutAt.current ??= now.staleSinceMs ?? Date.now();
        setLiveSince(now.state === 'live' ? Date.now() : null);
        if (now.state !== 'live' || cutAt.current === null) return;
        setGap({ fromMs: cutAt.current, toMs: Date.now() });
        cutAt.current = null;
      }),
    [],
  );
  const isSaid = useTicked(() => gap !== null && Date.now() - gap.toMs < SAID_MS);
  const isSteady = useTicked(() => liveSinceMs !== null && Date.now() - liveSinceMs > STEADY_MS);
  return { state, staleSinceMs, caughtUp: isSaid && gap && toldAtMs >= gap.toMs ? gap : null, isSteady };
}

const TOLERATED_MS = 2_000;
/** How far this machine's clock is from the server's, whole seconds; 0 = near enough. Before the server was heard nobody knows. */
export const useDrift = (): number =>
  useTicked(() => {
    const drift = Date.now() - nowMs();
    return Math.abs(drift) < TOLERATED_MS ? 0 : Math.round(drift / 1000);
  });
