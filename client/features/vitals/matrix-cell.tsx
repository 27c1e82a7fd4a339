import { memo } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import type { Language } from '../../../shared/terms.ts';
import type { VitalCell } from '../../../shared/vital-wire.ts';
import { otherLanguage } from '../../i18n/language.ts';
import { textIn } from '../../i18n/text.ts';
import { StateMark } from './state-mark.tsx';
import { formatValue, isWorseBelow, type MatrixArea } from './vital-model.ts';
import styles from './matrix.module.css';

interface Props {
  id: string;
  column: number;
  area: MatrixArea;
  indicator: Indicator;
  cell: VitalCell | undefined;
  language: Language;
  /** The arrows are on it. */
  isAt: boolean;
  /** It is shown in full beside the matrix. */
  isShown: boolean;
}

/** One sign at one area. Of two thousand only those are drawn anew that changed: what it needs is given, so that none listens for itself. */
export const MatrixCell = memo(function MatrixCell({ id, column, area, indicator, cell, language, isAt, isShown }: Props) {
  const text = wordsOf({ area, indicator, cell, language });
  return (
    <span
      id={id}
      role="gridcell"
      aria-label={text}
      aria-selected={isShown}
      title={text}
      className={column === 0 ? styles.own : styles.cell}
      data-column={column}
      data-area={area.code}
      data-state={cell?.state ?? 'none'}
      data-at={isAt}
    >
      {column === 0 && <b>{cell?.value == null ? '' : formatValue(cell.value, indicator, language)}</b>}
      {cell && <StateMark state={cell.state} isWorseBelow={isWorseBelow(cell)} />}
    </span>
  );
});

function wordsOf({ area, indicator, cell, language }: Pick<Props, 'area' | 'indicator' | 'cell' | 'language'>): string {
  const t = textIn(language);
  const [place, sign] = [area.name, indicator.names].map((names) => names[language] || names[otherLanguage(language)]) as [string, string];
  if (!cell) return t('vitals.cellNone', { area: place, sign });
  const value = cell.value === null ? t('vitals.noValue') : `${formatValue(cell.value, indicator, language)} ${indicator.unit}`.trim();
  const text = t('vitals.cell', { area: place, sign, value, state: t(`vitals.state.${cell.state}`) });
  return isWorseBelow(cell) ? `${text}; ${t('vitals.worseBelow', { n: cell.worstN, state: t(`vitals.state.${cell.worst}`) })}` : text;
}
