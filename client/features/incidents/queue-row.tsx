import { memo, useState } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import type { CityInfo } from '../../../shared/session.ts';
import { SEVERITY_NAMES, STATUS_NAMES } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { Chip } from '../../ui/chip.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { categoryNames, flagsOf, shortNumber } from './incident-words.ts';
import { Timer } from './timer.tsx';
import styles from './queue.module.css';

interface Props {
  row: IncidentWire;
  place: string;
  unit: string;
  city: CityInfo;
  top: number;
  index: number;
  isSelected: boolean;
  isMarked: boolean;
  /** It is not of this queue any more, and keeps its place until the order is let go. */
  hasLeft: boolean;
  isTabStop: boolean;
  onPick: (id: number) => void;
}
const NEW_MS = 10_000;

/** Two lines of a queue: how urgent, what and in which state; where, whose, which. */
export const QueueRow = memo(function QueueRow({
  row,
  place,
  unit,
  city,
  top,
  index,
  isSelected,
  isMarked,
  hasLeft,
  isTabStop,
  onPick,
}: Props) {
  const t = useText();
  const name = useName();
  const [isNew] = useState(() => nowMs() - Date.parse(row.reportedAt) < NEW_MS);
  const names = categoryNames(row.category, city);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      data-id={row.id}
      data-left={hasLeft}
      data-marked={isMarked}
      data-new={isNew}
      className={styles.row}
      style={{ translate: `0 ${top}px` }}
      onClick={() => onPick(row.id)}
    >
      <span role="gridcell" className={styles.timer}>
        <Timer of={row} />
        {isMarked && <span className="visually-hidden">{t('desk.marked')}</span>}
      </span>
      <div role="presentation" className={styles.line}>
        <span role="gridcell" className={styles.category} title={`${names.zh} ${names.en}`}>
          <strong>{name(names)}</strong>
          {flagsOf(row, t).map((flag) => (
            <Chip key={flag} kind="outline">
              {flag}
            </Chip>
          ))}
        </span>
        <span role="gridcell" className={styles.unit} title={unit}>
          {unit}
        </span>
        <span role="gridcell" className={styles.status}>
          {name(STATUS_NAMES[row.status])}
        </span>
      </div>
      <div role="presentation" className={styles.line}>
        <span role="gridcell" className={styles.where}>
          <SeverityBars severity={row.severity} label={name(SEVERITY_NAMES[row.severity])} />
          <span className={styles.place} title={place}>
            {place}
          </span>
        </span>
        <span role="gridcell" className={styles.number}>
          {shortNumber(row.number)}
        </span>
      </div>
    </div>
  );
});
