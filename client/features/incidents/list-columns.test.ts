import { describe, expect, it } from 'vitest';
import { columnsOf, placeDepth, tracksOf } from './list-columns.ts';

describe('the columns of the list', () => {
  it('say as much of the place as the page leaves open', () => {
    expect(placeDepth(undefined)).toBe(2);
    expect(placeDepth({ tier: 'city', children: 37 })).toBe(2);
    expect(placeDepth({ tier: 'district', children: 11 })).toBe(1);
    expect(placeDepth({ tier: 'district', children: 0 })).toBe(0);
    expect(placeDepth({ tier: 'street', children: 0 })).toBe(0);
  });
  it('have no place where each row would repeat the title', () => {
    expect(columnsOf(1)).toContain('place');
    expect(columnsOf(0)).not.toContain('place');
    for (const depth of [0, 1, 2] as const) expect(tracksOf(depth, 'en').wide.split(/ (?![^(]*\))/)).toHaveLength(columnsOf(depth).length);
  });
  it('leave out who and when beside an open incident, and the number where the place needs room', () => {
    for (const depth of [0, 1, 2] as const) expect(tracksOf(depth, 'zh').narrow.split(/ (?![^(]*\))/)).toHaveLength(6);
  });
  it('share what is left by need: more for words of Latin letters, and for a place of two parts', () => {
    const share = (tracks: string) => [...tracks.matchAll(/(\d+)fr/g)].map(([, part]) => Number(part));
    const [category, place, unit] = share(tracksOf(2, 'en').wide);
    expect(category! + place! + unit!).toBeGreaterThan(share(tracksOf(2, 'zh').wide).reduce((a, b) => a + b));
    expect(share(tracksOf(1, 'en').wide)[1]).toBeLessThan(place!);
  });
});
