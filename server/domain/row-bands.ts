/** A shape's edges by the rows of a grid: an even-odd test then looks at the few edges beside a point, not at all of them. */
export interface RowBands {
  firstRow: number;
  /** Band i (row `firstRow + i`) holds the edges `starts[i]` to `starts[i + 1]`, polygon after polygon. */
  starts: Int32Array;
  /** Lower x and y, upper x and y of each edge; level edges are left out, for they decide nothing. */
  edges: Float64Array;
  /** The polygon that each edge is of. */
  polygons: Int32Array;
}

type VisitEdge = (x1: number, y1: number, x2: number, y2: number, polygon: number) => void;

/**
 * @param rowsOf first and last row that an edge from `lowY` up to `highY` may lie in, rather one too many than one too few
 */
export function buildRowBands(
  forEachEdge: (visit: VisitEdge) => void,
  rowsOf: (lowY: number, highY: number) => readonly [first: number, last: number],
): RowBands {
  const bands = new Map<number, number[]>();
  let [firstRow, lastRow] = [Infinity, -Infinity];
  forEachEdge((x1, y1, x2, y2, polygon) => {
    if (y1 === y2) return;
    const edge = y1 < y2 ? [x1, y1, x2, y2, polygon] : [x2, y2, x1, y1, polygon];
    const [first, last] = rowsOf(edge[1]!, edge[3]!);
    firstRow = Math.min(firstRow, first);
    lastRow = Math.max(lastRow, last);
    for (let row = first; row <= last; row++) {
      const band = bands.get(row);
      if (band) band.push(...edge);
      else bands.set(row, edge.slice());
    }
  });
  const rows = Math.max(0, lastRow - firstRow + 1);
  const starts = new Int32Array(rows + 1);
  for (let i = 0; i < rows; i++) starts[i + 1] = starts[i]! + (bands.get(firstRow + i)?.length ?? 0) / 5;
  const edges = new Float64Array(starts[rows]! * 4);
  const polygons = new Int32Array(starts[rows]!);
  for (const [row, band] of bands) {
    for (let i = 0, at = starts[row - firstRow]!; i < band.length; i += 5, at++) {
      edges.set(band.slice(i, i + 4), at * 4);
      polygons[at] = band[i + 4]!;
    }
  }
  return { firstRow, starts, edges, polygons };
}

/**
 * Even-odd over the rings of each polygon: how many edges pass strictly east of the point. Every edge is followed from its lower end,
 * so two neighbours round a shared edge alike. Coordinates are decimals that binary numbers only come near to; the crossing is
 * rounded to the same numbers, so a decimal point on a decimal edge mostly counts as lying on it.
 */
export function bandHolds({ firstRow, starts, edges, polygons }: RowBands, row: number, x: number, y: number): boolean {
  const band = row - firstRow;
  if (band < 0 || band >= starts.length - 1) return false;
  let isInside = false;
  let polygon = -1;
  for (let at = starts[band]!, end = starts[band + 1]!; at < end; at++) {
    if (polygons[at]! !== polygon) {
      if (isInside) return true;
      polygon = polygons[at]!;
    }
    const i = at * 4;
    const [lowY, highY] = [edges[i + 1]!, edges[i + 3]!];
    if (y < lowY || y >= highY) continue;
    const [lowX, highX] = [edges[i]!, edges[i + 2]!];
    if (lowX > x && highX > x) isInside = !isInside;
    else if ((lowX > x || highX > x) && x < ((highX - lowX) * (y - lowY)) / (highY - lowY) + lowX) isInside = !isInside;
  }
  return isInside;
}
