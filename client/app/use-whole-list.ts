import { useEffect, useMemo } from 'react';
import { openList, type OpenRows } from '../api/incidents.query.ts';
import { useReadOn } from '../features/incidents/use-read-on.ts';
import type { RowBook } from '../live/row-book.ts';

/** What the map can draw one by one. */
const MOST = 2000;

/** Where the map shows the incidents themselves all of them are read, not only those that the list has in view. */
export function useWholeList(of: OpenRows, book: RowBook | undefined, isDrawn: boolean): void {
  const readOn = useReadOn(useMemo(() => openList(of), [of]));
  const isShort = isDrawn && book !== undefined && book.cursor !== null && book.rows.size < MOST;
  const reading = book?.reading;
  useEffect(() => {
    if (isShort && reading !== undefined) readOn();
  }, [isShort, readOn, reading]);
}
