import { useInfiniteQuery } from '@tanstack/react-query';
import { marksDevices, registersDevices } from '../../../shared/device-terms.ts';
import type { Indicator } from '../../../shared/indicators.ts';
import { devicesQuery } from '../../api/devices.query.ts';
import { DeviceFilters } from '../../features/devices/device-filters.tsx';
import { DeviceList } from '../../features/devices/device-list.tsx';
import { ImportDevices } from '../../features/devices/import-devices.tsx';
import { UnregisteredDevices } from '../../features/devices/unregistered-devices.tsx';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { useIsPhone } from '../../state/use-media.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from '../alerts/alerts-page.module.css';
import own from './devices-page.module.css';
import type { DevicePlace, GoDevice } from './use-device-place.ts';

interface Props {
  area: string;
  areaName: string;
  place: DevicePlace;
  nameOfArea: (code: string) => string;
  indicatorOf: (code: string) => Indicator | undefined;
  onGo: GoDevice;
}

/** The left side: which devices are listed, the list, and the keys of it. */
export function DevicesSide({ area, areaName, place: { ask, device }, nameOfArea, indicatorOf, onGo }: Props) {
  const t = useText();
  const { me } = useSession();
  const isPhone = useIsPhone();
  const { data } = useInfiniteQuery(devicesQuery(area, ask));
  const facets = data?.pages[0]?.facets;
  const mayRegister = registersDevices(me.role);
  const keys: [face: string[], what: string][] = [
    [['J', 'K'], t('device.key.move')],
    ...(marksDevices(me.role) ? [[['S'], t('device.key.doubt')] as [string[], string]] : []),
    ...(mayRegister
      ? ([
          [['E'], t('device.key.edit')],
          [['N'], t('device.key.new')],
        ] as [string[], string][])
      : []),
    [['F'], t('device.key.find')],
  ];
  return (
    <div className={styles.side}>
      <div className={styles.tools}>
        <h2 className={own.title}>{t('device.title')}</h2>
        <span className={styles.gap} />
        {mayRegister && (
          <>
            <ImportDevices />
            <Button onClick={() => onGo({ write: 'new', device: null })}>{t('device.new')}</Button>
          </>
        )}
      </div>
      <DeviceFilters
        ask={ask}
        facets={facets}
        signName={(code) => indicatorOf(code)?.names ?? { zh: code, en: code }}
        onAsk={(patch) => onGo(patch)}
      />
      {mayRegister && <UnregisteredDevices area={area} onRegister={(code) => onGo({ write: 'new', device: null, code })} />}
      <section className={styles.listRoom} aria-label={t('device.list')}>
        <DeviceList
          area={area}
          areaName={areaName}
          ask={ask}
          selected={device}
          nameOfArea={nameOfArea}
          indicatorOf={indicatorOf}
          onOpen={(code) => onGo({ device: code, write: null })}
          onClear={() => onGo({ state: null, kind: null, owner: null, indicator: null, text: null })}
        />
      </section>
      {!isPhone && (
        <ul className={own.keys} aria-label={t('device.keys')}>
          {keys.map(([faces, what]) => (
            <li key={what}>
              {faces.map((face) => (
                <Kbd key={face}>{face}</Kbd>
              ))}{' '}
              {what}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
