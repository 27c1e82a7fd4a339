import type { ReactNode } from 'react';
import { openUnits } from '../../state/unit-dialog.ts';
import { cx } from '../../ui/cx.ts';
import styles from './unit-offers.module.css';

/** A unit's name as a door: how it stands, and setting that. */
export function UnitButton({
  unit,
  label,
  className,
  children,
}: {
  unit: string;
  label?: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className={cx(styles.door, className)}
      aria-label={label}
      title={label}
      data-open-unit={unit}
      onClick={() => openUnits(unit)}
    >
      {children}
    </button>
  );
}
