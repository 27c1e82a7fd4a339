import type { ReactNode } from 'react';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './drawer.module.css';

export function DrawerSkeleton({ close }: { close: ReactNode }) {
  return (
    <>
      <header className={styles.head} aria-busy="true">
        <span className={styles.headTop}>
          <Skeleton width={110} height={20} />
          <span className={styles.gap} />
          {close}
        </span>
        <div className={styles.title}>
          <Skeleton width={220} height={26} />
        </div>
        <Skeleton width={300} height={18} />
      </header>
      <div className={styles.clocks}>
        {[0, 1].map((i) => (
          <div key={i} className={styles.clock}>
            <Skeleton width={70} height={16} />
            <Skeleton width={130} height={26} />
            <Skeleton height={4} />
          </div>
        ))}
      </div>
    </>
  );
}
