import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { viewKey } from '../../shared/live.ts';
import { setStale } from './connection.ts';
import { useStable } from '../state/use-stable.ts';
import type { LiveArea } from './live-area.ts';

/** Null until the first answers are there. */
type Waiting = Omit<LiveArea, 'sinceSeq'> & { sinceSeq: number | null };

const RETRY_MS = 2000;

/** Keeps figures, list, map and an opened incident of one area in step with its room. */
export function useLiveArea({ area, view, rows, isReadable, filter, sinceSeq, onRows, onFull, isGuest = false }: Waiting): void {
  const cache = useQueryClient();
  // Where the first answers ended matters once: later ones are what the room itself brought.
  const since = useStable(
    sinceSeq,
    [area, viewKey(view), rows.category, rows.severity, rows.queue, rows.sort, isReadable, sinceSeq === null].join('|'),
  );
  useEffect(() => {
    if (since === null) return undefined;
    let leave: (() => void) | undefined;
    let isLeft = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    // Apart from the shell: figures come by HTTP first.
    const enter = () =>
      import('./live-area.ts')
        .then(({ enterLiveArea }) =>
          enterLiveArea({ area, view, rows, isReadable, filter, sinceSeq: since, onRows, onFull, isGuest, cache }),
        )
        .then((left) => {
          if (isLeft) left();
          else leave = left;
        })
        .catch(() => {
          setStale();
          if (!isLeft) retry = setTimeout(() => void enter(), RETRY_MS);
        });
    void enter();
    return () => {
      isLeft = true;
      clearTimeout(retry);
      leave?.();
    };
  }, [area, cache, filter, isGuest, isReadable, onFull, onRows, rows, since, view]);
}
