import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { areaQuery, childrenQuery } from '../api/areas.query.ts';
import { summaryQuery, type FiguresOf } from '../api/figures.query.ts';

/** Fetches what a click would need when the pointer or the focus comes near: drilling answers at once. */
export function usePrefetch({ area, view, timeZone, atMs }: FiguresOf): (area: string | null) => void {
  const cache = useQueryClient();
  const near = useCallback(
    (code: string | null) => {
      if (code === null) return;
      void cache.prefetchQuery(areaQuery(code, atMs));
      void cache.prefetchQuery(childrenQuery(code, atMs));
      void cache.prefetchQuery(summaryQuery({ area: code, view, timeZone, atMs }));
    },
    [atMs, cache, timeZone, view],
  );
  useEffect(() => {
    const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1500));
    const handle = idle(() => {
      const parent = cache.getQueryData(areaQuery(area, atMs).queryKey)?.properties.parent;
      if (parent) near(parent);
    });
    return () => (globalThis.cancelIdleCallback ?? clearTimeout)(handle);
  }, [area, atMs, cache, near]);
  return near;
}
