import { memo } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import type { VitalCell } from '../../../shared/vital-wire.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { StateMark } from './state-mark.tsx';
import { formatValue, isWorseBelow, type MatrixArea } from './vital-model.ts';
import styles from './matrix.module.css';

interface Props {
  id: string;
  row: number;
  indicator: Indicator;
  cells: ReadonlyMap<string, VitalCell>;
  columns: readonly MatrixArea[];
  /** The column that the arrows are on; null = they are on another row. */
  cursor: number | null;
  /** The area of it that is shown beside; null = another sign is. */
  shown: string | null;
}

/** One sign at the whole and at all parts. */
export const MatrixRow = memo(function MatrixRow({ id, row, indicator, cells, columns, cursor, shown }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const sign = name(indicator.names);
  const words = (area: MatrixArea, cell: VitalCell | undefined): string => {
    if (!cell) return t('vitals.cellNone', { area: name(area.name), sign });
    const value = cell.value === null ? t('vitals.noValue') : `${formatValue(cell.value, indicator, language)} ${indicator.unit}`.trim();
    const text = t('vitals.cell', { area: name(area.name), sign, value, state: t(`vitals.state.${cell.state}`) });
    return isWorseBelow(cell) ? `${text}; ${t('vitals.worseBelow', { n: cell.worstN, state: t(`vitals.state.${cell.worst}`) })}` : text;
  };
  return (
    <div role="row" className={styles.row} data-row={row} data-shown={shown !== null} data-sign={indicator.code}>
      <span role="rowheader" className={styles.name} data-column="0" title={sign}>
        <span>{sign}</span> <small>{indicator.unit}</small>
      </span>
      {columns.map((area, column) => {
        const cell = cells.get(area.code);
        const text = words(area, cell);
        return (
          <span
            key={area.code}
            id={`${id}-${row}-${column}`}
            role="gridcell"
            aria-label={text}
            aria-selected={shown === area.code}
            title={text}
            className={column === 0 ? styles.own : styles.cell}
            data-column={column}
            data-area={area.code}
            data-state={cell?.state ?? 'none'}
            data-at={cursor === column}
          >
            {column === 0 && <b>{cell?.value == null ? '' : formatValue(cell.value, indicator, language)}</b>}
            {cell && <StateMark state={cell.state} isWorseBelow={isWorseBelow(cell)} />}
          </span>
        );
      })}
    </div>
  );
});
