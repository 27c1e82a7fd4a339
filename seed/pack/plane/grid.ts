/**
 * The plane on which the pack is made: whole steps of `STEP` degrees, counted from a corner. On whole numbers every question of side
 * and crossing has an exact answer, so the same inputs give the same bytes on every machine.
 */
export type GridPoint = readonly [x: number, y: number];
/** From its first point to its second. */
export type Segment = readonly [GridPoint, GridPoint];
/** Closed: the first point comes again at the end. */
export type Ring = readonly GridPoint[];

/** About 5 m. */
export const STEP = 5e-5;
export const CORNER: readonly [lng: number, lat: number] = [105, 28];
/** A step in metres at the latitude of the middle of the city; only proportions depend on it. */
export const METRES: readonly [x: number, y: number] = [4.81, 5.56];
const [METRES_X, METRES_Y] = METRES;
/** km² of one square of the grid. */
export const CELL_KM2 = (METRES_X * METRES_Y) / 1e6;

export const toGrid = ([lng = NaN, lat = NaN]: readonly number[]): GridPoint => [
  Math.round((lng - CORNER[0]) / STEP),
  Math.round((lat - CORNER[1]) / STEP),
];

/** One number for a point; whole coordinates below 2^24 only. */
export const keyOf = ([x, y]: GridPoint): number => (x + 0x40_0000) * 0x100_0000 + (y + 0x40_0000);

/** Above zero where the way a → b → c turns left, zero where it goes straight. */
export const turn = (a: GridPoint, b: GridPoint, c: GridPoint): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

/** Twice the area, above zero when the ring runs against the clock. */
export function doubleArea(ring: Ring): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) sum += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  return sum;
}

export const lengthOf = ([a, b]: Segment): number => Math.sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2);

export const segmentsOf = (ring: Ring): Segment[] => ring.slice(1).map((point, i) => [ring[i]!, point]);
