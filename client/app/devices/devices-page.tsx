import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { marksDevices, registersDevices } from '../../../shared/device-terms.ts';
import type { Indicator } from '../../../shared/indicators.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { devicesQuery } from '../../api/devices.query.ts';
import { ProblemError } from '../../api/problem.ts';
import { indicatorsQuery } from '../../api/vitals.query.ts';
import { startMap } from '../../features/areas/start-map.ts';
import { loadDeviceTexts } from '../../i18n/device-texts.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useConnection } from '../../live/connection.ts';
import { groupOf } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { useIsPhone } from '../../state/use-media.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from '../alerts/alerts-page.module.css';
import { FailedPage } from '../failed-page.tsx';
import frame from '../kpi-page.module.css';
import { NotFound } from '../not-found.tsx';
import { PhoneNav, PhoneTop } from '../phone-frame.tsx';
import { Bar } from '../shell/bar.tsx';
import { Breadcrumb } from '../shell/breadcrumb.tsx';
import { PageBanner } from '../shell/page-banner.tsx';
import { Rail } from '../shell/rail.tsx';
import { SearchHost } from '../shell/search-host.tsx';
import { useOverview } from '../use-overview.ts';
import { DeviceMap } from './device-map.tsx';
import { DevicesSide } from './devices-side.tsx';
import { OpenDevice } from './open-device.tsx';
import { useDeviceKeys } from './use-device-keys.ts';
import { useDevicePlace } from './use-device-place.ts';

void startMap();
await loadDeviceTexts();

const NONE: readonly Indicator[] = [];

/** `/area/500103/devices?device=rain-01`: the devices of an area and all below it, where they stand, and one of them in full. */
export function DevicesPage() {
  const t = useText();
  const name = useName();
  const isPhone = useIsPhone();
  const { me } = useSession();
  const [place, go] = useDevicePlace();
  const { device, write, ask } = place;
  const last = useRef<string | null>(null);
  const close = (): boolean => {
    if (write !== null) go({ write: null });
    else if (device !== null) {
      last.current = device;
      go({ device: null });
    } else return false;
    return true;
  };
  const overview = useOverview(close);
  const { control, area, areaError, isReadable } = overview;
  const isStale = useConnection((connection) => connection.state === 'stale');
  const isMine = isReadable && area !== undefined && groupOf(control.area) === null;
  const { data: catalogue } = useQuery(indicatorsQuery);
  const { data: directory } = useQuery(directoryQuery);
  const { data: listed } = useInfiniteQuery({ ...devicesQuery(control.area, ask), enabled: isMine });
  const devices = useMemo(() => listed?.pages.flatMap((page) => page.devices) ?? [], [listed]);
  const indicators = catalogue?.indicators ?? NONE;
  const byCode = useMemo(() => new Map(indicators.map((each) => [each.code, each])), [indicators]);
  const indicatorOf = useCallback((code: string) => byCode.get(code), [byCode]);
  const nameOfArea = useCallback(
    (code: string): string => {
      const names = directory?.get(code)?.name;
      return names ? name(names) : code;
    },
    [directory, name],
  );
  const areaName = area ? name(area.properties.name) : '';
  const choose = useCallback((code: string): void => go({ device: code, write: null }), [go]);
  const isForm = write === 'new' || write === 'edit';
  useDeviceKeys(!isForm, {
    step(by) {
      const at = devices.findIndex(({ code }) => code === device);
      const next = devices[at === -1 ? 0 : at + by];
      if (next) choose(next.code);
    },
    mark: () => void (device !== null && marksDevices(me.role) && go({ write: write === 'mark' ? null : 'mark' })),
    edit: () => void (device !== null && registersDevices(me.role) && go({ write: 'edit' })),
    register: () => void (registersDevices(me.role) && go({ write: 'new', device: null })),
  });
  useEffect(() => {
    document.title = `${t('nav.devices')} · ${areaName ? `${areaName} · ` : ''}${t('app.name')}`;
  }, [areaName, t]);
  // The row goes along; back from a device to the row that was open.
  useEffect(() => {
    const code = device ?? last.current;
    const row = code === null ? null : document.querySelector<HTMLElement>(`[data-device-row="${CSS.escape(code)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
    if (device === null) row?.focus({ preventScroll: true });
    last.current = null;
  }, [device]);
  if (areaError && !area) {
    const isMissing = areaError instanceof ProblemError && areaError.status === 404;
    return isMissing ? <NotFound area={control.area} /> : <FailedPage error={areaError} onRetry={() => location.reload()} />;
  }
  const isOpen = device !== null || write === 'new';
  const map = <DeviceMap area={control.area} devices={devices} chosen={device} onChoose={choose} onGo={control.go} />;
  return (
    <div className={frame.page} data-stale={isStale}>
      {isPhone ? (
        <PhoneTop control={control} onNear={overview.near} />
      ) : (
        <>
          <Rail control={control} deskOf={isReadable ? control.area : me.scope} />
          <Bar>
            <Breadcrumb control={control} onNear={overview.near} />
          </Bar>
        </>
      )}
      <PageBanner />
      <main className={styles.main} data-open={isOpen} data-stale={isStale} aria-label={t('device.of', { name: areaName })}>
        {area && !isMine ? (
          <Notice icon="sensor" title={t('device.elsewhere')}>
            {t('device.elsewhereHint')}
          </Notice>
        ) : (
          <>
            {!(isPhone && isOpen) && isMine && (
              <DevicesSide
                area={control.area}
                areaName={areaName}
                place={place}
                nameOfArea={nameOfArea}
                indicatorOf={indicatorOf}
                onGo={go}
              />
            )}
            {!isPhone && map}
            {(!isPhone || isOpen) && isMine && (
              <OpenDevice
                area={control.area}
                place={place}
                indicators={indicators}
                nameOfArea={nameOfArea}
                map={isPhone ? map : null}
                onGo={go}
                onClose={() => void close()}
              />
            )}
          </>
        )}
      </main>
      {isPhone && <PhoneNav control={control} open={overview.counts?.open ?? null} isReadable={isReadable} />}
      <SearchHost control={control} isReadable={isReadable} />
    </div>
  );
}
