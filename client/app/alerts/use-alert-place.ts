import { useCallback } from 'react';
import { SHELVES, type ShelfTab } from '../../features/alerts/alert-list.tsx';
import { usePageParams } from '../../state/use-page-params.ts';

const WRITES = ['draft', 'notice', 'edit', 'feeds'] as const;
export interface AlertPlace {
  shelf: ShelfTab;
  /** The one that is open. */
  alert: number | null;
  /** What is being written; or where alerts come from by themselves. */
  write: (typeof WRITES)[number] | null;
}

/** What of the page is open, in its address: a link shows a colleague the same. */
export function useAlertPlace(): [AlertPlace, (patch: Partial<AlertPlace>) => void] {
  const [params, setParams] = usePageParams();
  const alert = Number(params.get('alert'));
  const place: AlertPlace = {
    shelf: SHELVES.find((each) => each === params.get('shelf')) ?? 'in-force',
    alert: Number.isSafeInteger(alert) && alert > 0 ? alert : null,
    write: WRITES.find((each) => each === params.get('write')) ?? null,
  };
  const go = useCallback(
    (patch: Partial<AlertPlace>) =>
      setParams((before) => {
        const put = (name: keyof AlertPlace, otherwise: string | null): void => {
          const value = patch[name];
          if (value === undefined) return;
          if (value === null || value === otherwise) before.delete(name);
          else before.set(name, String(value));
        };
        put('shelf', 'in-force');
        put('alert', null);
        put('write', null);
        return before;
      }),
    [setParams],
  );
  return [place, go];
}
