import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './figures.module.css';

export function FiguresSkeleton() {
  return (
    <section aria-busy="true">
      <div className={styles.hero}>
        <Skeleton width={96} height={24} />
        <span className={styles.heroMiddle}>
          <Skeleton width={140} height={56} />
        </span>
        <Skeleton height={6} />
        <span className={styles.heroFoot}>
          <Skeleton width={150} height={20} />
        </span>
      </div>
      {[0, 1, 2, 3, 4].map((i) => (
        <div key={i} className={styles.item}>
          <div className={styles.row}>
            <span className={styles.name}>
              <Skeleton width={84} height={16} />
              <Skeleton width={112} height={14} />
            </span>
            <span className={styles.middle}>
              <Skeleton height={6} />
            </span>
            <span className={styles.right}>
              <Skeleton width={70} height={24} />
            </span>
          </div>
        </div>
      ))}
    </section>
  );
}
