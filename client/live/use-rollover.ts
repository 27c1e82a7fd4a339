import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { View } from '../../shared/live-wire.ts';
import { figuresKey } from '../api/figures.query.ts';
import { nowMs } from '../state/clock.ts';
import { nextRollover } from '../state/windows.ts';

const STEP_MS = 1000;

/** A page that stays open: "today" becomes the next day at the city's midnight, other windows move with the hour. */
export function useRollover(area: string, view: View, timeZone: string): void {
  const cache = useQueryClient();
  useEffect(() => {
    // Some seconds late, each screen its own: not all at the same instant. Live figures bring the new window at once.
    const late = Math.random() * 3000;
    let due = nextRollover(nowMs() - late, timeZone);
    // In short steps: a laptop that slept must not miss it. A replay may also go back.
    const timer = setInterval(() => {
      const next = nextRollover(nowMs() - late, timeZone);
      if (next === due) return;
      due = next;
      void cache.invalidateQueries({ queryKey: figuresKey(area, view) });
      void cache.invalidateQueries({ queryKey: ['behind', area] });
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [area, cache, timeZone, view]);
}
