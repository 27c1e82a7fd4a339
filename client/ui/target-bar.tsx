import styles from './target-bar.module.css';

/** How far, with the target as a mark; both are shares of the bar in 0..1. Decoration for the figure beside it. */
export function TargetBar({
  value,
  target,
  isMissed,
  size = 'small',
}: {
  value: number | null;
  target: number | null;
  isMissed: boolean;
  size?: 'small' | 'large';
}) {
  return (
    <span className={styles.bar} data-size={size} data-missed={isMissed} aria-hidden="true">
      <span className={styles.fill} style={{ width: `${(value ?? 0) * 100}%` }} />
      {target !== null && <span className={styles.mark} style={{ left: `${target * 100}%` }} />}
    </span>
  );
}
