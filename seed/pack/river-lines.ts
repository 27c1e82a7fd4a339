import type { Feature, FeatureCollection, LineString, Position } from 'geojson';
import { RIVER_NAMES } from './chongqing/rivers.ts';

/** West, south, east, north in degrees. */
export type Box = readonly [number, number, number, number];
interface RiverSource {
  level: number;
}
interface River extends RiverSource {
  names?: { zh: string; en: string };
}

/** How near a line must pass to a naming point, in degrees (about 2 km; the source is 1 km off). */
const NEAR = 0.02;
/** Four decimals are 10 m: far finer than the source. */
const PRECISION = 1e4;

/** Cuts the lines to the box, names those that are known, drops the zero-length leftovers of the source. */
export function buildRivers(source: FeatureCollection<LineString, RiverSource>, box: Box): FeatureCollection<LineString, River> {
  const [west, south, east, north] = box;
  return {
    type: 'FeatureCollection',
    features: source.features.flatMap(({ geometry, properties: { level } }) => {
      const river = RIVER_NAMES.find(({ via }) => via.some((point) => passesNear(geometry.coordinates, point)));
      const limit = river?.southOf ?? north;
      const named = clip(geometry.coordinates, [west, south, east, limit]).map((line) =>
        toFeature(line, { level, ...(river && { names: river.names }) }),
      );
      const beyond = limit < north ? clip(geometry.coordinates, [west, limit, east, north]).map((line) => toFeature(line, { level })) : [];
      return [...named, ...beyond];
    }),
  };
}

function passesNear(line: readonly Position[], [lng, lat]: readonly [number, number]): boolean {
  return line.some(([x = NaN, y = NaN]) => Math.abs(x - lng) < NEAR && Math.abs(y - lat) < NEAR);
}

/** The runs of a line inside a box, cut exactly at its sides (Liang–Barsky per segment). */
function clip(line: readonly Position[], box: Box): Position[][] {
  const runs: Position[][] = [];
  line.slice(1).forEach((to, i) => {
    const from = line[i];
    const piece = from && clipSegment(from, to, box);
    if (!piece) return;
    const [start, end] = [round(piece[0]), round(piece[1])];
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (isSame(start, end)) return;
    if (run && last && isSame(last, start)) run.push(end);
    else runs.push([start, end]);
  });
  return runs;
}

function clipSegment(
  [x0 = NaN, y0 = NaN]: Position,
  [x1 = NaN, y1 = NaN]: Position,
  [west, south, east, north]: Box,
): [Position, Position] | null {
  const [dx, dy] = [x1 - x0, y1 - y0];
  let [enter, leave] = [0, 1];
  for (const [step, room] of [
    [-dx, x0 - west],
    [dx, east - x0],
    [-dy, y0 - south],
    [dy, north - y0],
  ] as const) {
    if (step === 0 && room < 0) return null;
    if (step < 0) enter = Math.max(enter, room / step);
    if (step > 0) leave = Math.min(leave, room / step);
  }
  return enter > leave
    ? null
    : [
        [x0 + enter * dx, y0 + enter * dy],
        [x0 + leave * dx, y0 + leave * dy],
      ];
}

const round = (point: Position): Position => point.map((v) => Math.round(v * PRECISION) / PRECISION);
const isSame = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];
const toFeature = (coordinates: Position[], properties: River): Feature<LineString, River> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});
