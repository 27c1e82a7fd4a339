import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './chip.module.css';

/** `inverse` = overdue; `outline` = a state or flag; `dashed` = demo data. */
export function Chip({
  kind,
  children,
  title,
  className,
}: {
  kind: 'inverse' | 'outline' | 'dashed';
  children: ReactNode;
  title?: string | undefined;
  className?: string | undefined;
}) {
  return (
    <span className={cx(styles.chip, styles[kind], className)} title={title}>
      {children}
    </span>
  );
}
