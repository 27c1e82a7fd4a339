/** A GeoJSON position; only the first two numbers count (WGS-84 degrees). */
export type Position = readonly number[];
export type AreaGeometry =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** One area as flat rings: `xy` holds x, y, x, y …; `rings[i]` is where ring i starts in it; `polygons` in ring numbers. */
export interface Shape {
  code: string;
  xy: Float64Array;
  rings: Int32Array;
  polygons: Int32Array;
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/** Every edge of every ring, the closing one too. */
export function forEachEdge(
  { xy, rings, polygons }: Shape,
  visit: (x1: number, y1: number, x2: number, y2: number, polygon: number) => void,
): void {
  for (let polygon = 0; polygon + 1 < polygons.length; polygon++) {
    for (let ring = polygons[polygon]!; ring < polygons[polygon + 1]!; ring++) {
      const end = rings[ring + 1]!;
      for (let at = rings[ring]!, before = end - 2; at < end; before = at, at += 2)
        visit(xy[before]!, xy[before + 1]!, xy[at]!, xy[at + 1]!, polygon);
    }
  }
}

export function toShape({ code, geometry }: { code: string; geometry: AreaGeometry }): Shape {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const flat: number[] = [];
  const rings = [0];
  const starts = [0];
  for (const polygon of polygons) {
    for (const ring of polygon) {
      for (const position of ring) flat.push(position[0]!, position[1]!);
      rings.push(flat.length);
    }
    starts.push(rings.length - 1);
  }
  const xy = Float64Array.from(flat);
  const shape = {
    code,
    xy,
    rings: Int32Array.from(rings),
    polygons: Int32Array.from(starts),
    minX: Infinity,
    minY: Infinity,
    maxX: -Infinity,
    maxY: -Infinity,
  };
  for (let at = 0; at < xy.length; at += 2) {
    shape.minX = Math.min(shape.minX, xy[at]!);
    shape.maxX = Math.max(shape.maxX, xy[at]!);
    shape.minY = Math.min(shape.minY, xy[at + 1]!);
    shape.maxY = Math.max(shape.maxY, xy[at + 1]!);
  }
  return shape;
}
