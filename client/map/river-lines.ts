import type { Feature, LineString, Position } from 'geojson';
import type { AreaShape, RiverProperties, Rivers } from './map-types.ts';
import { type Box, boxOf, boxOfPoints, overlaps, partsOf } from './polygons.ts';

export type RiverStretch = Feature<LineString, RiverProperties & { isOutside: boolean }>;

type Edge = readonly [a: Position, b: Position];

/** The outline's edges by bands of latitude: a city has ten thousand of them and each question touches a few. */
class Outline {
  readonly box: Box;
  readonly #bands: Edge[][] = Array.from({ length: 256 }, () => []);

  constructor(area: AreaShape) {
    this.box = boxOf(area.geometry);
    for (const ring of partsOf(area.geometry).flat()) {
      for (let i = 1; i < ring.length; i++) {
        const edge: Edge = [ring[i - 1]!, ring[i]!];
        const [from, to] = [this.#band(edge[0][1]!), this.#band(edge[1][1]!)].sort((a, b) => a - b) as [number, number];
        for (let band = from; band <= to; band++) this.#bands[band]!.push(edge);
      }
    }
  }

  #band(latitude: number): number {
    const share = (latitude - this.box[1]) / (this.box[3] - this.box[1] || 1);
    return Math.max(0, Math.min(this.#bands.length - 1, Math.floor(share * this.#bands.length)));
  }

  /** Even-odd rule over all rings: holes and parts alike. */
  contains([x, y]: Position): boolean {
    let inside = false;
    for (const [a, b] of this.#bands[this.#band(y!)]!) {
      if (a[1]! > y! !== b[1]! > y! && x! < ((b[0]! - a[0]!) * (y! - a[1]!)) / (b[1]! - a[1]!) + a[0]!) inside = !inside;
    }
    return inside;
  }

  /** Where a segment crosses the outline, as shares of its length in rising order. */
  cuts(a: Position, b: Position): number[] {
    const [from, to] = [this.#band(a[1]!), this.#band(b[1]!)].sort((x, y) => x - y) as [number, number];
    const found = new Set<number>();
    for (let band = from; band <= to; band++) {
      for (const edge of this.#bands[band]!) {
        const t = crossing(a, b, edge);
        if (t !== null) found.add(t);
      }
    }
    return [...found].sort((x, y) => x - y);
  }
}

/** Where along a segment (0 … 1) it crosses an edge; null = nowhere. */
function crossing([ax, ay]: Position, [bx, by]: Position, [[cx, cy], [dx, dy]]: Edge): number | null {
  const [rx, ry, sx, sy] = [bx! - ax!, by! - ay!, dx! - cx!, dy! - cy!];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const t = ((cx! - ax!) * sy - (cy! - ay!) * sx) / cross;
  const u = ((cx! - ax!) * ry - (cy! - ay!) * rx) / cross;
  return t > 0 && t < 1 && u >= 0 && u < 1 ? t : null;
}

const linesOf = (river: Rivers['features'][number]): Position[][] =>
  river.geometry.type === 'LineString' ? [river.geometry.coordinates] : river.geometry.coordinates;

/** One segment cut wherever it crosses the outline: its points after the first, each with whether the way to it lies inside. */
function cutSegment(a: Position, b: Position, outline: Outline): { point: Position; inside: boolean }[] {
  if (!overlaps(boxOfPoints([a, b])!, outline.box)) return [{ point: b, inside: false }];
  const at = (t: number): Position => [a[0]! + t * (b[0]! - a[0]!), a[1]! + t * (b[1]! - a[1]!)];
  const ends = [...outline.cuts(a, b), 1];
  return ends.map((t, i) => ({ point: t === 1 ? b : at(t), inside: outline.contains(at(((ends[i - 1] ?? 0) + t) / 2)) }));
}

/** Rivers as stretches inside the area and outside it, so that each can have its own strength. Without an area all is inside. */
export function splitRivers(rivers: Rivers, area: AreaShape | null): RiverStretch[] {
  const outline = area && new Outline(area);
  return rivers.features.flatMap((river) =>
    linesOf(river).flatMap((line) => {
      const stretches: RiverStretch[] = [];
      let isOutside: boolean | null = null;
      for (let i = 1; i < line.length; i++) {
        const steps = outline ? cutSegment(line[i - 1]!, line[i]!, outline) : [{ point: line[i]!, inside: true }];
        for (const { point, inside } of steps) {
          if (isOutside !== !inside) {
            isOutside = !inside;
            const from = stretches.at(-1)?.geometry.coordinates.at(-1) ?? line[0]!;
            stretches.push({
              type: 'Feature',
              properties: { ...river.properties, isOutside },
              geometry: { type: 'LineString', coordinates: [from] },
            });
          }
          stretches.at(-1)!.geometry.coordinates.push(point);
        }
      }
      return stretches;
    }),
  );
}
