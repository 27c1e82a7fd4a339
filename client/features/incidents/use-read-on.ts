import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { openRowsKey, readOn, type OpenRows } from '../../api/incidents.query.ts';
import type { RowBook } from '../../live/row-book.ts';

/** Loads the next page, one at a time. A page that fails is asked for again at the next scroll. */
export function useReadOn({ area, category, severity, queue }: OpenRows): () => void {
  const cache = useQueryClient();
  const isBusy = useRef(false);
  return useCallback(() => {
    const of = { area, category, severity, ...(queue ? { queue } : {}) };
    const key = openRowsKey(of);
    const book = cache.getQueryData<RowBook>(key);
    if (!book || book.cursor === null || isBusy.current) return;
    isBusy.current = true;
    void readOn(of, book)
      .then((add) => cache.setQueryData<RowBook>(key, (held) => held && add(held)))
      .catch(() => undefined)
      .finally(() => {
        isBusy.current = false;
      });
  }, [area, cache, category, queue, severity]);
}
