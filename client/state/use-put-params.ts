import { useCallback } from 'react';
import { usePageParams } from './use-page-params.ts';

/** What of a page is open and chosen, as it stands in the address, and how it is changed: null takes away, and no step is made of it. */
export function usePutParams(): [URLSearchParams, (changes: Readonly<Record<string, string | null>>) => void] {
  const [params, setParams] = usePageParams();
  const put = useCallback(
    (changes: Readonly<Record<string, string | null>>): void =>
      setParams(
        (before) => {
          for (const [key, value] of Object.entries(changes)) {
            if (value === null) before.delete(key);
            else before.set(key, value);
          }
          return before;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [params, put];
}
