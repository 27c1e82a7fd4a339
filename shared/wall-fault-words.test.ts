import { describe, expect, it } from 'vitest';
import { faultsOf, layoutFor, seamsOf } from './wall-budget.ts';
import { faultWords, nearestFaults, remedyOf, spentOn } from './wall-fault-words.ts';
import type { Glass } from './wall-glass.ts';
import type { WallLayout, WallPanel, WallScene } from './wall-scene.ts';
import { sceneOf } from './wall-scenes.ts';

const glass = (distanceM: number, bezelMm = 0): Glass => ({ distanceM, pictureWidthMm: 1210, widthPx: 1920, heightPx: 1080, bezelMm });
const figures = (n: number, at: WallPanel['at']): WallPanel => ({
  kind: 'figures',
  at,
  measures: (['open', 'received', 'closed', 'returned'] as const).slice(0, n),
});
const layoutOf = (...panels: WallPanel[]): WallLayout => ({ fromEm: 0, headerRows: 2, panels });

describe('a panel that is too small', () => {
  const layout = layoutOf(figures(2, [0, 2, 6, 2]));
  const [fault] = faultsOf(layout, glass(4)).filter((each) => each.kind === 'too-small');
  it('is told by its number, its figures, under how many minutes its text would be, and what mends it', () => {
    const words = faultWords(fault!, layout, glass(4));
    expect(words.zh).toMatch(
      /^第 1 格（主要数字）：需 6 行 × 9 字，现有 .+，字只能有 \d+′（至少 16′）：改为 6 列 × \d 行，减少内容，或最远 [\d.]+ 米观看$/,
    );
    expect(words.en).toMatch(
      /^Panel 1 \(Key figures\): needs 6 lines .+ its text would be \d+′ \(16′ at least\): make it 6 columns × \d rows/,
    );
  });
  it('fits where the remedy says, by size and by distance', () => {
    const { columns, rows, fromM, arcMinutes } = remedyOf(fault as never, layout, glass(4));
    expect(arcMinutes).toBeLessThan(16);
    expect(faultsOf(layoutOf(figures(2, [0, 2, columns, rows])), glass(4))).toEqual([]);
    expect(faultsOf(layoutOf(figures(2, [0, 2, columns, rows - 1])), glass(4))).not.toEqual([]);
    expect(faultsOf(layout, glass(fromM))).toEqual([]);
    expect(faultsOf(layout, glass(fromM + 0.4))).not.toEqual([]);
  });
  it.each([
    [9, 20],
    [2, 19],
  ])('of %i rows has text of at most %i′', (rows, most) => {
    const { arcMinutes } = spentOn(figures(2, [0, 2, 6, rows]), glass(4));
    expect([arcMinutes <= most, arcMinutes > 0, arcMinutes === 20]).toEqual([true, true, rows === 9]);
  });
});

describe('the seams of one picture', () => {
  const wall: Glass = { distanceM: 8, pictureWidthMm: 3630, widthPx: 5760, heightPx: 2160, bezelMm: 3.5 };
  it('keep words off them where there are any, and let a map cross', () => {
    const crossing = layoutOf({ kind: 'duty', at: [6, 2, 8, 4] }, { kind: 'overdue', at: [0, 6, 8, 6] });
    expect(seamsOf(crossing, wall)).toEqual([{ panel: 'duty', index: 0 }]);
    expect(seamsOf(crossing, { ...wall, bezelMm: 0 })).toEqual([]);
    const map: WallPanel = { kind: 'map', at: [4, 2, 16, 10], measure: 'reworkRate', marks: [], fit: 'area' };
    expect(seamsOf(layoutOf(map), wall)).toEqual([]);
  });
  it('decide between two arrangements that can both be read, never against the only one', () => {
    const [over, clear] = [layoutOf({ kind: 'duty', at: [6, 2, 8, 8] }), layoutOf({ kind: 'duty', at: [0, 2, 8, 4] })];
    const scene = (...layouts: WallLayout[]): WallScene => ({ ...sceneOf('everyday', 'city')!, layouts });
    expect(layoutFor(scene(over, clear), wall)).toBe(clear);
    expect(layoutFor(scene(over, clear), { ...wall, bezelMm: 0 })).toBe(over);
    expect(layoutFor(scene(over), wall)).toBe(over);
  });
});

describe('what another release has kept', () => {
  it('costs nothing here, so that the panels beside it stand', () => {
    const gone = { kind: 'tides', at: [0, 2, 12, 10] } as never;
    const scene = { ...sceneOf('everyday', 'city')!, layouts: [layoutOf(gone, { kind: 'overdue', at: [12, 2, 12, 10] })] };
    expect(layoutFor(scene, glass(4))).toBe(scene.layouts[0]);
    expect(nearestFaults(scene, glass(4)).faults).toEqual([]);
  });
  it('an own scene holds before one of the product for its tiers only', () => {
    const own = { ...sceneOf('everyday', 'city')!, tiers: ['city'] as const };
    expect(sceneOf('everyday', 'city', { scenes: [own], playlists: [] })).toBe(own);
    expect(sceneOf('everyday', 'street', { scenes: [own], playlists: [] })).toBe(sceneOf('everyday', 'street'));
  });
});
