import { Skeleton } from '../../ui/skeleton.tsx';
import styles from '../overview-page.module.css';
import bar from './top-bar.module.css';
import rail from './rail.module.css';

/** The page's own shape while nobody knows yet who looks. */
export function ShellSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <div className={rail.rail} />
      <div className={bar.bar}>
        <Skeleton width={120} height={20} />
        <Skeleton width={240} height={32} />
      </div>
      <div className={styles.map} />
      <div className={styles.sheet} />
      <div className={styles.column} />
    </div>
  );
}
