import type { Summary } from '../../../shared/summary.ts';
import { formatCount, formatPercent } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import type { Measure } from '../../state/measures.ts';
import { TargetBar } from '../../ui/target-bar.tsx';
import { Tip } from '../../ui/tip.tsx';
import { FigureAge } from './figure-age.tsx';
import { FigureTip } from './figure-tip.tsx';
import type { Figure } from './figure-model.ts';
import { Change, Verdict } from './verdict.tsx';
import styles from './figures.module.css';

export function HeroFigure({
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
  const { reading, verdict } = figure;
  return (
    <Tip className={styles.door} renderContent={() => <FigureTip figure={figure} summary={summary} />}>
      <button
        type="button"
        className={styles.hero}
        data-figure={figure.measure}
        disabled={!onOpenRows}
        onClick={() => onOpenRows?.(figure.measure)}
      >
        <span className={styles.heroTop}>
          <strong>{t(`measure.${figure.measure}`)}</strong>
          <span className={styles.quiet}>{otherLimit(figure.measure, summary, t)}</span>
        </span>
        <span className={styles.heroMiddle}>
          <span className={styles.heroValue} data-none={figure.value === null}>
            {figure.value ?? '—'}
            <small>{figure.unit}</small>
          </span>
          <span className={styles.heroSide}>
            <Verdict figure={figure} isLong />
            <Change figure={figure} isLong />
          </span>
        </span>
        <TargetBar value={figure.bar.value} target={figure.bar.target} isMissed={verdict === 'missed'} size="large" />
        <span className={styles.heroFoot}>
          <span>
            {t('figures.n', { n: formatCount(reading.n, language) })}
            {reading.suspended > 0 && ` · ${t('figures.suspendedApart', { n: formatCount(reading.suspended, language) })}`}
          </span>
          <FigureAge asOf={summary.asOf} />
        </span>
      </button>
    </Tip>
  );
}

/** On-time closing is always told by both limits, so that extending is no way to look better. */
function otherLimit(measure: Measure, summary: Summary, t: Translate): string {
  const other =
    measure === 'onTimeClosingRate' ? 'onTimeClosingRateOriginal' : measure === 'onTimeClosingRateOriginal' ? 'onTimeClosingRate' : null;
  const value = other ? summary.rates[other].value : null;
  if (value === null) return '';
  return t(other === 'onTimeClosingRateOriginal' ? 'figures.original' : 'figures.extended', { value: formatPercent(value) });
}
