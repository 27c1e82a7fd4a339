import { useSyncExternalStore } from 'react';

const DESK_PX = 16;

/** How much larger than at a desk everything is drawn: base.css sets the root's size by the screen. For what CSS cannot size. */
export const rootScale = (): number => (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || DESK_PX) / DESK_PX;

function onResize(listener: () => void): () => void {
  addEventListener('resize', listener);
  return () => removeEventListener('resize', listener);
}
export const useRootScale = (): number => useSyncExternalStore(onResize, rootScale);

/** A length of the desk for an inline style. */
export const rem = (px: number): string => `${px / DESK_PX}rem`;
