import { type AreaGeometry, forEachEdge, type Shape, toShape } from './flat-shape.ts';
import { edgeDistanceM, METRES_PER_DEGREE } from './planar.ts';
import { bandHolds, buildRowBands, type RowBands } from './row-bands.ts';

export interface LocatorArea {
  code: string;
  /** 0 = the city; larger = deeper. */
  tierRank: number;
  geometry: AreaGeometry;
}

export interface Locator {
  /** The deepest area that holds the point, else the nearest within `snapM` metres (0 = never), or null outside every area. */
  locate(lngLat: readonly [number, number], snapM?: number): string | null;
}

/**
 * Point-in-area lookup: 1024 × 1024 cells over each tier's bounding box, each cell with the few areas that touch it, and an
 * even-odd test where a border runs through the cell.
 *
 * The rule, in order:
 * 1. the deepest tier first, then the tier above for points that its children do not cover;
 * 2. a point on the border between two areas belongs to the one east of it; on a west–east border to the one north of it
 *    (half-open even-odd, as in most ray casts: neighbours that share an edge never both hold a point of it, never neither);
 * 3. a point on an outer border, with nothing beyond it, belongs to the area that it borders;
 * 4. where areas of one tier overlap (poor data) the smallest code wins;
 * 5. else the nearest area within `snapM` metres, the deepest tier first, then the smaller code; else null.
 */
export function buildLocator(areas: readonly LocatorArea[]): Locator {
  const layers = layersOf(areas);
  return {
    locate([x, y], snapM = 0) {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
      for (const layer of layers) {
        const code = layer.find(x, y);
        if (code !== null) return code;
      }
      if (snapM > 0) {
        for (const layer of layers) {
          const code = layer.nearest(x, y, snapM);
          if (code !== null) return code;
        }
      }
      return null;
    },
  };
}

/** Apart from who asks them later, who would else hold the drawn areas for good. */
function layersOf(areas: readonly LocatorArea[]): Layer[] {
  const ranks = [...new Set(areas.map((area) => area.tierRank))].sort((a, b) => b - a);
  return ranks.map((rank) => buildLayer(areas.filter((area) => area.tierRank === rank)));
}

const CELLS = 1024;
const EMPTY = -1;
/** In cells: far above any rounding of coordinates, far below what would cost anything. */
const SLACK = 1e-6;
/** Degrees: some last places of a coordinate, ten nanometres on the ground. */
const ROUNDING = 1e-13;
/** Two areas whose distances differ by less are equally near: rounding must not choose between them. */
const SAME_DISTANCE_M = 0.001;

interface Banded {
  shape: Shape;
  bands: RowBands;
}

interface Layer {
  find(x: number, y: number): string | null;
  nearest(x: number, y: number, withinM: number): string | null;
}

function buildLayer(areas: readonly LocatorArea[]): Layer {
  // Code order everywhere: the first shape that holds a point is the one with the smallest code.
  const shapes = areas.map(toShape).sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  const [minX, minY] = [lowest(shapes, 'minX'), lowest(shapes, 'minY')];
  const [maxX, maxY] = [-lowest(shapes, 'maxX', -1), -lowest(shapes, 'maxY', -1)];
  const perX = CELLS / (maxX - minX || 1);
  const perY = CELLS / (maxY - minY || 1);
  const grid: Grid = {
    column: (x, slack = 0) => Math.min(CELLS - 1, Math.max(0, Math.floor((x - minX) * perX + slack))),
    row: (y) => Math.min(CELLS - 1, Math.max(0, Math.floor((y - minY) * perY))),
    centreX: (column) => minX + (column + 0.5) / perX,
    centreY: (row) => minY + (row + 0.5) / perY,
    floorOf: (row) => minY + (row - SLACK) / perY,
    ceilingOf: (row) => minY + (row + 1 + SLACK) / perY,
  };
  const banded = shapes.map((shape) => ({ shape, bands: bandsOf(shape, grid) }));
  const { cells, candidates } = fillCells(banded, grid);
  return {
    find(x, y) {
      if (!(x >= minX && x <= maxX && y >= minY && y <= maxY)) return null;
      const row = grid.row(y);
      const cell = cells[row * CELLS + grid.column(x)]!;
      if (cell >= 0) return shapes[cell]!.code;
      if (cell === EMPTY) return null;
      const near = candidates[-2 - cell]!;
      for (const index of near) if (holds(banded[index]!, row, x, y)) return shapes[index]!.code;
      for (const index of near) if (touches(shapes[index]!, x, y)) return shapes[index]!.code;
      return null;
    },
    nearest(x, y, withinM) {
      let best: string | null = null;
      let bestM = withinM;
      for (const shape of shapes) {
        const distanceM = distanceToM(shape, x, y, bestM);
        if (best === null ? distanceM <= withinM : distanceM < bestM - SAME_DISTANCE_M) [best, bestM] = [shape.code, distanceM];
      }
      return best;
    },
  };
}

