import styles from './skeleton.module.css';

/** A quiet block of the size of what comes. */
export function Skeleton({ width = '100%', height = 14, className }: { width?: number | string; height?: number; className?: string }) {
  return <span className={className ? `${styles.block} ${className}` : styles.block} style={{ width, height }} aria-hidden="true" />;
}
