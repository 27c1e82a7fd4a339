import { beforeAll, describe, expect, it } from 'vitest';
import type { CapArea } from '../../shared/cap.ts';
import type { LngLat } from '../../shared/wire.ts';
import { coverOf } from '../domain/alerts/cover.ts';
import { buildLocator } from '../domain/locator.ts';
import { buildTree } from '../domain/tree.ts';
import { TIERS } from '../../shared/terms.ts';
import { readCityPack } from '../intake/city-pack.ts';
import { defaultPack } from '../cli/init.command.ts';
import { alertGround, type Ground } from './alert-ground.ts';
import type { Catalogue } from './ports.ts';

const NOW = Date.parse('2026-07-10T08:00:00+08:00');
const areas = readCityPack(defaultPack()).areas.filter(({ validToMs }) => validToMs === null);
const tree = buildTree(areas.map((area) => ({ ...area, bbox: null })));
const byCode = new Map(areas.map((area) => [area.code, area]));
const drawing = (shape: Partial<CapArea>): CapArea[] => [
  { desc: 'x', polygons: [], circles: [], geocodes: [], altitudeFt: null, ceilingFt: null, ...shape },
];
/** As our own export writes it. */
function borderOf(code: string): LngLat[][] {
  const geometry = byCode.get(code)!.geometry!;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map(([outer]) => outer!.map(([lng, lat]): LngLat => [lng!, lat!]));
}

describe('over the demo city', () => {
  let ground: Ground;
  const covered = async (shape: Partial<CapArea>) => coverOf(await ground.cut(drawing(shape)), ground.sizeOf, tree, NOW);
  beforeAll(async () => {
    const locator = buildLocator(areas.map(({ code, tier, geometry }) => ({ code, tierRank: TIERS.indexOf(tier), geometry: geometry! })));
    const catalogue = { tree, locate: (lngLat: LngLat) => locator.locate(lngLat) } as unknown as Catalogue;
    const drawn = async (codes: readonly string[]) =>
      codes.map((code) => ({ code, geometryText: JSON.stringify(byCode.get(code)!.geometry) }));
    ground = await alertGround({ catalogue: async () => catalogue, drawn, now: () => NOW })();
  });

  it('a border of a district touches its streets, each whole, and nothing of its neighbours', async () => {
    for (const district of tree.children(tree.root, NOW).slice(0, 12)) {
      const found = await covered({ polygons: borderOf(district) });
      const whole = found.filter(({ share }) => share > 0.99).map(({ code }) => code);
      expect(
        found.map(({ code }) => code),
        district,
      ).toEqual([...tree.subtree(district, NOW), tree.root].sort());
      expect(whole, district).toEqual([...tree.subtree(district, NOW)].sort());
    }
  });
  it('the whole city at once, without holding up the loop', async () => {
    // How often others had their turn: a busy machine stretches how long each waited.
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const found = await covered({ polygons: borderOf(tree.root) });
    clearInterval(timer);
    expect(found.length).toBe(areas.length);
    expect(Math.min(...found.map(({ share }) => share))).toBeGreaterThan(0.99);
    expect(turns).toBeGreaterThan(5);
  });
  it('a point lies in one street; a circle as far as it reaches; elsewhere there is nothing', async () => {
    const street = tree.subtree(tree.root, NOW).find((code) => code.startsWith('500103') && tree.children(code, NOW).length === 0)!;
    const [[x, y]] = borderOf(street).map((ring) =>
      ring.reduce(([a, b], [lng, lat]) => [a + lng / ring.length, b + lat / ring.length], [0, 0]),
    ) as [[number, number]];
    const point = await covered({ circles: [{ centre: [x, y], radiusKm: 0 }] });
    expect(point).toEqual([...tree.path(street, NOW)].sort().map((code) => ({ code, share: 0 })));
    expect((await covered({ circles: [{ centre: [x, y], radiusKm: 30 }] })).length).toBeGreaterThan(50);
    expect(
      await covered({
        polygons: [
          [
            [-82, 42],
            [-81, 42],
            [-81, 43],
            [-82, 42],
          ],
        ],
      }),
    ).toEqual([]);
  });
  it('what would take too long is refused', async () => {
    const zigzag = Array.from({ length: 11_000 }, (_, i): LngLat => [105 + (i / 11_000) * 5, i % 2 ? 28 : 33]);
    await expect(ground.cut(drawing({ polygons: [[...zigzag, zigzag[0]!]] }))).rejects.toMatchObject({ code: 'cap.too-much' });
  });
});
