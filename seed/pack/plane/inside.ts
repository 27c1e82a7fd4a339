import type { Ring } from './grid.ts';

/** Whether a point lies inside rings taken together: a ring in a ring is a hole. On a ring counts as either. */
export function isInside(rings: readonly Ring[], [x, y]: readonly [number, number]): boolean {
  let isIn = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[x0, y0], [x1, y1]] = [ring[i - 1]!, ring[i]!];
      if (y0 > y !== y1 > y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) isIn = !isIn;
    }
  }
  return isIn;
}

/** A point well inside rings: in the middle of their widest stretch at half their height. Half steps, so it lies on no border. */
export function pointInside(rings: readonly Ring[]): readonly [number, number] {
  const heights = rings.flat().map(([, y]) => y);
  const y = Math.floor((heights.reduce((a, b) => Math.min(a, b)) + heights.reduce((a, b) => Math.max(a, b))) / 2) + 0.5;
  const cuts = rings
    .flatMap((ring) =>
      ring.slice(1).flatMap(([x1, y1], i) => {
        const [x0, y0] = ring[i]!;
        return y0 > y === y1 > y ? [] : [x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)];
      }),
    )
    .sort((a, b) => a - b);
  let [from, to] = [NaN, NaN];
  for (let i = 0; i + 1 < cuts.length; i += 2) if (!(to - from >= cuts[i + 1]! - cuts[i]!)) [from, to] = [cuts[i]!, cuts[i + 1]!];
  if (Number.isNaN(from)) throw new Error('Rings without an inside');
  return [(from + to) / 2, y];
}
