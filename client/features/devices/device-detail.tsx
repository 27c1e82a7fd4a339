import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { marksDevices, registersDevices, standingOf } from '../../../shared/device-terms.ts';
import type { Indicator } from '../../../shared/indicators.ts';
import type { DeviceWire } from '../../../shared/readings.ts';
import { deviceQuery } from '../../api/devices.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ChannelTable } from './channel-table.tsx';
import { DeviceActs } from './device-acts.tsx';
import { DeviceChart } from './device-chart.tsx';
import { DeviceFacts } from './device-facts.tsx';
import { MarkForm } from './mark-form.tsx';
import { RefusedReadings } from './refused-readings.tsx';
import { StandingMark } from './standing-mark.tsx';
import styles from './devices.module.css';

interface Props {
  code: string;
  isMarking: boolean;
  nameOfArea: (code: string) => string;
  hrefOfArea: (code: string) => string;
  indicatorOf: (code: string) => Indicator | undefined;
  onMark: (isMarking: boolean) => void;
  onEdit: () => void;
  onClose: () => void;
}

/** One device: how it stands, what it tells and told, and what was said of it. */
export function DeviceDetail({ code, onClose, ...rest }: Props) {
  const t = useText();
  const name = useName();
  const place = useRef<HTMLElement>(null);
  const { data: device, error, refetch } = useQuery(deviceQuery(code));
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <section
      ref={place}
      tabIndex={-1}
      className={styles.detail}
      aria-label={t('device.detail', { name: device ? name(device.names) : code })}
      data-device={code}
      data-revision={device?.revision}
    >
      {!device && error && (
        <Notice
          icon="warning"
          role="alert"
          title={error.message}
          action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
        />
      )}
      {!device && !error && (
        <div className={styles.waiting} aria-busy="true">
          <Skeleton height={32} />
          <Skeleton height={160} />
        </div>
      )}
      {device && <Opened device={device} {...rest} onClose={onClose} />}
    </section>
  );
}

function Opened({
  device,
  isMarking,
  nameOfArea,
  hrefOfArea,
  indicatorOf,
  onMark,
  onEdit,
  onClose,
}: Omit<Props, 'code'> & { device: DeviceWire }) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const [chosen, setChosen] = useState(device.channels[0]?.indicator ?? '');
  const standing = standingOf(device, nowMs());
  const channel = device.channels.find(({ indicator }) => indicator === chosen) ?? device.channels[0];
  const indicator = channel && indicatorOf(channel.indicator);
  const mayMark = marksDevices(me.role);
  return (
    <>
      <header className={styles.head}>
        <StandingMark standing={standing} />
        <div className={styles.headWords}>
          <h2>{name(device.names)}</h2>
          <p className={styles.quiet} data-standing={standing}>
            {t(`device.standing.${standing}`)} · {device.code}
          </p>
        </div>
        {device.isRecounting && <Chip kind="outline">{t('device.recounting')}</Chip>}
        <Button kind="icon" aria-label={t('device.close')} title={`${t('device.close')} (Esc)`} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles.body} tabIndex={0} role="group" aria-label={t('device.detail', { name: name(device.names) })}>
        {(mayMark || registersDevices(me.role)) && (
          <div className={styles.acts}>
            {mayMark && (
              <Button aria-keyshortcuts="S" aria-expanded={isMarking} onClick={() => onMark(!isMarking)}>
                {t(standing === 'suspect' ? 'device.trust' : 'device.doubt')} <Kbd>S</Kbd>
              </Button>
            )}
            {registersDevices(me.role) && (
              <Button kind="quiet" aria-keyshortcuts="E" onClick={onEdit}>
                {t('device.edit')} <Kbd>E</Kbd>
              </Button>
            )}
          </div>
        )}
        {isMarking && mayMark && <MarkForm key={device.code} device={device} onClose={() => onMark(false)} />}
        <ChannelTable device={device} chosen={channel?.indicator ?? ''} indicatorOf={indicatorOf} onChoose={setChosen} />
        {channel && indicator && (
          <DeviceChart
            key={`${device.code} ${channel.indicator}`}
            device={device}
            indicator={indicator}
            lastAt={channel.last?.at ?? null}
          />
        )}
        <RefusedReadings device={device.code} indicatorOf={indicatorOf} />
        <DeviceFacts device={device} areaName={nameOfArea(device.area)} areaHref={hrefOfArea(device.area)} mayMark={mayMark} />
        <DeviceActs device={device} />
      </div>
    </>
  );
}
