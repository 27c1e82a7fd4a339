import { useQuery } from '@tanstack/react-query';
import { directoryQuery } from '../../api/areas.query.ts';
import { forecastQuery } from '../../api/forecast.query.ts';
import { formatCount, spanFigure } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { areaNames } from './incident-words.ts';
import styles from './drawer.module.css';

/** What history says of the time that is left, with its reason; too little history is said too. Quiet: it is no deadline. */
export function ForecastLine({ id, version }: { id: number; version: number }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { data } = useQuery(forecastQuery(id, version));
  const { data: directory } = useQuery(directoryQuery);
  if (!data) return <p className={styles.forecast} aria-busy="true" />;
  const { area, days, n, minimumN, p50Ms, p80Ms, verdict } = data;
  if (area === null || p50Ms === null || p80Ms === null)
    return <p className={styles.forecast}>{t('forecast.few', { n: formatCount(n, language), minimum: minimumN })}</p>;
  const span = (ms: number): string => {
    const { value, unit } = spanFigure(ms, language);
    return `${value} ${unit}`;
  };
  return (
    <p className={styles.forecast} title={t('forecast.where', { area: name(areaNames(area, directory)), days })}>
      <strong>{t(verdict === null ? 'forecast.left' : `forecast.${verdict}`)}</strong>{' '}
      {t('forecast.why', { p50: span(p50Ms), p80: span(p80Ms), n: formatCount(n, language) })}
    </p>
  );
}
