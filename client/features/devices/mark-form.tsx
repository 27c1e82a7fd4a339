import { useEffect, useRef, useState } from 'react';
import { isDoubtedAt } from '../../../shared/device-terms.ts';
import type { DeviceWire } from '../../../shared/readings.ts';
import { suspectDevice, trustDevice } from '../../api/devices.query.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { minuteToMs, toIso } from '../../state/windows.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ToldField, fieldProps } from '../../ui/told-field.tsx';
import { useDeviceAct } from './use-device-act.ts';
import styles from './devices.module.css';

type Lack = 'reason' | 'from' | null;

/** Doubts a device from now on, or from an instant on; of one that is doubted now, believes it again. What was typed stays when it is refused. */
export function MarkForm({ device, onClose }: { device: DeviceWire; onClose: () => void }) {
  const t = useText();
  const { city } = useSession();
  const form = useRef<HTMLFormElement>(null);
  // As it was when the form was opened: what is written does not turn into its opposite under the hand.
  const [isTrust] = useState(() => isDoubtedAt(device.suspect, nowMs()));
  const [when, setWhen] = useState<'now' | 'then'>('now');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [lack, setLack] = useState<Lack>(null);
  const { act, problem, isBusy } = useDeviceAct();
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea')?.focus(), []);
  const isThen = !isTrust && when === 'then';
  const submit = async (): Promise<void> => {
    const missing: Lack = isThen && from === '' ? 'from' : reason.trim() === '' ? 'reason' : null;
    setLack(missing);
    if (missing !== null || isBusy) return;
    const at = (minute: string): string => toIso(minuteToMs(minute, city.timeZone));
    const span = isThen ? { from: at(from), ...(to === '' ? {} : { to: at(to) }) } : { from: toIso(nowMs()) };
    const words = { reason: reason.trim() };
    const done = await act(() => (isTrust ? trustDevice(device.code, words) : suspectDevice(device.code, { ...span, ...words })));
    if (done !== null) onClose();
  };
  const isSpan = problem?.code === 'suspect.span' || problem?.code === 'time.invalid';
  const saidOf = (field: 'reason' | 'from'): string | null => {
    if (lack === field) return t(`device.lack.${field}`);
    return field === 'from' && isThen && isSpan ? problem.message : null;
  };
  const title = t(isTrust ? 'device.trust' : 'device.doubt');
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && event.target instanceof HTMLTextAreaElement) {
          event.preventDefault();
          void submit();
        }
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <h3>{title}</h3>
      <p className={styles.quiet}>{t(isTrust ? 'device.trustHint' : 'device.doubtHint')}</p>
      {!isTrust && (
        <Segmented
          label={t('device.when')}
          value={when}
          options={[
            { value: 'now', label: t('device.fromNow') },
            { value: 'then', label: t('device.fromThen') },
          ]}
          onChange={setWhen}
        />
      )}
      {isThen && (
        <div className={styles.two}>
          <ToldField label={t('device.from')} problem={saidOf('from')}>
            <input
              type="datetime-local"
              name="from"
              value={from}
              {...fieldProps(saidOf('from'))}
              onChange={({ target }) => setFrom(target.value)}
            />
          </ToldField>
          <ToldField label={t('device.to')}>
            <input type="datetime-local" name="to" value={to} onChange={({ target }) => setTo(target.value)} />
          </ToldField>
        </div>
      )}
      <ToldField label={t('device.reason')} problem={saidOf('reason')}>
        <textarea
          name="reason"
          rows={2}
          maxLength={500}
          value={reason}
          {...fieldProps(saidOf('reason'))}
          onChange={({ target }) => setReason(target.value)}
        />
      </ToldField>
      <p className={styles.problem} role="alert">
        {problem && !(isThen && isSpan) && problem.message}
      </p>
      <div className={styles.acts}>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {title}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('device.cancel')}
        </Button>
      </div>
    </form>
  );
}
