import { Link } from 'react-router';
import type { Indicator } from '../../../shared/indicators.ts';
import type { VitalSeries } from '../../../shared/vital-wire.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { pagePath } from '../../state/place.ts';
import { Icon } from '../../ui/icon.tsx';
import { StateMark } from './state-mark.tsx';
import { VitalAge } from './vital-age.tsx';
import { formatValue } from './vital-model.ts';
import styles from './sign-panel.module.css';

interface Props {
  indicator: Indicator;
  series: VitalSeries;
  chosen: string | null;
  onChoose: (device: string | null) => void;
}

/** The instruments behind a value, the worst first; one of them can be looked at alone. */
export function DeviceList({ indicator, series, chosen, onChoose }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { devices, devicesN } = series;
  return (
    <section aria-label={t('vitals.devices', { n: devicesN })}>
      <h3 className={styles.heading}>
        {t('vitals.devices', { n: devicesN })}{' '}
        {chosen !== null && (
          <button type="button" className={styles.link} onClick={() => onChoose(null)}>
            {t('vitals.allDevices')}
          </button>
        )}
      </h3>
      <ul className={styles.devices}>
        {devices.map(({ device, names, area, value, state, at }) => (
          <li key={device}>
            <button type="button" aria-pressed={device === chosen} onClick={() => onChoose(device === chosen ? null : device)}>
              <StateMark state={state} />
              <span className={styles.device}>
                {name(names)} <span className="visually-hidden">{t(`vitals.state.${state}`)}</span>
              </span>
              <b>{value === null ? '—' : `${formatValue(value, indicator, language)} ${indicator.unit}`}</b>
              <span className={styles.quiet}>
                <VitalAge at={at} isSilent={state === 'no-data'} />
              </span>
            </button>
            <Link
              to={`${pagePath(area, 'devices')}?device=${encodeURIComponent(device)}`}
              aria-label={t('vitals.deviceOf', { name: name(names) })}
              title={t('vitals.deviceOf', { name: name(names) })}
            >
              <Icon name="sensor" size={16} />
            </Link>
          </li>
        ))}
      </ul>
      {devicesN > devices.length && <p className={styles.quiet}>{t('vitals.devicesMore', { n: devicesN - devices.length })}</p>}
    </section>
  );
}
