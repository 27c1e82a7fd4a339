import { useQuery } from '@tanstack/react-query';
import type { Indicator } from '../../../shared/indicators.ts';
import { refusedQuery } from '../../api/devices.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import styles from './devices.module.css';

interface Props {
  device: string;
  indicatorOf: (code: string) => Indicator | undefined;
}

/** What a device told and was not taken: how often, for which reason, and when last. Nothing where all of it was. */
export function RefusedReadings({ device, indicatorOf }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data } = useQuery(refusedQuery(device));
  if (!data || data.refused.length === 0) return null;
  return (
    <section aria-label={t('device.refused')}>
      <h3>{t('device.refused')}</h3>
      <ol className={styles.chain}>
        {data.refused.map(({ indicator, code, message, n, firstAt, lastAt }) => (
          <li key={`${indicator} ${code}`}>
            <time dateTime={lastAt}>{formatMoment(Date.parse(lastAt), city.timeZone)}</time>
            <div>
              <strong>{name(indicatorOf(indicator)?.names ?? { zh: indicator, en: indicator })}</strong>{' '}
              <span className={styles.quiet}>
                {t('device.refusedCount', { n, since: formatMoment(Date.parse(firstAt), city.timeZone) })}
              </span>
              <p className={styles.prose}>{message}</p>
            </div>
          </li>
        ))}
      </ol>
      {data.isCut && <p className={styles.hint}>{t('device.refusedCut')}</p>}
    </section>
  );
}
