import { useEffect, useState } from 'react';
import { createMapHost } from '../../map/map-canvas.tsx';
import type { MapHost } from '../../map/map-host.ts';
import { nowMs } from '../../state/clock.ts';
import { isMotionOff } from '../../state/use-media.ts';

let starting: Promise<MapHost> | undefined;
/** One map for the whole session, started before the page knows what to draw. */
export function startMap(): Promise<MapHost> {
  starting ??= createMapHost({ now: nowMs, isStill: isMotionOff() }).catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

export type MapState = { kind: 'loading' } | { kind: 'ready'; host: MapHost } | { kind: 'failed' };
export function useMapHost(): MapState {
  const [state, setState] = useState<MapState>({ kind: 'loading' });
  useEffect(() => {
    let isWanted = true;
    startMap().then(
      (host) => isWanted && setState({ kind: 'ready', host }),
      () => isWanted && setState({ kind: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return state;
}
