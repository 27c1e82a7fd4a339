import { useCallback, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
/** Room for two right columns; as in overview-page.module.css. */
export const useIsWide = (): boolean => useMedia('(min-width: 2560px)');
export const useIsPhone = (): boolean => useMedia('(max-width: 767px)');

/** Opened with `?motion=off`; main.tsx puts it on the root. */
export const isMotionOff = (): boolean => document.documentElement.dataset['motion'] === 'off';

/** No motion for those who asked their system, or the page (`?motion=off`, also for pictures and tests). */
export function useMotion(): boolean {
  const isReduced = useMedia('(prefers-reduced-motion: reduce)');
  return !isReduced && !isMotionOff();
}
