import { useCallback, useMemo } from 'react';
import { DEVICE_STANDINGS } from '../../../shared/device-terms.ts';
import type { DevicesAsk } from '../../api/devices.query.ts';
import { usePageParams } from '../../state/use-page-params.ts';

const WRITES = ['new', 'edit', 'mark'] as const;
export interface DevicePlace {
  /** The one that is open. */
  device: string | null;
  /** What is being written: a new one, another registration, or a mark. */
  write: (typeof WRITES)[number] | null;
  /** Of a new one, where it is known. */
  code: string | null;
  ask: DevicesAsk;
}
/** How each stands in the address; `indicator` is what the device tells. */
const NAMES = { state: 'state', kind: 'kind', owner: 'owner', indicator: 'told', text: 'find' } as const satisfies Record<
  keyof DevicesAsk,
  string
>;
export type GoDevice = (patch: Partial<Pick<DevicePlace, 'device' | 'write' | 'code'> & DevicesAsk>) => void;

/** What of the page is open and listed, in its address: a link shows a colleague the same. */
export function useDevicePlace(): [DevicePlace, GoDevice] {
  const [params, setParams] = usePageParams();
  const place = useMemo((): DevicePlace => {
    const said = (name: string): string | null => params.get(name)?.slice(0, 120) || null;
    return {
      device: said('device'),
      write: WRITES.find((each) => each === params.get('write')) ?? null,
      code: said('code'),
      ask: {
        state: DEVICE_STANDINGS.find((each) => each === params.get('state')) ?? null,
        kind: said(NAMES.kind),
        owner: said(NAMES.owner),
        indicator: said(NAMES.indicator),
        text: said(NAMES.text),
      },
    };
  }, [params]);
  const go = useCallback<GoDevice>(
    (patch) =>
      setParams(
        (before) => {
          // It is of the form alone that it was opened with.
          if (patch.write !== undefined && patch.code === undefined) before.delete('code');
          for (const [key, value] of Object.entries(patch)) {
            const name = key in NAMES ? NAMES[key as keyof DevicesAsk] : key;
            if (value === null) before.delete(name);
            else before.set(name, value);
          }
          return before;
        },
        // What is typed letter by letter, and rows that are passed, are no steps of their own.
        { replace: 'text' in patch || ('device' in patch && patch.device !== null && params.has('device')) },
      ),
    [params, setParams],
  );
  return [place, go];
}
