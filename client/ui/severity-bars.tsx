import { SEVERITIES, type Severity } from '../../shared/terms.ts';
import styles from './severity-bars.module.css';

/** One to four rising bars; critical = inverse block. Shape and weight only, never a hue. */
export function SeverityBars({ severity, label }: { severity: Severity; label?: string }) {
  const lit = SEVERITIES.length - SEVERITIES.indexOf(severity);
  return (
    <span
      className={styles.mark}
      data-severity={severity}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <svg viewBox="0 0 14 12" aria-hidden="true">
        {[0, 1, 2, 3].map((i) => (
          <rect key={i} x={i * 3.6} y={9 - i * 2.6} width="2.6" height={3 + i * 2.6} rx="0.6" data-lit={i < lit} />
        ))}
      </svg>
    </span>
  );
}
