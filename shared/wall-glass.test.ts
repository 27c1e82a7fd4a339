import { describe, expect, it } from 'vitest';
import {
  ARC_MINUTES,
  arcMinutesOf,
  charactersOf,
  glyphMm,
  glyphPx,
  INTER_SIZE_ADJUST,
  linesOf,
  physicalPanels,
  roomOf,
  typePx,
  type Glass,
} from './wall-glass.ts';

/** A panel of 55 inches in Full HD: 0.634 mm a pixel. */
const fullHd = (distanceM: number): Glass => ({ distanceM, pictureWidthMm: 0.634 * 1920, widthPx: 1920, heightPx: 1080 });
const wall = (distanceM: number): Glass => ({ distanceM, pictureWidthMm: 0.634 * 5760, widthPx: 5760, heightPx: 2160 });
const MINUTES = [ARC_MINUTES.least, ARC_MINUTES.text, ARC_MINUTES.dense];

describe('legibility', () => {
  it('is the formula of docs/wall-scenes.md: distance × 0.00465, 0.0058, 0.0064', () => {
    for (const [minutes, factor] of [
      [16, 0.004_65],
      [20, 0.0058],
      [22, 0.0064],
    ] as const)
      expect(glyphMm(1, minutes) / 1000).toBeCloseTo(factor, 4);
  });
  it('gives the sizes that stand there for 8 m on a 55″ Full-HD panel', () => {
    const round = (values: number[]) => values.map(Math.round);
    expect(round(MINUTES.map((minutes) => glyphPx(fullHd(8), minutes)))).toEqual([59, 73, 81]);
    expect(round(MINUTES.map((minutes) => typePx(fullHd(8), minutes)))).toEqual([65, 82, 90]);
    expect(round(MINUTES.map((minutes) => typePx(fullHd(8), minutes, 'inter')))).toEqual([81, 101, 111]);
  });
  it.each([4, 6, 8, 10])('grows with the distance, and a pixel of a finer panel is smaller, %i m', (distanceM) => {
    expect(typePx(fullHd(distanceM), 20)).toBeCloseTo((typePx(fullHd(8), 20) * distanceM) / 8, 6);
    const fine: Glass = { ...fullHd(distanceM), widthPx: 3840, heightPx: 2160 };
    expect(typePx(fine, 20)).toBeCloseTo(2 * typePx(fullHd(distanceM), 20), 6);
    expect(arcMinutesOf(fine, glyphPx(fine, 20))).toBeCloseTo(20, 6);
  });
  it('one type size serves both scripts', () => {
    expect(INTER_SIZE_ADJUST).toBeCloseTo(1.238, 3);
    expect(typePx(fullHd(8), 20) * INTER_SIZE_ADJUST).toBeCloseTo(typePx(fullHd(8), 20, 'inter'), 6);
  });
});

describe('lines and characters', () => {
  it.each([
    ['one Full-HD panel at 8 m', fullHd(8), 9, 23],
    ['a 3 × 2 wall at 8 m', wall(8), 17, 70],
    ['one Full-HD panel at 4 m', fullHd(4), 17, 47],
  ])('%s', (_, glass, lines, characters) => {
    expect([linesOf(roomOf(glass)), charactersOf(roomOf(glass))]).toEqual([lines, characters]);
  });
});

it.each([
  [1920, 1080, 1, 1],
  [3840, 2160, 1, 1],
  [5760, 2160, 3, 2],
  [3840, 1080, 2, 1],
  [4800, 1350, 2, 1],
  [1920, 2160, 1, 2],
  [1080, 1920, 1, 1],
  [1000, 1000, 1, 1],
])('%i × %i is a canvas of %i × %i panels', (widthPx, heightPx, columns, rows) => {
  expect(physicalPanels({ widthPx, heightPx })).toEqual({ columns, rows });
});
