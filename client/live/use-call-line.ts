import { useEffect } from 'react';
import { useCalls } from './calls.ts';
import { liveFeed } from './live-line.ts';

/** What a page shows comes first: the line is mostly open by then. */
const LATER_MS = 1_500;

/** Keeps the line on which calls come, on pages without a room too. Gives whether something calls. */
export function useCallLine(hears: boolean): boolean {
  useEffect(() => {
    if (!hears) return undefined;
    // Without a line the banner says so.
    const timer = setTimeout(() => void liveFeed().catch(() => undefined), LATER_MS);
    return () => clearTimeout(timer);
  }, [hears]);
  return useCalls(({ standing }) => hears && standing !== null && standing.total > 0);
}
