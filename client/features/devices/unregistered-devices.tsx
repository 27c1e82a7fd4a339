import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { unregisteredQuery } from '../../api/devices.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ReadingAge } from './reading-age.tsx';
import styles from './devices.module.css';

interface Props {
  area: string;
  onRegister: (code: string) => void;
}

/** Who sends and is not registered, each with a way to register it. Nothing where there is none. */
export function UnregisteredDevices({ area, onRegister }: Props) {
  const t = useText();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(unregisteredQuery(area));
  if (!data || data.devices.length === 0) return null;
  const n = data.devices.length;
  return (
    <section className={styles.strangers} aria-label={t('device.unregistered')}>
      <button type="button" className={styles.strangersHead} aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <span>{t('device.unregistered')}</span>
        <b>{data.isCut ? `${n}+` : n}</b>
        <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={16} />
      </button>
      <ul id={id} hidden={!isOpen}>
        {data.devices.map(({ code, n: times, lastAt, indicators }) => (
          <li key={code}>
            <span className={styles.rowWords}>
              <strong>{code}</strong>
              <span className={styles.quiet}>
                {t('device.unregisteredCount', { n: times })} · <ReadingAge at={lastAt} />
              </span>
              <span className={styles.quiet}>{indicators.join(' · ')}</span>
            </span>
            <Button aria-label={t('device.registerNamed', { code })} onClick={() => onRegister(code)}>
              {t('device.register')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
