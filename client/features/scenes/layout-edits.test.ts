import fc from 'fast-check';
import { expect, it } from 'vitest';
import { faultsOf } from '../../../shared/wall-budget.ts';
import { GRID, type PanelKind, type PanelPlace, type WallLayout } from '../../../shared/wall-scene.ts';
import { canAdd, EMPTY_LAYOUT, freePlace, KINDS, newPanel, nudged, ofKind, placeWithin, withNewPanel } from './layout-edits.ts';
import { freeId, keyText, missingOf, newScene, parseKey, USUAL_GLASS } from './piece-draft.ts';
import { seenScale, standOff } from './preview-scale.ts';
import { moved, roundMs, whereOf, withWhere } from './steps.ts';

const isInside = ([column, row, columns, rows]: PanelPlace, headerRows: number): boolean =>
  column >= 0 && row >= headerRows && columns >= 1 && rows >= 1 && column + columns <= GRID.columns && row + rows <= GRID.rows;
const cell = fc.integer({ min: -30, max: 60 });

it('whatever is typed or nudged stays in the picture and below the header', () => {
  fc.assert(
    fc.property(fc.tuple(cell, cell, cell, cell), fc.integer({ min: 1, max: 3 }), (typed, headerRows) => {
      const at = placeWithin(typed, headerRows);
      expect(isInside(at, headerRows)).toBe(true);
      for (const direction of ['left', 'right', 'up', 'down'] as const)
        for (const isResize of [false, true])
          expect(isInside(nudged(newPanel('duty', at), direction, isResize, headerRows).at, headerRows)).toBe(true);
    }),
  );
});
it('new panels find free places until the picture is full', () => {
  let layout: WallLayout = { ...EMPTY_LAYOUT, panels: [] };
  for (let n = 0; canAdd(layout); n++) layout = withNewPanel(layout, KINDS[n % KINDS.length]!);
  expect(layout.panels).toHaveLength(7);
  expect(faultsOf(layout, USUAL_GLASS).filter(({ kind }) => kind === 'overlap' || kind === 'outside')).toEqual([]);
  const full = { ...layout, panels: [newPanel('map', [0, 2, 24, 10])] };
  expect(isInside(freePlace(full), 2)).toBe(true);
});
it('a panel of another kind stays where it was, one of the same kind as it was', () => {
  const panel = newPanel('figures', [3, 4, 5, 6]);
  expect(ofKind(panel, 'figures')).toBe(panel);
  expect(KINDS.map((kind: PanelKind) => ofKind(panel, kind).at)).toEqual(KINDS.map(() => panel.at));
});

it('a code is free, a key survives an address, and what is lacking is named', () => {
  expect(freeId('storm-2', new Set(['storm', 'storm-2', 'storm-3']))).toBe('storm-4');
  for (const key of [
    { kind: 'scene', node: null, id: 'everyday' },
    { kind: 'playlist', node: 'a/b 区', id: 'x' },
  ] as const)
    expect(parseKey(keyText(key))).toEqual(key);
  for (const bad of [null, '', 'scene', 'tank/50/x', 'scene/50/']) expect(parseKey(bad)).toBeNull();
  const draft = newScene('50', 'district', new Set(['scene']));
  if (draft.kind !== 'scene') throw new Error('a scene was asked for');
  expect([draft.scene.id, draft.scene.tiers, missingOf(draft)]).toEqual(['scene-2', ['district', 'street', 'community', 'grid'], 'nameZh']);
  const named = { ...draft, scene: { ...draft.scene, names: { zh: '台风', en: 'Typhoon' } } };
  expect(missingOf(named)).toBeNull();
  expect(missingOf({ ...named, scene: { ...named.scene, id: '台风' } })).toBe('id');
  expect(missingOf({ ...named, scene: { ...named.scene, tiers: [] } })).toBe('tiers');
});

it('a step is of one area, of each below, or of a certain one; a round counts them', () => {
  const step = { scene: 'everyday', dwellS: 20 };
  for (const where of ['own', 'children', 'area'] as const) expect(whereOf(withWhere(step, where, '50'))).toBe(where);
  expect(moved([1, 2, 3], 0, 1)).toEqual([2, 1, 3]);
  expect(moved([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
  const steps = [step, withWhere(step, 'children', '50')];
  expect(roundMs({ id: 'x', names: { zh: '', en: '' }, steps }, 3)).toBe(80_000);
});

it('the preview as it is seen from the farthest seat stands 60 cm away', () => {
  const glass = { ...USUAL_GLASS, distanceM: 8 };
  expect(standOff(glass, seenScale(glass))).toBeCloseTo(0.6, 6);
  expect(seenScale(glass) * 1920 * (25.4 / 96)).toBeCloseTo((1210 * 0.6) / 8, 6);
});
