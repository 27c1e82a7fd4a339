import { Skeleton } from '../../ui/skeleton.tsx';
import list from './incident-list.module.css';

export function ListSkeleton() {
  return (
    <div className={list.scroller} aria-busy="true">
      <div className={list.rows}>
        {Array.from({ length: 6 }, (_, i) => (
          <div key={i} className={list.row} style={{ translate: `0 calc(${i} * var(--row))` }}>
            {[80, 48, 84, 96, 140, 110, 44, 0, 76].map((width, j) => (
              <span key={j}>
                <Skeleton width={width} height={14} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
