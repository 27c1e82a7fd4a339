import { existsSync, readFileSync } from 'node:fs';
import Flatbush from 'flatbush';
import pointInPolygon from 'point-in-polygon-hao';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import type { AreaGeometry } from './flat-shape.ts';
import { buildLocator, type LocatorArea } from './locator.ts';

/** Repeatable random numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Mutable = number[][][];
const polygonsOf = (geometry: AreaGeometry): Mutable[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown as Mutable[];

/** Which areas hold a point, on their border included, from other people's code: an index of boxes, then a robust test of every polygon. */
function closedOracle(areas: readonly LocatorArea[]): (x: number, y: number) => { inside: string[]; onBorder: string[] } {
  const parts = areas.flatMap(({ code, geometry }) => polygonsOf(geometry).map((rings) => ({ code, rings })));
  const index = new Flatbush(parts.length);
  for (const { rings } of parts) {
    const [xs, ys] = [rings[0]!.map((p) => p[0]!), rings[0]!.map((p) => p[1]!)];
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  index.finish();
  return (x, y) => {
    const found = index.search(x, y, x, y).map((i) => ({ code: parts[i]!.code, is: pointInPolygon([x, y], parts[i]!.rings) }));
    return {
      inside: found.filter(({ is }) => is === true).map(({ code }) => code),
      onBorder: found.filter(({ is }) => is === 0).map(({ code }) => code),
    };
  };
}

/** The textbook ray cast, without grid and boxes, each edge followed from its lower end. */
function plainRayCast(areas: readonly LocatorArea[]): (x: number, y: number) => string | null {
  const edges = areas.map(({ code, geometry }) => ({
    code,
    edges: polygonsOf(geometry)
      .flat()
      .flatMap((ring) => ring.slice(1).map((b, i) => [ring[i]!, b].sort((p, q) => p[1]! - q[1]!) as [number[], number[]])),
  }));
  edges.sort((a, b) => (a.code < b.code ? -1 : 1));
  return (x, y) => {
    const holder = edges.find((area) => {
      const east = area.edges.filter(
        ([[ax = 0, ay = 0], [bx = 0, by = 0]]) => ay <= y !== by <= y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax,
      );
      return east.length % 2 === 1;
    });
    return holder?.code ?? null;
  };
}

/**
 * A patchwork of n × n quadrilaterals with shared edges of every direction. A share of the inner corners stays within some
 * roundings of the lines of the lookup grid (n divides 512 and the outer border is straight), the worst place for its cells.
 */
function patchwork(seed: number, n: number, straight: number): LocatorArea[] {
  const random = mulberry32(seed);
  const step = 0.37 / n;
  const jitter = (index: number): number => (index === 0 || index === n ? 0 : (random() - 0.5) * (random() < straight ? 1e-11 : 0.9));
  const corners = Array.from({ length: (n + 1) * (n + 1) }, (_, i) => {
    const [column, row] = [i % (n + 1), Math.floor(i / (n + 1))];
    return [106.3 + (column + jitter(column)) * step, 29.4 + (row + jitter(row)) * step];
  });
  const at = (column: number, row: number): number[] => corners[row * (n + 1) + column]!;
  return Array.from({ length: n * n }, (_, i) => {
    const [column, row] = [i % n, Math.floor(i / n)];
    const ring = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1), at(column, row)];
    return {
      code: `a${String(Math.floor(random() * 1e9)).padStart(9, '0')}${i}`,
      tierRank: 2,
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  });
}

interface Comparison {
  mismatches: unknown[];
  outside: number;
  onBorder: number;
}
/** In an area's inside both must agree; on a border the answer must be one of the areas that meet there. */
function compare(areas: readonly LocatorArea[], points: Iterable<[number, number]>): Comparison {
  const { locate } = buildLocator(areas);
  const holders = closedOracle(areas);
  const result: Comparison = { mismatches: [], outside: 0, onBorder: 0 };
  for (const [x, y] of points) {
    const mine = locate([x, y]);
    const { inside, onBorder } = holders(x, y);
    const isRight = onBorder.length > 0 ? onBorder.includes(mine!) : inside.length > 0 ? inside[0] === mine : mine === null;
    if (!isRight) result.mismatches.push({ x, y, mine, inside, onBorder });
    if (inside.length + onBorder.length === 0) result.outside += 1;
    if (onBorder.length > 0) result.onBorder += 1;
  }
  return result;
}

