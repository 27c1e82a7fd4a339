import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { PagedList } from '../../api/incidents.query.ts';
import { addPage, type RowBook } from '../../live/row-book.ts';

/** Loads the next page of a list that stays the same object, one at a time. A page that fails is asked for again at the next scroll. */
export function useReadOn(list: PagedList): () => void {
  const cache = useQueryClient();
  const isBusy = useRef(false);
  return useCallback(() => {
    const { key, page } = list;
    const book = cache.getQueryData<RowBook>(key);
    if (!book || book.cursor === null || isBusy.current) return;
    isBusy.current = true;
    void page(book.cursor)
      .then((read) => cache.setQueryData<RowBook>(key, (held) => held && addPage(held, read)))
      .catch(() => undefined)
      .finally(() => {
        isBusy.current = false;
      });
  }, [cache, list]);
}
