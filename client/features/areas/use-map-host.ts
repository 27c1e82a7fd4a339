import { useEffect, useState } from 'react';
import type { MapHost } from '../../map/map-host.ts';
import { startMap } from './start-map.ts';

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
