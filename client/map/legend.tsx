import { cx } from '../ui/cx.ts';
import styles from './legend.module.css';
import type { AreaClass } from './map-types.ts';

export interface LegendEntry {
  class: AreaClass;
  /** "≥ 90 on target", "80 – 90", "n < 30 not rated". */
  label: string;
  count: number;
}

interface Props {
  /** The measure's name. */
  measure: string;
  /** Unit, window and target: "% · 7 days · target ≥ 90". */
  scope: string;
  /** From in target to farthest; classes that cannot occur are left out by the caller. */
  entries: readonly LegendEntry[];
  /** "Schematic boundary", "while an alert is in force 3 classes are shown" … */
  notes?: readonly string[];
  /** Entries below one another, with square keys: for narrow maps. */
  isNarrow?: boolean;
  className?: string;
}

/** What the fills say: measure, window, target, limits, and how many areas each class has. */
export function Legend({ measure, scope, entries, notes = [], isNarrow = false, className }: Props) {
  return (
    <section className={cx(styles.legend, isNarrow && styles.narrow, className)} aria-label={measure}>
      {!isNarrow && (
        <h3 className={styles.head}>
          {measure} <span>{scope}</span>
        </h3>
      )}
      <ul className={styles.classes}>
        {entries.map((entry) => (
          <li key={entry.class} data-class={entry.class}>
            <i className={styles.key} aria-hidden="true">
              {entry.class === -1 ? '×' : null}
            </i>
            <span className={styles.label}>{entry.label}</span>
            {!isNarrow && <span className={styles.count}>{entry.count}</span>}
          </li>
        ))}
      </ul>
      {notes.length > 0 && !isNarrow && (
        <p className={styles.notes}>
          {notes.map((note) => (
            <span key={note}>{note}</span>
          ))}
        </p>
      )}
    </section>
  );
}
