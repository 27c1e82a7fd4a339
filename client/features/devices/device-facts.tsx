import { useState } from 'react';
import { Link } from 'react-router';
import type { DeviceWire } from '../../../shared/readings.ts';
import { trustDevice } from '../../api/devices.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { ToldField, fieldProps } from '../../ui/told-field.tsx';
import { useDeviceAct } from './use-device-act.ts';
import styles from './devices.module.css';

type Span = DeviceWire['suspect'][number];
interface Props {
  device: DeviceWire;
  areaName: string;
  areaHref: string;
  mayMark: boolean;
}

/** What was registered, and the times in which it is not believed. */
export function DeviceFacts({ device, areaName, areaHref, mayMark }: Props) {
  const t = useText();
  const { kind, owner, lngLat, datum, suspect, revision } = device;
  const facts: [string, React.ReactNode][] = [
    [t('device.kind'), kind],
    [t('device.owner'), owner ?? '—'],
    [
      t('device.area'),
      <Link key="area" to={areaHref}>
        {areaName}
      </Link>,
    ],
    [t('device.position'), lngLat ? lngLat.map((each) => each.toFixed(5)).join(', ') : t('device.noPosition')],
    [t('device.datum'), datum ?? t('device.noDatum')],
    [t('device.revision'), revision],
  ];
  return (
    <section>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {suspect.length > 0 && (
        <>
          <h3>{t('device.spans')}</h3>
          <ul className={styles.spans}>
            {suspect.map((span) => (
              <SpanRow key={span.from} device={device.code} span={span} mayMark={mayMark} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** One time in which it is not believed; a time that is over can be believed again by itself. */
function SpanRow({ device, span: { from, to }, mayMark }: { device: string; span: Span; mayMark: boolean }) {
  const t = useText();
  const { city } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [isLacking, setLacking] = useState(false);
  const { act, problem, isBusy } = useDeviceAct();
  const moment = (at: string): string => formatMoment(Date.parse(at), city.timeZone);
  const words = to === null ? t('device.markFrom', { from: moment(from) }) : t('device.markSpan', { from: moment(from), to: moment(to) });
  const lack = isLacking ? t('device.lack.reason') : null;
  const submit = async (): Promise<void> => {
    setLacking(reason.trim() === '');
    if (reason.trim() === '' || isBusy) return;
    const span = to === null ? { from } : { from, to };
    if ((await act(() => trustDevice(device, { ...span, reason: reason.trim() }))) !== null) setOpen(false);
  };
  return (
    <li>
      <span>{words}</span>
      {mayMark && (
        <button type="button" className={styles.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('device.restore')} <span className="visually-hidden">{words}</span>
        </button>
      )}
      {isOpen && (
        <form
          className={styles.form}
          aria-label={`${t('device.restore')} ${words}`}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <ToldField label={t('device.reason')} problem={lack}>
            <input name="reason" maxLength={500} value={reason} {...fieldProps(lack)} onChange={({ target }) => setReason(target.value)} />
          </ToldField>
          <p className={styles.problem} role="alert">
            {problem?.message}
          </p>
          <Button type="submit" kind="primary" disabled={isBusy}>
            {t('device.restore')}
          </Button>
        </form>
      )}
    </li>
  );
}
