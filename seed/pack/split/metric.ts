import { type GridPoint, METRES } from '../plane/grid.ts';

/** Metres from the corner of the grid. */
export type Metric = readonly [x: number, y: number];

export const toMetric = ([x, y]: readonly [number, number]): Metric => [x * METRES[0], y * METRES[1]];
export const fromMetric = ([x, y]: Metric): readonly [number, number] => [x / METRES[0], y / METRES[1]];
export const snap = (point: Metric): GridPoint => {
  const [x, y] = fromMetric(point);
  return [Math.round(x), Math.round(y)];
};
/** Not Math.hypot: its last digit may differ between engines, that of a square root may not. */
export const distance = ([x0, y0]: Metric, [x1, y1]: Metric): number => Math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2);
