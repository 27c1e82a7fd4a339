import { describe, expect, it } from 'vitest';
import type { AreaShape, Rivers } from './map-types.ts';
import { splitRivers } from './river-lines.ts';
import { namePlaces, nameRivers } from './river-names.ts';

const area = {
  type: 'Feature',
  properties: {},
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 0],
      ],
    ],
  },
} as unknown as AreaShape;
const river = (coordinates: number[][]): Rivers => ({
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { level: 1, names: { zh: '长江', en: 'Yangtze' } }, geometry: { type: 'LineString', coordinates } },
  ],
});

describe('splitRivers', () => {
  it('cuts where the line crosses the outline, also when both ends of a segment are outside', () => {
    const found = splitRivers(
      river([
        [-2, 2],
        [6, 2],
      ]),
      area,
    ).map(({ properties, geometry }) => [properties.isOutside, geometry.coordinates]);
    expect(found).toEqual([
      [
        true,
        [
          [-2, 2],
          [0, 2],
        ],
      ],
      [
        false,
        [
          [0, 2],
          [4, 2],
        ],
      ],
      [
        true,
        [
          [4, 2],
          [6, 2],
        ],
      ],
    ]);
  });
  it('keeps a line whole that stays on one side', () => {
    expect(
      splitRivers(
        river([
          [1, 1],
          [2, 2],
          [3, 1],
        ]),
        area,
      ),
    ).toHaveLength(1);
    expect(
      splitRivers(
        river([
          [9, 9],
          [8, 8],
        ]),
        area,
      )[0]!.properties.isOutside,
    ).toBe(true);
  });
});

describe('nameRivers', () => {
  const ask = { degreesPerPixel: 0.01, language: 'zh', taken: [], frame: null } as const;
  const line = (y: number): number[][] => Array.from({ length: 21 }, (_, i) => [i * 0.2, y]);
  it('names a river once, beside a straight run inside', () => {
    const [name, ...rest] = nameRivers(namePlaces(splitRivers(river(line(2)), area), ask));
    expect(rest).toEqual([]);
    expect(name!.properties).toMatchObject({ name: '长江', turn: 0 });
  });
  it('knows the fill that it stands on, beside the line and not on it', () => {
    const classAt = ([, y]: readonly number[]) => (y! > 2 ? 2 : 0);
    const [name] = nameRivers(namePlaces(splitRivers(river(line(2)), area), ask), classAt);
    expect(name!.properties.class).toBe(2);
  });
  it('does not stand across a strong fill and another, where no ink would do', () => {
    const classAt = ([x]: readonly number[]) => (x! > 1 ? 0 : 2);
    const [name] = nameRivers(namePlaces(splitRivers(river(line(2)), area), ask), classAt);
    expect(Math.abs(name!.geometry.coordinates[0]! - 1)).toBeGreaterThan(0.15);
    expect(nameRivers(namePlaces(splitRivers(river(line(2)), area), ask), ([x]) => 2 + x!)).toEqual([]);
    expect(nameRivers(namePlaces(splitRivers(river(line(2)), area), ask), ([x]) => x! / 9)).toHaveLength(1);
  });
  it('never stands upside down', () => {
    const [name] = nameRivers(namePlaces(splitRivers(river(line(2).reverse()), area), ask));
    expect(Math.abs(name!.properties.turn)).toBeLessThanOrEqual(90);
  });
  it('keeps away from the names of areas', () => {
    const taken = [{ lngLat: [1, 2], reach: [20, 9] as const }];
    const [name] = nameRivers(namePlaces(splitRivers(river(line(2)), area), { ...ask, taken }));
    expect(name!.geometry.coordinates[0]!).toBeGreaterThan(1.2);
  });
  it('goes under the line where names stand above it', () => {
    const taken = [{ lngLat: [2, 2.25], reach: [300, 9] as const }];
    const [name] = nameRivers(namePlaces(splitRivers(river(line(2)), area), { ...ask, taken }));
    expect(name!.properties.side).toBe('below');
    expect(
      nameRivers(namePlaces(splitRivers(river(line(2)), area), { ...ask, taken: [...taken, { lngLat: [2, 1.75], reach: [300, 9] }] })),
    ).toEqual([]);
  });
  it('goes unnamed where it only winds', () => {
    const winding = Array.from({ length: 200 }, (_, i) => [i * 0.02, 2 + (i % 2) * 0.2]);
    expect(nameRivers(namePlaces(splitRivers(river(winding), area), ask))).toEqual([]);
  });
});
