import { rem } from './root-scale.ts';
import styles from './skeleton.module.css';

/** A quiet block of the size of what comes. */
export function Skeleton({ width = '100%', height = 14, className }: { width?: number | string; height?: number; className?: string }) {
  const size = { width: typeof width === 'number' ? rem(width) : width, height: rem(height) };
  return <span className={className ? `${styles.block} ${className}` : styles.block} style={size} aria-hidden="true" />;
}
