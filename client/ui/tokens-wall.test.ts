import { readFileSync } from 'node:fs';
import { differenceCiede2000, filterDeficiencyDeuter, parse, wcagContrast, type Color } from 'culori';
import { describe, expect, it } from 'vitest';
import { fillOf, inkOf } from '../map/map-tokens.ts';
import { GREY_PRINT, nearPairs } from './colour-readers.ts';
import { WALL_THEMES } from './theme.ts';

const css = readFileSync(new URL('tokens-wall.css', import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
const HAZARDS = ['hz-blue', 'hz-yellow', 'hz-orange', 'hz-red'];
const sets = WALL_THEMES.map((theme) => {
  const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].filter(([, selectors]) => selectors!.includes(`[data-theme="${theme}"]`));
  const declared = blocks.flatMap(([, , block]) =>
    [...block!.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!] as const),
  );
  const own = new Map(declared);
  const color = (name: string): string =>
    own.get(name)?.replace(/^var\(--([\w-]+)\)$/, (_, other: string) => own.get(other) ?? 'none') ?? 'none';
  return { theme, color, names: [...own.keys()].filter((name) => /^#[\da-f]{6}$/.test(color(name))) };
});
const distance = differenceCiede2000();
/** Largest less smallest of red, green and blue. */
const chroma = (hex: string): number => {
  const parts = [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));
  return Math.max(...parts) - Math.min(...parts);
};

const NOT_A_FILL = 'ink and accent are text and lines, a class is the fill of an area under them';
const CLASSES = 'neighbours of one scale: a line parts them, the value stands on the map, the legend names both';
const BADGE = 'an alert is a cased border and a badge with its own outline, pictogram and name';
/** Nearer to one another than colours may be, and told apart by shape. */
const BY_SHAPE = [
  { pair: 'n-9 accent', why: 'nothing on a wall is chosen or pressed' },
  { pair: 'n-9 ch-3', why: NOT_A_FILL },
  { pair: 'accent ch-2', why: NOT_A_FILL },
  { pair: 'accent ch-3', why: NOT_A_FILL },
  { pair: 'hz-orange hz-red', why: BADGE },
  { pair: 'hz-red ch-1', why: BADGE },
  { pair: 'hz-red ch-2', why: BADGE },
  { pair: 'ch-0 ch-1', why: CLASSES },
  { pair: 'ch-0 ch-2', why: CLASSES },
  { pair: 'ch-1 ch-2', why: CLASSES },
  { pair: 'ch-2 ch-3', why: CLASSES },
];
const CLASS_NAMES = ['ch-0', 'ch-1', 'ch-2', 'ch-3'];

describe('state colours', () => {
  const known = BY_SHAPE.map(({ pair }) => pair);
  it.each(sets)('are far apart for every reader or differ in shape, $theme', ({ color }) => {
    expect(nearPairs(color).filter((pair) => !known.includes(pair))).toEqual([]);
  });
  it('rely on shape only where they must', () => {
    const near = new Set(sets.flatMap(({ color }) => nearPairs(color)));
    expect(known.filter((pair) => !near.has(pair))).toEqual([]);
  });
  it.each(sets)('keep the classes of the map apart in grey print, $theme', ({ color }) => {
    expect(nearPairs(color, [GREY_PRINT], CLASS_NAMES)).toEqual([]);
  });
  it('find what they look for', () => {
    const planted = (name: string): string => (name === 'ch-2' ? sets[0]!.color('ch-1') : sets[0]!.color(name));
    expect(nearPairs(planted, [GREY_PRINT], CLASS_NAMES)).toEqual(['ch-1 ch-2']);
    expect(nearPairs((name) => (name === 'accent' ? '#ff9a1f' : sets[0]!.color(name)))).toContain('accent hz-orange');
  });
});

describe.each(sets)('the tokens of $theme', ({ theme, color, names }) => {
  it('are read from afar: primary 7:1 and more, secondary 4.5:1', () => {
    for (const ground of ['n-0', 'n-2', 'ch-0']) {
      expect(wcagContrast(color('n-9'), color(ground)), ground).toBeGreaterThanOrEqual(7);
      expect(wcagContrast(color('n-7'), color(ground)), ground).toBeGreaterThanOrEqual(4.5);
    }
    expect(wcagContrast(color('n-0'), color('n-9')), 'an inverse chip').toBeGreaterThanOrEqual(7);
  });
  it('name what stands on the map in ink that is read on its fill', () => {
    const tokens = { n: Array.from({ length: 10 }, (_, i) => color(`n-${i}`)), ch: Array.from({ length: 4 }, (_, i) => color(`ch-${i}`)) };
    for (const kind of [-1, 0, 1, 2, 3])
      expect(wcagContrast(inkOf(tokens, kind), fillOf(tokens, kind)), `class ${kind}`).toBeGreaterThanOrEqual(4);
  });
  it('keep every hue away from the hazards, and classes apart for a colour-blind reader', () => {
    const near = names.filter((name) => !name.startsWith('hz-') && HAZARDS.some((hazard) => distance(color(name), color(hazard)) < 15));
    expect(near).toEqual([]);
    const deutan = filterDeficiencyDeuter(1);
    for (const kind of [1, 2, 3]) {
      const [one, other] = [`ch-${kind - 1}`, `ch-${kind}`].map((name) => deutan(parse(color(name))!)) as [Color, Color];
      expect(distance(one, other), `ch-${kind}`).toBeGreaterThanOrEqual(7);
    }
  });
  it('fill no area with a saturated colour', () => {
    const fills = names.filter((name) => /^(n|ch|band)/.test(name));
    expect(fills.filter((name) => chroma(color(name)) > 70)).toEqual([]);
    // White on black dazzles at night.
    expect(wcagContrast(color('n-9'), color('n-0'))).toBeLessThan(theme === 'wall-night' ? 13 : 21);
  });
});
