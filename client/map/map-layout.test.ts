import { describe, expect, it } from 'vitest';
import { changedProperties } from './layer-sync.ts';
import { fittedScale, growToFrame, layoutOf, NO_CHROME, viewOf } from './map-layout.ts';

it('a view is what was fitted, and all that lies under the words beside it', () => {
  const view = viewOf([0, -0.5, 1, 0.5], { width: 200, height: 100 }, { ...NO_CHROME, left: 100 });
  expect(view.map((degrees) => Math.round(degrees * 100) / 100)).toEqual([-1, -0.5, 1, 0.5]);
});

describe('layoutOf', () => {
  it('gives the inset the left and the area the rest', () => {
    const { inset, padding } = layoutOf({ width: 1440, height: 700 }, NO_CHROME, true);
    expect(inset).toMatchObject({ left: 24, top: 24 });
    expect(padding.left).toBeGreaterThan(inset!.left + inset!.width);
  });
  it('draws the same picture larger where the page is', () => {
    const desk = layoutOf({ width: 1664, height: 900 }, NO_CHROME, true);
    const large = layoutOf({ width: 2496, height: 1350 }, NO_CHROME, true, 1.5);
    expect(large.inset!.width).toBeCloseTo(desk.inset!.width * 1.5, 5);
    expect(large.padding.left).toBeCloseTo(desk.padding.left * 1.5, 5);
    expect(layoutOf({ width: 700, height: 600 }, NO_CHROME, false, 2).isCompact).toBe(true);
  });
  it('gives the area the foot of the map where the legend stands under the inset', () => {
    const chrome = { top: 0, right: 0, bottom: 88, left: 0 };
    const bottom = (hasCore: boolean) => layoutOf({ width: 1440, height: 700 }, chrome, hasCore).padding.bottom;
    expect(bottom(true)).toBeLessThan(bottom(false) - 80);
  });
  it('keeps out of what the page covers', () => {
    const { inset } = layoutOf({ width: 1440, height: 700 }, { top: 88, right: 0, bottom: 0, left: 0 }, true);
    expect(inset!.top).toBe(112);
  });
  it.each([
    ['without a core', { width: 1440, height: 700 }, false],
    ['on a phone', { width: 390, height: 280 }, true],
    ['on a low map', { width: 1440, height: 380 }, true],
  ])('has no inset %s', (_case, size, hasCore) => {
    expect(layoutOf(size, NO_CHROME, hasCore).inset).toBeNull();
  });
});

describe('frames', () => {
  it('grow a box to the shape of a frame and lose none of it', () => {
    const [west, south, east, north] = growToFrame([106, 29, 107, 30], { width: 400, height: 200 });
    expect(west).toBeLessThan(106);
    expect([south, north].map((degrees) => Math.round(degrees * 1e6) / 1e6)).toEqual([29, 30]);
    expect(((east - west) * Math.cos((29.5 * Math.PI) / 180)) / (north - south)).toBeCloseTo(2, 5);
  });
  it('scale by the tighter side', () => {
    expect(fittedScale([0, 0, 1, 1], { width: 1000, height: 120 }, { top: 10, right: 0, bottom: 10, left: 0 })).toBeCloseTo(0.01, 5);
  });
});

describe('changedProperties', () => {
  it('names what differs and unsets what went away', () => {
    expect(changedProperties({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3], c: 4 })).toEqual([
      ['b', [1, 2]],
      ['c', undefined],
    ]);
  });
});
