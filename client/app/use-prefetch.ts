import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { areaQuery, childrenQuery } from '../api/areas.query.ts';
import { summaryQuery, type FiguresOf } from '../api/figures.query.ts';

/** Fetches what a click would need when the pointer or the focus comes near: drilling answers at once. */
export function usePrefetch({ area, view, timeZone }: FiguresOf): (area: string | null) => void {
  const cache = useQueryClient();
  const near = useCallback(
    (code: string | null) => {
      if (code === null) return;
      void cache.prefetchQuery(areaQuery(code));
      void cache.prefetchQuery(childrenQuery(code));
      void cache.prefetchQuery(summaryQuery({ area: code, view, timeZone }));
    },
    [cache, timeZone, view],
  );
  useEffect(() => {
    const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1500));
    const handle = idle(() => {
      const parent = cache.getQueryData(areaQuery(area).queryKey)?.properties.parent;
      if (parent) near(parent);
    });
    return () => (globalThis.cancelIdleCallback ?? clearTimeout)(handle);
  }, [area, cache, near]);
  return near;
}
