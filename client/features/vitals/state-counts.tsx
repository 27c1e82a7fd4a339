import type { VitalState } from '../../../shared/vital-terms.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { StateMark } from './state-mark.tsx';
import styles from './state-counts.module.css';

const ORDER: readonly VitalState[] = ['alarm', 'abnormal', 'attention', 'normal', 'no-data'];

/** How many of each state there are; it is the key to the marks as well. */
export function StateCounts({ counts, hasWorse }: { counts: Readonly<Record<VitalState, number>>; hasWorse: boolean }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  return (
    <ul className={styles.counts} aria-label={t('vitals.counts')}>
      {ORDER.map((state) => (
        <li key={state} data-state={state} data-some={counts[state] > 0}>
          <StateMark state={state} /> {t(`vitals.state.${state}`)} <b>{formatCount(counts[state], language)}</b>
        </li>
      ))}
      {hasWorse && (
        <li>
          <StateMark state="normal" isWorseBelow /> {t('vitals.worseKey')}
        </li>
      )}
    </ul>
  );
}