function* scattered(areas: readonly LocatorArea[], n: number, seed: number): Generator<[number, number]> {
  const random = mulberry32(seed);
  const positions = areas.flatMap((area) => polygonsOf(area.geometry).flat(2));
  const at = (pick: (a: number, b: number) => number, axis: 0 | 1): number =>
    positions.reduce((best, p) => pick(best, p[axis]!), positions[0]![axis]!);
  const [west, east, south, north] = [at(Math.min, 0), at(Math.max, 0), at(Math.min, 1), at(Math.max, 1)];
  for (let i = 0; i < n; i++) yield [west - 0.01 + random() * (east - west + 0.02), south - 0.01 + random() * (north - south + 0.02)];
}

/** Corners, points on (or a rounding away from) edges, and points a hair beside them. */
function* onBorders(areas: readonly LocatorArea[], every: number, seed: number, hair = 3e-14): Generator<[number, number]> {
  const random = mulberry32(seed);
  let count = 0;
  for (const ring of areas.flatMap((area) => polygonsOf(area.geometry).flat())) {
    for (let i = 1; i < ring.length; i++) {
      if (count++ % every !== 0) continue;
      const [[ax, ay], [bx, by]] = [ring[i - 1] as [number, number], ring[i] as [number, number]];
      yield [ax, ay];
      for (const t of [0.5, random(), random()]) {
        const [x, y] = [ax + t * (bx - ax), ay + t * (by - ay)];
        yield [x, y];
        yield [x + (random() - 0.5) * hair, y + (random() - 0.5) * hair];
      }
    }
  }
}

describe('locator', () => {
  it('agrees with a robust test on an invented patchwork: 100,000 points, and points a hair beside every border', () => {
    const areas = patchwork(20251106, 32, 0.3);
    const inside = compare(areas, scattered(areas, 100_000, 1));
    expect(inside.mismatches).toEqual([]);
    expect(inside.outside).toBeGreaterThan(1_000);
    const hairs = [...onBorders(areas, 1, 2, 1e-9)].filter((_, i) => [2, 4, 6].includes(i % 7));
    const beside = compare(areas, hairs);
    expect(beside.mismatches).toEqual([]);
  });

  it.each([
    [5, 64, 0.97],
    [20251106, 32, 0.3],
  ])('gives every border point to one area, the one that the plain ray cast gives it to (seed %i)', (seed, n, straight) => {
    const areas = patchwork(seed, n, straight);
    const { locate } = buildLocator(areas);
    const plain = plainRayCast(areas);
    const [west, south, east, north] = [106.3, 29.4, 106.67, 29.77];
    let checked = 0;
    for (const [x, y] of onBorders(areas, n === 64 ? 61 : 7, 3)) {
      // On the outer border nothing lies beyond: that rule is tested by hand.
      if (x - west < 1e-9 || east - x < 1e-9 || y - south < 1e-9 || north - y < 1e-9) continue;
      checked += 1;
      const code = locate([x, y]);
      expect(code).toBe(plain(x, y));
    }
    expect(checked).toBeGreaterThan(800);
  });

  const CHONGQING = '../shared/data/chongqing/schematic-prototype.topo.json';
  it.skipIf(!existsSync(CHONGQING))('agrees on the 1,031 streets of Chongqing: 100,000 points, and a point or two of each border', () => {
    const topology = JSON.parse(readFileSync(CHONGQING, 'utf8')) as Topology<{ streets: GeometryCollection<{ code: string }> }>;
    const streets = feature(topology, topology.objects.streets).features;
    expect(streets).toHaveLength(1031);
    const areas = streets.map(({ properties, geometry }) => ({ code: properties.code, tierRank: 2, geometry: geometry as AreaGeometry }));
    const inside = compare(areas, scattered(areas, 100_000, 4));
    expect(inside.mismatches).toEqual([]);
    expect(inside.outside).toBeGreaterThan(10_000);
    // Corners are exactly on the border of every area that meets there.
    const corners = compare(areas, areas.flatMap((area) => polygonsOf(area.geometry).flat(2)) as [number, number][]);
    expect(corners.mismatches).toEqual([]);
    expect(corners.onBorder).toBeGreaterThan(40_000);
  });
});
