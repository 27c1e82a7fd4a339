import type { Summary } from '../../../shared/summary.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { kindOf, type Measure } from '../../state/measures.ts';
import { TargetBar } from '../../ui/target-bar.tsx';
import { Tip } from '../../ui/tip.tsx';
import { FigureAge } from './figure-age.tsx';
import { FigureTip } from './figure-tip.tsx';
import type { Figure } from './figure-model.ts';
import { Change, Verdict } from './verdict.tsx';
import styles from './figures.module.css';

export function FigureRow({
  figure,
  summary,
  onOpenRows,
}: {
  figure: Figure;
  summary: Summary;
  onOpenRows: ((measure: Measure) => void) | null;
}) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const n = formatCount(figure.reading.n, language);
  return (
    <li className={styles.item}>
      <Tip className={styles.door} renderContent={() => <FigureTip figure={figure} summary={summary} />}>
        <button
          type="button"
          className={styles.row}
          data-figure={figure.measure}
          disabled={!onOpenRows}
          onClick={() => onOpenRows?.(figure.measure)}
        >
          <span className={styles.name}>
            <span className={styles.label}>{t(`measure.${figure.measure}`)}</span>
            <span className={styles.quiet}>
              {kindOf(figure.measure) === 'stock' ? t('figures.ofOpen', { n }) : t('figures.n', { n })} · <FigureAge asOf={summary.asOf} />
            </span>
          </span>
          <span className={styles.middle}>
            {figure.bar.value === null ? (
              <span className={styles.noBar} />
            ) : (
              <TargetBar value={figure.bar.value} target={figure.bar.target} isMissed={figure.verdict === 'missed'} />
            )}
            <Verdict figure={figure} />
          </span>
          <span className={styles.right}>
            <span className={styles.value} data-none={figure.value === null}>
              {figure.value ?? '—'}
              <small>{figure.unit}</small>
            </span>
            <Change figure={figure} />
          </span>
        </button>
      </Tip>
    </li>
  );
}
