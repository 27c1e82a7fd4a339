import { useCallback, useEffect } from 'react';
import type { Gone, LiveRow } from '../../shared/live.ts';
import { startMap } from '../features/areas/start-map.ts';
import { openInOrder, toLiveRow, type RowBook } from '../live/row-book.ts';
import type { LiveArea } from '../live/live-area.ts';
import { useStable } from '../state/use-stable.ts';

/**
 * Rows reach the map beside React: whole when a list or a further page was read, then by patches as they come. `subject`
 * names what the list is of.
 */
export function useMapRows(book: RowBook | undefined, subject: string): Pick<LiveArea, 'onRows' | 'onFull'> {
  const whole = useStable(book, `${subject}|${book?.reading ?? 'none'}`);
  useEffect(() => {
    const rows = whole ? openInOrder(whole).map(toLiveRow) : [];
    void startMap()
      .then((host) => host.setRows(rows))
      .catch(() => undefined); // No map: the page says so where it would be.
  }, [whole]);
  const onRows = useCallback((rows: LiveRow[], gone: readonly Gone[]) => {
    void startMap()
      .then((host) => host.patchRows(rows, gone))
      .catch(() => undefined);
  }, []);
  const onFull = useCallback((rows: LiveRow[]) => {
    void startMap()
      .then((host) => host.completeRows(rows))
      .catch(() => undefined);
  }, []);
  return { onRows, onFull };
}
