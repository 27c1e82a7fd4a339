import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chromeOf, wordsIn, type MapWords } from './map-words.ts';

describe('words of a map panel', () => {
  it.each([
    ['a panel of 55″ at 4 m, 16 of 24 columns', 31, 22, true, 'beside'],
    ['a third of a wall of 3 × 2', 22, 26, true, 'above'],
    ['a panel at the back of a hall', 12, 8, true, 'title'],
    ['a street, which has no classes', 31, 22, false, 'title'],
  ] as const)('%s', (_, widthEm, heightEm, hasClasses, words) => {
    expect(wordsIn({ widthEm, heightEm }, hasClasses)).toBe(words);
  });
  it('take their room from a camera that shows the whole area, and leave it to the style where it follows marks', () => {
    expect(chromeOf({ words: 'beside', isFollowing: false, isLeaf: false })).toMatchObject({ left: 140, right: 0 });
    expect(chromeOf({ words: 'title', isFollowing: false, isLeaf: true }).right).toBeGreaterThan(0);
    expect(chromeOf({ words: 'beside', isFollowing: true, isLeaf: false }).left).toBe(0);
  });
  it('take as much by style as by camera: both add the panel’s own edge', () => {
    const css = readFileSync(new URL('wall.module.css', import.meta.url), 'utf8');
    const edgeOf = (words: MapWords, side: string): number =>
      Number(new RegExp(`\\.map\\[data-words="${words}"\\] \\{[^}]*\\b${side}: ([\\d.]+)em`).exec(css)![1]);
    for (const [words, side, own] of [
      ['beside', 'left', 0.3],
      ['above', 'top', 0.35],
      ['above', 'bottom', 0.35],
      ['title', 'top', 0.35],
    ] as const)
      expect(edgeOf(words, side), `${words} ${side}`).toBeCloseTo(
        chromeOf({ words, isFollowing: false, isLeaf: false })[side] / 14 + own,
        5,
      );
  });
});