const lowest = (shapes: readonly Shape[], side: 'minX' | 'minY' | 'maxX' | 'maxY', sign = 1): number =>
  shapes.reduce((least, shape) => Math.min(least, sign * shape[side]), Infinity);

interface Grid {
  column(x: number, slack?: number): number;
  row(y: number): number;
  centreX(column: number): number;
  centreY(row: number): number;
  /** Lower and upper limit of a row of cells, each a little wider than it is. */
  floorOf(row: number): number;
  ceilingOf(row: number): number;
}

/**
 * Each cell: EMPTY, the number of the one shape that covers it, or −2 − the number of a candidate list in code order.
 * A cell that no border of a shape touches lies wholly inside or wholly outside it, so testing one cell of a run decides all.
 */
function fillCells(banded: readonly Banded[], grid: Grid): { cells: Int32Array | Int16Array; candidates: number[][] } {
  const cells = new Int32Array(CELLS * CELLS).fill(EMPTY);
  const candidates: number[][] = [];
  const border = new Uint8Array(CELLS * CELLS);
  const add = (cell: number, index: number, isCovered: boolean): void => {
    const held = cells[cell]!;
    if (held >= 0) return; // a smaller code covers the whole cell: nothing after it can win
    if (held === EMPTY) {
      cells[cell] = isCovered ? index : -2 - (candidates.push([index]) - 1);
    } else {
      candidates[-2 - held]!.push(index);
    }
  };
  banded.forEach(({ shape, bands }, index) => {
    const touched = touchBorder(shape, grid, border);
    const [fromColumn, toColumn] = [grid.column(shape.minX), grid.column(shape.maxX)];
    for (let row = grid.row(shape.minY); row <= grid.row(shape.maxY); row++) {
      let isInside: boolean | null = null;
      for (let column = fromColumn; column <= toColumn; column++) {
        const cell = row * CELLS + column;
        if (border[cell] === 1) {
          isInside = null;
          add(cell, index, false);
          continue;
        }
        isInside ??= holds({ shape, bands }, row, grid.centreX(column), grid.centreY(row));
        if (isInside) add(cell, index, true);
      }
    }
    for (const cell of touched) border[cell] = 0;
  });
  return share(cells, candidates);
}

/** Cells along one border have the same candidates: each list is kept once, and the table is then small enough to stay in the processor's cache. */
function share(cells: Int32Array, candidates: readonly number[][]): { cells: Int32Array | Int16Array; candidates: number[][] } {
  const lists: number[][] = [];
  const known = new Map<string, number>();
  const numbers = candidates.map((list) => {
    const key = list.join();
    if (!known.has(key)) known.set(key, lists.push(list) - 1);
    return known.get(key)!;
  });
  const shared = cells.map((cell) => (cell < EMPTY ? -2 - numbers[-2 - cell]! : cell));
  return { cells: shared.every((cell) => cell === (cell << 16) >> 16) ? Int16Array.from(shared) : shared, candidates: lists };
}

