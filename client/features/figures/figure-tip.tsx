import type { Summary } from '../../../shared/summary.ts';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import type { Figure } from './figure-model.ts';
import styles from './figures.module.css';

/** Formula, sample, what is usual, age and source: beside every number, on hover or focus. */
export function FigureTip({ figure: { measure, reading, usual }, summary }: { figure: Figure; summary: Summary }) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const count = (n: number) => formatCount(n, language);
  const sample = [
    reading.numerator === null
      ? t('figures.n', { n: count(reading.n) })
      : t('figures.numerator', { numerator: count(reading.numerator), n: count(reading.n) }),
    ...(reading.suspended > 0 ? [t('figures.suspendedApart', { n: count(reading.suspended) })] : []),
    ...(reading.noDue > 0 ? [t('figures.noDue', { n: count(reading.noDue) })] : []),
  ];
  return (
    <dl className={styles.tip}>
      <dt>{t('figures.tipFormula')}</dt>
      <dd>{t(`formula.${measure}`)}</dd>
      <dt>{t('figures.tipN')}</dt>
      <dd>{sample.join(' · ')}</dd>
      {usual !== null && (
        <>
          <dt>{t('figures.tipUsual')}</dt>
          <dd>{t('figures.tipUsualText', { value: usual })}</dd>
        </>
      )}
      <dt>{t('figures.tipAge')}</dt>
      <dd>{formatMoment(Date.parse(summary.asOf), city.timeZone)}</dd>
      <dt>{t('figures.tipSource')}</dt>
      <dd>{t('figures.sourceLog', { seq: summary.seq })}</dd>
    </dl>
  );
}
