import { useLayoutEffect, type RefObject } from 'react';

/** How much a bar can give up, what says least first: style sheets hide a part from a step on by `[data-gives~="3"]`. */
const STEPS = ['', '1', '1 2', '1 2 3', '1 2 3 4', '1 2 3 4 5', '1 2 3 4 5 6', '1 2 3 4 5 6 7'];

/**
 * A bar whose words are as long as the language, the city's names and what is chosen make them: it gives up as little as it must to
 * show the rest whole. `room` = its part that takes what is left over; while `data-measured`, nothing else in it may shrink.
 */
export function useGivesWay(bar: RefObject<HTMLElement | null>, room: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const [whole, left] = [bar.current!, room.current!];
    const fit = () => {
      whole.dataset['measured'] = '';
      for (const step of STEPS) {
        whole.dataset['gives'] = step;
        if (left.offsetWidth > 0) break;
      }
      delete whole.dataset['measured'];
    };
    const sizes = new ResizeObserver(fit);
    for (const part of [whole, ...whole.children]) if (part !== left) sizes.observe(part);
    return () => sizes.disconnect();
  });
}
