import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { viewKey } from '../../shared/live.ts';
import { useStable } from '../state/use-stable.ts';
import type { LiveArea } from './live-area.ts';

/** Null until the first answers are there. */
type Waiting = Omit<LiveArea, 'sinceSeq'> & { sinceSeq: number | null };

/** Keeps figures, list, map and an opened incident of one area in step with its room. */
export function useLiveArea({ area, view, rows, isReadable, categories, sinceSeq, onRows }: Waiting): void {
  const cache = useQueryClient();
  // Where the first answers ended matters once: later ones are what the room itself brought.
  const since = useStable(sinceSeq, [area, viewKey(view), rows.category, isReadable, sinceSeq === null].join('|'));
  useEffect(() => {
    if (since === null) return undefined;
    let leave: (() => void) | undefined;
    let isLeft = false;
    // Apart from the shell: figures come by HTTP first.
    void import('./live-area.ts').then(({ enterLiveArea }) => {
      if (!isLeft) leave = enterLiveArea({ area, view, rows, isReadable, categories, sinceSeq: since, onRows, cache });
    });
    return () => {
      isLeft = true;
      leave?.();
    };
  }, [area, cache, categories, isReadable, onRows, rows, since, view]);
}
