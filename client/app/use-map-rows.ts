import { useCallback, useEffect } from 'react';
import type { Gone, LiveRow } from '../../shared/live.ts';
import { startMap } from '../features/areas/use-map-host.ts';
import { openInOrder, toLiveRow, type RowBook } from '../live/row-book.ts';

/**
 * Rows reach the map beside React: whole once the list was read, then by patches as they come. `subject` names what the list
 * is of; a further page of the same one is only added.
 */
export function useMapRows(book: RowBook | undefined, subject: string): (rows: LiveRow[], gone: readonly Gone[]) => void {
  const loaded = book?.rows.size ?? 0;
  const isLoaded = book !== undefined;
  useEffect(() => {
    void startMap().then((host) => host.setRows([]));
  }, [subject]);
  useEffect(() => {
    if (book) void startMap().then((host) => host.setRows(openInOrder(book).map(toLiveRow)));
    // Only when pages arrive: single rows come by `patchRows`.
    // eslint-disable-next-line react/exhaustive-deps
  }, [isLoaded, loaded, subject]);
  return useCallback((rows, gone) => void startMap().then((host) => host.patchRows(rows, gone)), []);
}
