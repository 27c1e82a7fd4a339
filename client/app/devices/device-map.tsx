import { useCallback, useMemo } from 'react';
import { standingOf } from '../../../shared/device-terms.ts';
import type { DeviceWire } from '../../../shared/readings.ts';
import { LOOK } from '../../features/devices/device-model.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import type { MapChrome, MapFact } from '../../map/map-types.ts';
import type { PointMark } from '../../map/point-marks.ts';
import { nowMs } from '../../state/clock.ts';
import { useDevicePicking } from '../../state/device-picking.ts';
import { QuietMap } from '../quiet-map.tsx';
import own from './devices-page.module.css';

const CHROME: MapChrome = { top: 16, right: 56, bottom: 16, left: 16 };

interface Props {
  area: string;
  devices: readonly DeviceWire[];
  chosen: string | null;
  onChoose: (code: string) => void;
  onGo: (area: string) => void;
}

/** Where devices stand and how; while a form places one, a click puts it there. */
export function DeviceMap({ area, devices, chosen, onChoose, onGo }: Props) {
  const t = useText();
  const name = useName();
  const picking = useDevicePicking((state) => state.picking);
  const marks = useMemo(() => {
    const points = devices.flatMap((device): PointMark[] => {
      const { lngLat } = device;
      if (lngLat === null || (picking && device.code === chosen)) return [];
      const standing = standingOf(device, nowMs());
      const words = [name(device.names), t(`device.standing.${standing}`)] as const;
      return [{ id: device.code, lngLat, look: LOOK[standing], isChosen: device.code === chosen, words }];
    });
    const placed: PointMark[] = picking?.lngLat ? [{ id: '', lngLat: picking.lngLat, look: 'late', isChosen: true, words: ['', ''] }] : [];
    return { points: [...points, ...placed] };
  }, [chosen, devices, name, picking, t]);
  const onFact = useCallback(
    (fact: MapFact) => {
      if (fact.kind === 'point-click' && !picking) onChoose(fact.id);
      else if (fact.kind === 'area-click') {
        if (picking) picking.pick(fact.lngLat);
        else onGo(fact.code);
      }
    },
    [onChoose, onGo, picking],
  );
  const offMap = devices.filter(({ lngLat }) => lngLat === null).length;
  return (
    <QuietMap area={area} label={(of) => t('device.map', { name: of })} chrome={CHROME} marks={marks} onFact={onFact}>
      {offMap > 0 && <p className={own.offMap}>{t('device.offMap', { n: offMap })}</p>}
    </QuietMap>
  );
}
