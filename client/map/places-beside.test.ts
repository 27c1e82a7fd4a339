import { describe, expect, it } from 'vitest';
import type { AreaShapes } from './map-types.ts';
import { measureShapes, placesBeside, placesWithin } from './scenes.ts';

const box = (code: string, west: number, south: number, width: number, height: number) => ({
  type: 'Feature',
  properties: { code, name: { zh: code, en: code } },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + width, south],
        [west + width, south + height],
        [west, south + height],
        [west, south],
      ],
    ],
  },
});
/** Near the equator, so that a degree is the same both ways. */
const geometry = (...features: ReturnType<typeof box>[]) =>
  measureShapes({ area: null, children: { type: 'FeatureCollection', features } as unknown as AreaShapes });
const INSET = [4, -1, 6, 1] as const;
const view = { degreesPerPixel: 0.01, language: 'zh' } as const;

describe('names beside the inset’s frame', () => {
  it('keep half of their own size from it', () => {
    const places = placesBeside(geometry(box('北碚区县', 3, 0.2, 2.6, 3)), INSET, view);
    const [lng, lat] = places.get('北碚区县')!.lngLat;
    const isClear = lng < 4 - 0.3 || lng > 6 + 0.3 || lat > 1 + 0.18;
    expect(isClear, `${lng} ${lat}`).toBe(true);
  });
  it('stay where they are when they touch nothing', () => {
    const far = geometry(box('巫山', 20, 0, 2, 2));
    expect(placesBeside(far, INSET, view).get('巫山')).toEqual(far.places.get('巫山'));
  });
  it('are left out where the inset says them, or where there is no room beside', () => {
    const places = placesBeside(geometry(box('渝中', 4.5, -0.5, 1, 1), box('璧山', 3.6, -0.05, 0.5, 0.1)), INSET, view);
    expect([...places.keys()]).toEqual([]);
  });
});

describe('names where only a part of the area is in view', () => {
  const VIEW = [0, 0, 10, 5] as const;
  it('stand in what is seen of their own, clear of the edge', () => {
    const places = placesWithin(geometry(box('合川', -8, 1, 11, 3)), VIEW, view);
    const [lng, lat] = places.get('合川')!.lngLat;
    expect(lng - 0.145).toBeGreaterThan(0);
    expect([lng, lat].every((at, i) => at > VIEW[i]! && at < VIEW[i + 2]!)).toBe(true);
  });
  it('are left out where nothing of their own is seen, or less than a name needs', () => {
    const places = placesWithin(geometry(box('城口', 20, 0, 2, 2), box('巫溪', 9.9, 1, 4, 3)), VIEW, view);
    expect([...places.keys()]).toEqual([]);
  });
});
