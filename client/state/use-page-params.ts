import { useCallback } from 'react';
import { useLocation, useSearchParams, type SetURLSearchParams } from 'react-router';

/** Whether this page is still wanted: the address is ahead of what is drawn, for another page may take a moment to come. */
export function useIsWanted(): () => boolean {
  const { pathname } = useLocation();
  return useCallback(() => window.location.pathname === pathname, [pathname]);
}

/** As `useSearchParams`; but who is on the way to another page is not called back by an answer that comes late. */
export function usePageParams(): [URLSearchParams, SetURLSearchParams] {
  const [params, setParams] = useSearchParams();
  const isWanted = useIsWanted();
  const set = useCallback<SetURLSearchParams>(
    (...given) => {
      if (isWanted()) setParams(...given);
    },
    [isWanted, setParams],
  );
  return [params, set];
}
