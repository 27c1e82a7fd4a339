import type { Room } from '../../shared/wall-glass.ts';
import type { MapChrome } from '../map/map-types.ts';

/** Where the words of a map panel stand, so that no name of the map lies under them. wall.module.css has the same lengths. */
export type MapWords = 'beside' | 'above' | 'title';

/** Pixels of a desk to an em, which the page draws larger. */
const EM_PX = 14;
/** The timer of a mark stands to its right, and is not cut at the edge. */
const TIMER_PX = 84;
/** There is a legend from so much room on, em: beside the map where it is so much wider than high, else above it. */
const LEGEND_FROM = { widthEm: 20, heightEm: 14 };
const BESIDE_FROM = 1.25;
/** What they take from the map, em. */
const TAKEN: Record<MapWords, { top: number; bottom: number; left: number }> = {
  beside: { top: 0, bottom: 0, left: 10 },
  above: { top: 4.6, bottom: 1.6, left: 0 },
  title: { top: 1.6, bottom: 1.6, left: 0 },
};

export function wordsIn({ widthEm, heightEm }: Room, hasClasses: boolean): MapWords {
  if (!hasClasses || widthEm < LEGEND_FROM.widthEm || heightEm < LEGEND_FROM.heightEm) return 'title';
  return widthEm >= BESIDE_FROM * heightEm ? 'beside' : 'above';
}

interface Look {
  words: MapWords;
  /** The camera follows marks: names may lie anywhere, so the map itself ends at the words. */
  isFollowing: boolean;
  /** Nothing lies below the area: its cases are the picture. */
  isLeaf: boolean;
}
/** What the camera keeps free. An area that is shown whole is fitted beside the words, and its surroundings lie under them. */
export function chromeOf({ words, isFollowing, isLeaf }: Look): MapChrome {
  if (isFollowing) return { top: 0, right: TIMER_PX, bottom: 0, left: 0 };
  const { top, bottom, left } = TAKEN[words];
  return { top: top * EM_PX, right: isLeaf ? TIMER_PX : 0, bottom: bottom * EM_PX, left: left * EM_PX };
}
