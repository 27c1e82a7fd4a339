import { readFileSync } from 'node:fs';
import { differenceCiede2000, formatHex, parse, wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import { fillOf, inkOf } from '../map/map-tokens.ts';
import { nearPairs, READERS } from './colour-readers.ts';
import { THEMES, type Theme } from './theme.ts';

const declarations = (block: string): [name: string, value: string][] =>
  [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]);

/** The tokens of one theme as a browser would resolve them. */
function readSet(theme: Theme): ReadonlyMap<string, string> {
  const set = new Map<string, string>();
  for (const [, selectors, block] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const isForTheme = /:root|\[data-theme\]/.test(selectors!) || selectors!.includes(`[data-theme="${theme}"]`);
    if (isForTheme) for (const [name, value] of declarations(block!)) set.set(name, value);
  }
  for (const [name, value] of set) {
    const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
    if (reference !== undefined) set.set(name, set.get(reference)!);
  }
  return set;
}

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
const sets = THEMES.map((theme) => {
  const set = readSet(theme);
  const color = (name: string): string => set.get(name) ?? 'none';
  return { theme, color, names: [...set.keys()].filter((name) => /^#[\da-f]{6}$/.test(color(name))) };
});

const distance = differenceCiede2000();
const HAZARDS = ['hz-blue', 'hz-yellow', 'hz-orange', 'hz-red'];
const CLASSES = 'neighbours of one scale: a line parts them, the value stands on the map, the legend names both';
const STROKE = 'the accent is a ring, a stroke or a button with its word, never the fill of an area';
const BADGE = 'an alert is a cased border and a badge with its own outline, pictogram and name';
/** Nearer to one another than colours may be, and told apart by shape. */
const BY_SHAPE = [
  { pair: 'n-9 ch-3', why: 'ink is text and lines; a class is the fill of an area under them' },
  { pair: 'accent ch-2', why: STROKE },
  { pair: 'accent ch-3', why: STROKE },
  { pair: 'hz-blue ch-3', why: BADGE },
  { pair: 'ch-0 ch-1', why: CLASSES },
  { pair: 'ch-1 ch-2', why: CLASSES },
  { pair: 'ch-2 ch-3', why: CLASSES },
];

describe('state colours', () => {
  it.each(sets)('are far apart for every reader or differ in shape, $theme', ({ color }) => {
    const known = BY_SHAPE.map(({ pair }) => pair);
    expect(nearPairs(color).filter((pair) => !known.includes(pair))).toEqual([]);
  });
  it('rely on shape only where they must', () => {
    const near = new Set(sets.flatMap(({ color }) => nearPairs(color)));
    expect(BY_SHAPE.map(({ pair }) => pair).filter((pair) => !near.has(pair))).toEqual([]);
  });
  it.each(sets)('nothing else comes near a hazard colour, $theme', ({ color, names }) => {
    const others = names.filter((name) => !name.startsWith('hz-'));
    expect(others.length).toBeGreaterThan(20);
    const near = others.flatMap((name) =>
      HAZARDS.filter((hazard) => distance(color(name), color(hazard)) < 15).map((to) => `${name} ${to}`),
    );
    expect(near).toEqual([]);
  });
});

const SURFACES = ['n-0', 'n-1', 'n-2'];
const GROUNDS = [...SURFACES, 'n-3', 'accent-dim'];
const isStrict = (theme: string): boolean => theme === 'projector' || theme.startsWith('contrast');
/** What must be read on what, with its least contrast by WCAG. */
const RULES = [
  { what: ['n-9'], on: GROUNDS, least: (theme: string) => (theme === 'projector' ? 10 : 7) },
  { what: ['n-7', 'n-8'], on: GROUNDS, least: (theme: string) => (theme === 'projector' ? 10 : theme.startsWith('contrast') ? 7 : 4.5) },
  { what: ['on-accent'], on: ['accent'], least: () => 4.5 },
  { what: ['timer-over-fg'], on: ['timer-over-bg'], least: () => 7 },
  { what: ['n-6', 'accent', 'timer-fill', 'sev-on', 's-1', 's-2', 's-3', 's-4'], on: SURFACES, least: () => 3 },
  { what: ['timer-fill', 'sev-on'], on: ['track', 'timer-track', 'sev-off'], least: () => 3 },
  { what: ['n-9'], on: ['track', 'chosen'], least: () => 7 },
  // Where surfaces have one tone, lines part them.
  { what: ['n-4', 'n-5'], on: SURFACES, least: (theme: string) => (isStrict(theme) ? 3 : 1) },
  { what: ['ch-line'], on: ['ch-0', 'ch-1', 'ch-2', 'ch-3'], least: (theme: string) => (isStrict(theme) ? 3 : 1.2) },
];

describe('contrast', () => {
  it.each(sets)('text, marks and lines stand out, $theme', ({ theme, color }) => {
    const weak = RULES.flatMap(({ what, on, least }) =>
      what.flatMap((name) =>
        on
          .filter((ground) => wcagContrast(color(name), color(ground)) < least(theme))
          .map((ground) => `${name} on ${ground}: ${wcagContrast(color(name), color(ground)).toFixed(2)} < ${least(theme)}`),
      ),
    );
    expect(weak).toEqual([]);
  });
  it.each(sets)('a hazard shape stands out by its hue or by its outline, $theme', ({ color }) => {
    const weak = HAZARDS.flatMap((hazard) =>
      SURFACES.filter((ground) => Math.max(...[hazard, 'hz-ink'].map((name) => wcagContrast(color(name), color(ground)))) < 3),
    );
    expect(weak).toEqual([]);
  });
});

it.each(sets)('names and values on the map stand out from the fill under them, $theme', ({ color }) => {
  const tokens = { n: Array.from({ length: 10 }, (_, i) => color(`n-${i}`)), ch: Array.from({ length: 4 }, (_, i) => color(`ch-${i}`)) };
  for (const areaClass of [-1, 0, 1, 2, 3])
    expect(wcagContrast(inkOf(tokens, areaClass), fillOf(tokens, areaClass)), `class ${areaClass}`).toBeGreaterThanOrEqual(4.5);
  const shortened = { ...tokens, n: tokens.n.map((hex) => hex.replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3')) };
  for (const areaClass of [0, 1, 2, 3]) expect(parse(inkOf(shortened, areaClass))).toEqual(parse(inkOf(tokens, areaClass)));
});

it('every set says the same names', () => {
  for (const { names } of sets) expect([...names].sort()).toEqual([...sets[0]!.names].sort());
});
it('these checks find what they look for', () => {
  const planted = (name: string): string => (name === 'ch-2' ? '#ff9a1f' : sets[0]!.color(name));
  expect(nearPairs(planted)).toContain('hz-orange ch-2');
  expect(formatHex(READERS[1]!.see(parse('#ff0000')!))).not.toBe('#ff0000');
});
