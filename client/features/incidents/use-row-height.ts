import { useLayoutEffect, useState, type RefObject } from 'react';
import { useRootScale } from '../../ui/root-scale.ts';

/** As in incident-list.module.css: up to this width a row has two lines. */
const TWO_LINES_PX = 720;
/** `--row` and `--row-2` of the tokens. */
const ONE_LINE = 36;
const TWO_LINES = 66;

/** The height of a row by the width of its list, not of the window: an open drawer makes a list narrow too. */
export function useRowHeight(list: RefObject<HTMLElement | null>): number {
  const [isNarrow, setNarrow] = useState(false);
  const scale = useRootScale();
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const look = () => setNarrow(element.offsetWidth <= TWO_LINES_PX * scale);
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [list, scale]);
  return (isNarrow ? TWO_LINES : ONE_LINE) * scale;
}
