import type { Indicator } from '../../../shared/indicators.ts';
import type { VitalSeries } from '../../../shared/vital-wire.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { basisText, limitTerms, limitText } from './limit-words.ts';
import { StateMark } from './state-mark.tsx';
import styles from './sign-panel.module.css';

/** What counts as what, and by whose word. A word that all limits share is said once. */
export function LimitsTable({ indicator, series, ownerName }: { indicator: Indicator; series: VitalSeries; ownerName: string | null }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { limits } = series;
  if (limits.length === 0) return <p className={styles.quiet}>{t('vitals.noLimits')}</p>;
  const words = limits.map((limit) => basisText(limit, t));
  const shared = words.every((text) => text === words[0]) ? words[0]! : null;
  return (
    <section aria-label={t('vitals.limits')}>
      <h3 className={styles.heading}>
        {t('vitals.limits')}{' '}
        <span>{[ownerName === null ? null : t('vitals.basis.own', { name: ownerName }), shared].filter(Boolean).join(' · ')}</span>
      </h3>
      <ul className={styles.limits}>
        {limits.map((limit, i) => (
          // oxlint-disable-next-line react/no-array-index-key
          <li key={i}>
            <StateMark state={limit.state} />
            <span>{t(`vitals.state.${limit.state}`)}</span>
            <b>{limitText(limit, indicator, t)}</b>
            <span className={styles.quiet}>{limitTerms(limit, indicator, t, (ms) => formatSpan(ms, language))}</span>
            {shared === null && <small className={styles.quiet}>{words[i]}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}