const bandsOf = (shape: Shape, { floorOf, ceilingOf, row }: Grid): RowBands =>
  buildRowBands(
    (visit) => forEachEdge(shape, visit),
    (lowY, highY) => {
      const [first, last] = [row(lowY), row(highY)];
      // A limit of two rows that rounding could put on either side of a point belongs to both.
      return [
        first > 0 && lowY <= ceilingOf(first - 1) ? first - 1 : first,
        last < CELLS - 1 && highY >= floorOf(last + 1) ? last + 1 : last,
      ];
    },
  );

/** Marks every cell that an edge may pass, a little too many rather than one too few. Returns the marked cells. */
function touchBorder(shape: Shape, grid: Grid, border: Uint8Array): number[] {
  const touched: number[] = [];
  forEachEdge(shape, (x1, y1, x2, y2) => {
    const [lowX, lowY, highX, highY] = y1 <= y2 ? [x1, y1, x2, y2] : [x2, y2, x1, y1];
    const slope = highY > lowY ? (highX - lowX) / (highY - lowY) : 0;
    const firstRow = grid.row(lowY);
    const lastRow = grid.row(highY);
    for (let row = firstRow; row <= lastRow; row++) {
      const enterX = row === firstRow ? lowX : lowX + (Math.max(lowY, grid.floorOf(row)) - lowY) * slope;
      const leaveX = row === lastRow ? highX : lowX + (Math.min(highY, grid.ceilingOf(row)) - lowY) * slope;
      const lastColumn = grid.column(Math.max(enterX, leaveX), SLACK);
      for (let column = grid.column(Math.min(enterX, leaveX), -SLACK); column <= lastColumn; column++) {
        const cell = row * CELLS + column;
        if (border[cell] === 1) continue;
        border[cell] = 1;
        touched.push(cell);
      }
    }
  });
  return touched;
}

/** Inside any of the shape's polygons, or on a western or southern border of one. */
const holds = ({ shape, bands }: Banded, row: number, x: number, y: number): boolean =>
  x >= shape.minX && x <= shape.maxX && y >= shape.minY && y <= shape.maxY && bandHolds(bands, row, x, y);

/** On the border, to within a rounding of the coordinates. */
function touches(shape: Shape, x: number, y: number): boolean {
  if (x < shape.minX - ROUNDING || x > shape.maxX + ROUNDING || y < shape.minY - ROUNDING || y > shape.maxY + ROUNDING) return false;
  const { xy, rings } = shape;
  for (let ring = 0; ring + 1 < rings.length; ring++) {
    const end = rings[ring + 1]!;
    let x1 = xy[end - 2]!;
    let y1 = xy[end - 1]!;
    for (let at = rings[ring]!; at < end; at += 2) {
      const x2 = xy[at]!;
      const y2 = xy[at + 1]!;
      const isBeside = (y1 < y - ROUNDING && y2 < y - ROUNDING) || (y1 > y + ROUNDING && y2 > y + ROUNDING);
      if (!isBeside && isNearEdge(x1, y1, x2, y2, x, y)) return true;
      x1 = x2;
      y1 = y2;
    }
  }
  return false;
}

const isNearEdge = (x1: number, y1: number, x2: number, y2: number, x: number, y: number): boolean =>
  !((x1 < x - ROUNDING && x2 < x - ROUNDING) || (x1 > x + ROUNDING && x2 > x + ROUNDING)) &&
  edgeDistanceM(x1, y1, x2, y2, x, y) <= ROUNDING * METRES_PER_DEGREE;

/** Distance in metres to the shape's border, or Infinity when it is surely beyond `withinM`. */
function distanceToM(shape: Shape, x: number, y: number, withinM: number): number {
  const marginDeg = withinM / 100_000 / Math.max(0.01, Math.cos((y * Math.PI) / 180)); // a degree is at least 110 km · cos(latitude)
  if (x < shape.minX - marginDeg || x > shape.maxX + marginDeg || y < shape.minY - marginDeg || y > shape.maxY + marginDeg) return Infinity;
  let bestM = Infinity;
  forEachEdge(shape, (x1, y1, x2, y2) => {
    bestM = Math.min(bestM, edgeDistanceM(x1, y1, x2, y2, x, y));
  });
  return bestM;
}
