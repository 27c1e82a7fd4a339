import { Skeleton } from '../../ui/skeleton.tsx';
import { columnsOf, type Column, type PlaceDepth } from './list-columns.ts';
import list from './incident-list.module.css';

const WIDTHS: Record<Column, number> = {
  timer: 80,
  severity: 48,
  number: 84,
  category: 96,
  place: 120,
  unit: 110,
  status: 44,
  flags: 0,
  reported: 76,
};

export function ListSkeleton({ depth }: { depth: PlaceDepth }) {
  return (
    <div className={list.scroller} aria-busy="true">
      <div className={list.rows}>
        {Array.from({ length: 6 }, (_, i) => (
          <div key={i} className={list.row} style={{ translate: `0 calc(${i} * var(--row))` }}>
            {columnsOf(depth).map((column) => (
              <span key={column} data-col={column}>
                <Skeleton width={WIDTHS[column]} height={14} />
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
