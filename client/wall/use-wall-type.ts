import { useLayoutEffect } from 'react';
import { textPx } from '../../shared/wall-budget.ts';
import type { Glass } from '../../shared/wall-glass.ts';

/** What a desk calls 14 px is running text of 20′ here: pages, map and chart all follow the root's size. */
const DESK_TEXT = 14 / 16;

/** Sizes all type of the page by distance and picture width for as long as the wall is shown. */
export function useWallType(glass: Glass): void {
  const size = textPx(glass) / DESK_TEXT;
  // Before anything is measured or drawn.
  useLayoutEffect(() => {
    const { documentElement: root, body } = document;
    root.style.fontSize = `${size}px`;
    body.classList.add('wall-type');
    dispatchEvent(new Event('resize'));
    return () => {
      root.style.fontSize = '';
      body.classList.remove('wall-type');
      dispatchEvent(new Event('resize'));
    };
  }, [size]);
}
