import { describe, expect, it } from 'vitest';
import type { GridPoint, Ring } from '../plane/grid.ts';
import { growFromSeeds } from './grow.ts';
import { placeSeeds } from './place-seeds.ts';
import { shareOut, weightOf } from './shares.ts';
import { splitDistrict } from './split-district.ts';

describe('shareOut', () => {
  it('divides by weight: a community counts an eighth of a village, and nobody gets nothing', () => {
    expect(weightOf({ villages: 0, communities: 0 })).toBeGreaterThan(0);
    expect(weightOf({ villages: 3, communities: 5 })).toBeCloseTo(3.85);
    expect(shareOut(100, [1, 3, 4])).toEqual([12.5, 37.5, 50]);
    expect(() => shareOut(1, [])).toThrow('Nothing to share by');
  });
});

describe('placeSeeds', () => {
  const places = Array.from({ length: 100 }, (_, i) => [(i % 10) * 10, Math.floor(i / 10) * 10] as const);
  const plot = (code: string, isUrban: boolean, centre: readonly [number, number] | null = null) => ({ code, isUrban, radius: 10, centre });

  it('keeps real centres, puts streets near the seat and towns where there is room', () => {
    const seeds = placeSeeds([plot('1', true), plot('2', false), plot('3', true, [0, 0])], places, [0, 0]);
    expect(seeds[2]).toEqual([0, 0]);
    expect(Math.hypot(...seeds[0]!)).toBeLessThan(30);
    expect(Math.hypot(...seeds[0]!)).toBeGreaterThanOrEqual(17);
    expect(Math.hypot(...seeds[1]!)).toBeGreaterThan(100);
  });

  it('crowds when there is no room, but never shares a place', () => {
    const seeds = placeSeeds(
      Array.from({ length: 99 }, (_, i) => plot(String(100 + i), i % 2 === 0)),
      places,
      [50, 50],
    );
    expect(new Set(seeds.map(String)).size).toBe(99);
  });
});

describe('growFromSeeds', () => {
  it('divides a line of sites as the targets say', () => {
    const sites = 200; // seeds first: site 0 at one end, site 1 at the other, the rest between
    const order = [0, ...Array.from({ length: sites - 2 }, (_, i) => i + 2), 1];
    const near = new Map(order.map((site, i) => [site, [order[i - 1], order[i + 1]].filter((end) => end !== undefined)]));
    const lists = Array.from({ length: sites }, (_, site) => near.get(site)!);
    const starts = Int32Array.from([0, ...lists.map(({ length }) => length)]).map((_, i) =>
      lists.slice(0, i).reduce((sum, { length }) => sum + length, 0),
    );
    const ends = Int32Array.from(lists.flat());
    const web = { starts, ends, lengths: new Float64Array(ends.length).fill(1), areas: new Float64Array(sites).fill(1) };
    const owners = growFromSeeds(web, [150, 50]);
    expect([...owners].filter((owner) => owner === 0).length).toBeGreaterThan(145);
    expect([...owners].filter((owner) => owner === 0).length).toBeLessThan(155);
  });
});

describe('splitDistrict', () => {
  const rings: Ring[] = [
    [
      [0, 0],
      [0, 2000],
      [3000, 2000],
      [3000, 0],
      [0, 0],
    ],
  ];
  const street = (code: string, villages: number, centre: GridPoint | null) => ({ code, isUrban: false, villages, communities: 0, centre });
  const streets = [street('a', 8, [500, 1000]), street('b', 8, [2500, 1000]), street('c', 2, null)];
  const split = () => splitDistrict('500101', rings, streets, [1500, 1000]);

  it('gives each street its centre and about its share', () => {
    const { streetAt, seeds } = split();
    expect([seeds[0], seeds[1], streetAt([500, 1000]), streetAt([2500, 1000])]).toEqual([[500, 1000], [2500, 1000], 'a', 'b']);
    const found = Array.from({ length: 600 }, (_, i) => streetAt([(i % 30) * 100 + 50, Math.floor(i / 30) * 100 + 50]));
    const share = (code: string): number => found.filter((each) => each === code).length / found.length;
    expect(share('a') + share('b')).toBeGreaterThan(0.8);
    expect(share('c')).toBeGreaterThan(0.05);
    expect(share('c')).toBeLessThan(0.2);
  });

  it('comes out the same every time', () => {
    expect(split().borders).toEqual(split().borders);
  });
});
