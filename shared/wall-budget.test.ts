import { describe, expect, it } from 'vitest';
import { TIERS } from './terms.ts';
import { faultsOf, layoutFor, mostPanels } from './wall-budget.ts';
import { physicalPanels, type Glass } from './wall-glass.ts';
import { GRID, type WallLayout } from './wall-scene.ts';
import { playlistOf, sceneOf, WALL_PLAYLISTS, WALL_SCENES } from './wall-scenes.ts';

const glass = (distanceM: number, widthPx = 1920, heightPx = 1080, panelMm = 1210, columns = 1): Glass => ({
  distanceM,
  pictureWidthMm: panelMm * columns,
  widthPx,
  heightPx,
});
const GLASSES = {
  'one panel at 4 m': glass(4),
  'one panel at 8 m': glass(8),
  '4K at 4 m': glass(4, 3840, 2160),
  'a large 4K at 8 m': glass(8, 3840, 2160, 1872),
  '3 × 2 at 8 m': glass(8, 5760, 2160, 1210, 3),
};
const small: WallLayout = { fromEm: 0, headerRows: 2, panels: [{ kind: 'overdue', at: [0, 2, 12, 10] }] };

describe('the budget of a glass', () => {
  it('is a header and two panels at 8 m on one panel, seven on a wall of six', () => {
    expect([mostPanels(GLASSES['one panel at 8 m']), mostPanels(GLASSES['3 × 2 at 8 m'])]).toEqual([2, 7]);
  });
  it('refuses what is too much, and says by how much', () => {
    const crowded: WallLayout = {
      fromEm: 0,
      headerRows: 1,
      panels: [
        { kind: 'figures', at: [0, 1, 6, 3], measures: ['open', 'received'] },
        { kind: 'map', at: [4, 1, 21, 11], measure: 'reworkRate', marks: [], fit: 'area' },
        { kind: 'map', at: [6, 12, 6, 1], measure: 'reworkRate', marks: [], fit: 'area' },
      ],
    };
    const faults = faultsOf(crowded, GLASSES['one panel at 8 m']);
    expect(faults).toContainEqual({ kind: 'too-many-panels', has: 3, most: 2 });
    expect(faults).toContainEqual({ kind: 'two-of-one', panel: 'map' });
    expect(faults).toContainEqual({ kind: 'overlap', panel: 'map', index: 1, with: 0 });
    expect(faults).toContainEqual({ kind: 'outside', panel: 'map', index: 1 });
    expect(faults).toContainEqual({
      kind: 'too-small',
      panel: 'figures',
      index: 0,
      needs: { lines: 6, characters: 9 },
      has: { lines: 2, characters: 4 },
    });
    expect(faults).toContainEqual(expect.objectContaining({ kind: 'too-small', panel: 'header', needs: { lines: 2, characters: 21 } }));
  });
  it.each([4, 6, 8, 10])('is the same on a finer panel and less from farther away, %i m', (distanceM) => {
    const fine = glass(distanceM, 3840, 2160);
    expect(mostPanels(fine)).toBe(mostPanels(glass(distanceM)));
    expect(mostPanels(fine)).toBeGreaterThanOrEqual(mostPanels(glass(distanceM + 2)));
    expect(faultsOf(small, fine)).toEqual(faultsOf(small, glass(distanceM)));
  });
});

describe('the scenes that come with it', () => {
  it.each(Object.entries(GLASSES))('each has an arrangement that can be read: %s', (_, on) => {
    expect(WALL_SCENES.filter((scene) => layoutFor(scene, on) === null).map(({ id }) => id)).toEqual([]);
  });
  it('show the richest on the wall it was made for, and each arrangement somewhere', () => {
    const shown = WALL_SCENES.map((scene) => new Set(Object.values(GLASSES).map((on) => scene.layouts.indexOf(layoutFor(scene, on)!))));
    expect(shown.map((used) => used.size)).toEqual(WALL_SCENES.map(({ layouts }) => layouts.length));
    for (const scene of WALL_SCENES) expect(layoutFor(scene, GLASSES['3 × 2 at 8 m'])).toBe(scene.layouts[0]);
  });
  it('let nothing but the map cross a seam of the wall', () => {
    const { columns, rows } = physicalPanels({ widthPx: 5760, heightPx: 2160 });
    const isCut = (at: number, length: number, panels: number, cells: number) =>
      Math.floor((at * panels) / cells) !== Math.floor(((at + length - 1) * panels) / cells);
    const cut = WALL_SCENES.flatMap(({ id, layouts }) =>
      layouts[0]!.panels
        .filter(({ kind, at: [x, y, w, h] }) => kind !== 'map' && (isCut(x, w, columns, GRID.columns) || isCut(y, h, rows, GRID.rows)))
        .map(({ kind }) => `${id} ${kind}`),
    );
    expect(cut).toEqual([]);
  });
  it('are there for every tier, and playlists name them', () => {
    for (const tier of TIERS)
      for (const { id } of WALL_SCENES)
        expect(sceneOf(id, tier)?.names, `${id} ${tier}`).toEqual({ zh: expect.stringMatching(/./), en: expect.stringMatching(/./) });
    for (const { id, steps } of WALL_PLAYLISTS) {
      expect(playlistOf(id)?.id).toBe(id);
      expect(steps.filter(({ scene }) => sceneOf(scene, 'city') === null)).toEqual([]);
    }
    expect([sceneOf('gone', 'city'), playlistOf('gone'), playlistOf(null)]).toEqual([null, null, null]);
  });
});
