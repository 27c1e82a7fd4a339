import { useInfiniteQuery } from '@tanstack/react-query';
import type { Indicator } from '../../../shared/indicators.ts';
import { devicesQuery, type DevicesAsk } from '../../api/devices.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeviceRow } from './device-row.tsx';
import styles from './devices.module.css';

interface Props {
  area: string;
  areaName: string;
  ask: DevicesAsk;
  selected: string | null;
  nameOfArea: (code: string) => string;
  indicatorOf: (code: string) => Indicator | undefined;
  onOpen: (code: string) => void;
  onClear: () => void;
}

/** The devices of an area and all below it, each as a button. */
export function DeviceList({ area, areaName, ask, selected, nameOfArea, indicatorOf, onOpen, onClear }: Props) {
  const t = useText();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(devicesQuery(area, ask));
  if (error && !data)
    return (
      <Notice
        icon="sensor"
        role="alert"
        title={t('device.failed')}
        action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
      >
        {error.message}
      </Notice>
    );
  if (!data)
    return (
      <div className={styles.waiting} aria-busy="true">
        {Array.from({ length: 8 }, (_, i) => (
          <Skeleton key={i} height={44} />
        ))}
      </div>
    );
  const devices = data.pages.flatMap((page) => page.devices);
  const all = data.pages[0]?.facets?.n ?? 0;
  if (devices.length === 0)
    return all === 0 ? (
      <Notice icon="sensor" title={t('device.none', { name: areaName })}>
        {t('device.noneHint')}
      </Notice>
    ) : (
      <Notice icon="sensor" title={t('device.noneMatch')} action={<Button onClick={onClear}>{t('device.clear')}</Button>} />
    );
  return (
    <>
      <ul className={styles.rows} onKeyDown={moveFocus}>
        {devices.map((device) => (
          <DeviceRow
            key={device.code}
            device={device}
            areaName={nameOfArea(device.area)}
            indicatorOf={indicatorOf}
            isSelected={device.code === selected}
            onOpen={() => onOpen(device.code)}
          />
        ))}
      </ul>
      {hasNextPage && (
        <Button className={styles.more} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('device.more', { n: 500 })}
        </Button>
      )}
    </>
  );
}

/** Arrows go from row to row. */
function moveFocus(event: React.KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.findIndex((button) => button === document.activeElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
