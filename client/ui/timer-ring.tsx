import styles from './timer-ring.module.css';

/** A ring that fills with the time used; `soon` = hollow and bold. Without a hue. */
export function TimerRing({ used, isSoon }: { used: number; isSoon: boolean }) {
  const length = 2 * Math.PI * 5.5;
  const fill = Math.min(1, Math.max(0, used)) * length;
  return (
    <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden="true" data-soon={isSoon}>
      <circle cx="8" cy="8" r="5.5" className={styles.track} />
      {!isSoon && (
        <circle cx="8" cy="8" r="5.5" className={styles.fill} strokeDasharray={`${fill} ${length}`} transform="rotate(-90 8 8)" />
      )}
    </svg>
  );
}
