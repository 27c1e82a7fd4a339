import { memo, useState } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import type { CityInfo } from '../../../shared/session.ts';
import { SEVERITY_NAMES, STATUS_NAMES, isOpen, type Language } from '../../../shared/terms.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { Chip } from '../../ui/chip.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { categoryNames, flagsOf } from './incident-words.ts';
import { Timer } from './timer.tsx';
import styles from './incident-list.module.css';

export interface RowProps {
  row: IncidentWire;
  /** Null where the page's own place says it all. */
  place: string | null;
  /** In the other language. */
  placeAside: string;
  unit: string;
  /** Its whole name. */
  unitAside: string;
  isAssigned: boolean;
  city: CityInfo;
  language: Language;
  top: number;
  index: number;
  isSelected: boolean;
  isTabStop: boolean;
  onOpen: (id: number) => void;
}

/** What came in so lately pulses once where it appears. */
const NEW_MS = 10_000;

/** One line of 36 px; the timer always first. */
export const IncidentRow = memo(function IncidentRow({
  row,
  place,
  placeAside,
  unit,
  unitAside,
  isAssigned,
  city,
  language,
  top,
  index,
  isSelected,
  isTabStop,
  onOpen,
}: RowProps) {
  const t = useText();
  const [isNew] = useState(() => nowMs() - Date.parse(row.reportedAt) < NEW_MS);
  const name = useName();
  const names = categoryNames(row.category, city);
  const isStrong = row.severity === 'critical' || row.severity === 'urgent';
  const flags = flagsOf(row, t);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      data-id={row.id}
      data-ended={!isOpen(row.status)}
      data-new={isNew}
      className={styles.row}
      style={{ translate: `0 ${top}px` }}
      onClick={() => onOpen(row.id)}
    >
      <span role="gridcell" data-col="timer">
        <Timer of={row} />
      </span>
      <span role="gridcell" data-col="severity" className={styles.severity} data-strong={isStrong}>
        <SeverityBars severity={row.severity} />
        {name(SEVERITY_NAMES[row.severity])}
      </span>
      <span role="gridcell" data-col="number" className={styles.quiet}>
        {row.number}
      </span>
      <span
        role="gridcell"
        data-col="category"
        className={styles.category}
        title={language === 'zh' ? names.en : `${names.en} ${names.zh}`}
      >
        <span>{name(names)}</span>
        {language === 'en' && names.zh !== names.en && <small>{names.zh}</small>}
      </span>
      {place !== null && (
        <span role="gridcell" data-col="place" title={placeAside}>
          {place}
        </span>
      )}
      <span role="gridcell" data-col="unit" title={unitAside}>
        {isAssigned ? unit : <span className={styles.quiet}>{t('list.unassigned')}</span>}
      </span>
      <span role="gridcell" data-col="status">
        {name(STATUS_NAMES[row.status])}
      </span>
      <span role="gridcell" data-col="flags" className={styles.flags} title={flags.join(' · ')}>
        {flags.map((flag) => (
          <Chip key={flag} kind="outline">
            {flag}
          </Chip>
        ))}
      </span>
      <time role="gridcell" data-col="reported" className={styles.reported} dateTime={row.reportedAt}>
        {formatMoment(Date.parse(row.reportedAt), city.timeZone)}
      </time>
    </div>
  );
});
