import { memo } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import type { VitalCell } from '../../../shared/vital-wire.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { MatrixCell } from './matrix-cell.tsx';
import type { MatrixArea } from './vital-model.ts';
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
  const name = useName();
  const language = useLanguage((state) => state.language);
  const sign = name(indicator.names);
  return (
    <div role="row" className={styles.row} data-row={row} data-shown={shown !== null} data-sign={indicator.code}>
      <span role="rowheader" className={styles.name} data-column="0" title={sign}>
        <span>{sign}</span> <small>{indicator.unit}</small>
      </span>
      {columns.map((area, column) => (
        <MatrixCell
          key={area.code}
          id={`${id}-${row}-${column}`}
          column={column}
          area={area}
          indicator={indicator}
          cell={cells.get(area.code)}
          language={language}
          isAt={cursor === column}
          isShown={shown === area.code}
        />
      ))}
    </div>
  );
});
