import { type Geom, intersection } from 'polyclip-ts';
import type { AreaGeometry } from '../domain/flat-shape.ts';
import { buildLocator } from '../domain/locator.ts';
import { bboxOf, type PolygonRings, polygonsArea } from './polygon-checks.ts';

export interface Overlap {
  /** The one that covers most of the area; null = none touches it. */
  code: string | null;
  /** Shares of the area by code, 0..1, from some hundred points inside it. */
  shares: ReadonlyMap<string, number>;
}

/** Clear enough without clipping: the error of some hundred points stays far below the distance to one half. */
const CLEAR_SHARE = 0.75;

/**
 * Finds which of several areas covers the largest part of another. Points spread evenly inside it decide the clear cases; a
 * close race is decided by the areas of the intersections, and by the points after all when the clipping fails on a border.
 */
export function largestOverlaps(
  areas: readonly { code: string; geometry: AreaGeometry | null }[],
): (polygons: readonly PolygonRings[]) => Overlap {
  const drawn = areas.flatMap(({ code, geometry }) => (geometry === null ? [] : [{ code, tierRank: 0, geometry }]));
  const byCode = new Map(drawn.map(({ code, geometry }) => [code, geometry]));
  const locator = buildLocator(drawn);
  return (polygons) => {
    const points = pointsInside(polygons);
    const hits = new Map<string, number>();
    for (const point of points) {
      const code = locator.locate(point);
      if (code !== null) hits.set(code, (hits.get(code) ?? 0) + 1);
    }
    const shares = new Map([...hits].map(([code, count]) => [code, count / points.length]));
    const codes = [...hits.keys()].sort((a, b) => hits.get(b)! - hits.get(a)! || (a < b ? -1 : 1));
    const [first = null] = codes;
    const isClear = codes.length <= 1 || shares.get(first!)! >= CLEAR_SHARE;
    return { code: isClear ? first : (largestIntersection(polygons, codes, byCode) ?? first), shares };
  };
}

function largestIntersection(
  polygons: readonly PolygonRings[],
  codes: readonly string[],
  byCode: ReadonlyMap<string, AreaGeometry>,
): string | null {
  try {
    let best: [code: string, area: number] | null = null;
    for (const code of codes) {
      const area = polygonsArea(intersection(polygons as Geom, byCode.get(code)!.coordinates as Geom));
      if (best === null || area > best[1]) best = [code, area];
    }
    return best?.[0] ?? null;
  } catch {
    return null; // the clipping library gives up on some broken borders: the points decide
  }
}

const ROWS = 24;

/** Evenly spread points inside polygons, along lines across them; for a sliver at least the middle of its widest chord. */
export function pointsInside(polygons: readonly PolygonRings[]): [number, number][] {
  const [minX, minY, maxX, maxY] = bboxOf(polygons);
  const step = (maxX - minX) / ROWS;
  const points: [number, number][] = [];
  let widest: { width: number; middle: [number, number] } | null = null;
  for (let row = 0; row < ROWS; row++) {
    const y = minY + ((row + 0.5) / ROWS) * (maxY - minY);
    const crossings = crossingsAt(polygons, y);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const [from, to] = [crossings[i]!, crossings[i + 1]!];
      if (widest === null || to - from > widest.width) widest = { width: to - from, middle: [(from + to) / 2, y] };
      for (let x = minX + (Math.ceil((from - minX) / step - 0.5) + 0.5) * step; x < to; x += step) points.push([x, y]);
    }
  }
  return points.length > 0 || widest === null ? points : [widest.middle];
}

function crossingsAt(polygons: readonly PolygonRings[], y: number): number[] {
  const crossings: number[] = [];
  for (const ring of polygons.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [ring[i - 1]!, ring[i]!];
      if (ay <= y !== by <= y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  }
  return crossings.sort((a, b) => a - b);
}
