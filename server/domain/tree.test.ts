import { describe, expect, it } from 'vitest';
import { buildTree, type AreaRow } from './tree.ts';

const row = (code: string, tier: AreaRow['tier'], parent: string | null, validFromMs = 0, validToMs: number | null = null): AreaRow => ({
  code,
  tier,
  kind: tier,
  parent,
  names: { zh: code, en: code },
  validFromMs,
  validToMs,
  isSchematic: false,
  isProvisional: false,
  pinyin: null,
  bbox: null,
});
/** At 100 the districts A and B become N, and street b1 moves with them. */
const reform = buildTree([
  row('C', 'city', null),
  row('A', 'district', 'C', 0, 100),
  row('B', 'district', 'C', 0, 100),
  row('N', 'district', 'C', 100),
  row('a1', 'street', 'A', 0, 100),
  row('a1', 'street', 'N', 100),
  row('b1', 'street', 'B', 0, 100),
  row('b1', 'street', 'N', 100),
]);

describe('buildTree', () => {
  it('answers by the rows of the time that is asked about', () => {
    expect(reform.path('a1', 99)).toEqual(['a1', 'A', 'C']);
    expect(reform.path('a1', 100)).toEqual(['a1', 'N', 'C']);
    expect(reform.children('C', 99)).toEqual(['A', 'B']);
    expect(reform.children('C', 100)).toEqual(['N']);
    expect(reform.subtree('C', 100)).toEqual(['C', 'N', 'a1', 'b1']);
    expect(reform.parent('b1', 100)).toBe('N');
    expect(reform.row('A', 100)).toBeUndefined();
    expect(reform.latest('A')?.validToMs).toBe(100);
  });
  it('lists every child of a window, each for its time', () => {
    expect(reform.childrenDuring('C', 50, 150)).toEqual(['A', 'B', 'N']);
    expect(reform.childrenDuring('C', 50, 100)).toEqual(['A', 'B']);
    expect(reform.spans('A', 'C', 50, 150)).toEqual([[50, 100]]);
    expect(reform.spans('a1', 'N', 50, 150)).toEqual([[100, 150]]);
  });
  it('judges scope by the tree of the time; the root holds everything', () => {
    expect([reform.isWithin('A', 'a1', 99), reform.isWithin('A', 'a1', 100), reform.isWithin('C', 'unknown', 0)]).toEqual([
      true,
      false,
      true,
    ]);
  });
  it('hangs what has no living parent under the root, so that sums still add up', () => {
    const torn = buildTree([row('C', 'city', null), row('A', 'district', 'C', 0, 100), row('a1', 'street', 'A')]);
    expect(torn.path('a1', 100)).toEqual(['a1', 'C']);
    expect(torn.children('C', 100)).toEqual(['a1']);
    expect(torn.path('unknown', 100)).toEqual(['C']);
  });
  it('refuses a circle and a tree without a root', () => {
    expect(() => buildTree([row('A', 'district', 'B')])).toThrow(/no root/);
    const circle = buildTree([row('C', 'city', null), row('A', 'district', 'B'), row('B', 'district', 'A')]);
    expect(() => circle.path('A', 0)).toThrow(/circle/);
  });
});
