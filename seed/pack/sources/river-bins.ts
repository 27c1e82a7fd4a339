import type { Position } from 'geojson';
import { File, ready } from 'h5wasm/node';

/** A piece of a river inside one bin; level 1 is the largest. */
export interface RiverPiece {
  level: number;
  points: Position[];
}
/** Brooks and intermittent waters have higher levels. */
const MAX_LEVEL = 4;
/** A bin is this wide in units of its relative coordinates, which are written as signed numbers. */
const UNITS = 65_535;

/** The pieces in all whole bins from one corner to the other, degrees. */
export async function readRiverBins(
  path: string,
  [west, south, east, north]: readonly [number, number, number, number],
): Promise<RiverPiece[]> {
  await ready;
  const file = new File(path, 'r');
  const read = (name: string): ArrayLike<number> => {
    const item = file.get(name);
    if (!item || !('value' in item)) throw new Error(`${path} has no ${name}`);
    return item.value as unknown as ArrayLike<number>;
  };
  const [side, columns] = [read('Bin_size_in_minutes')[0]! / 60, read('N_bins_in_360_longitude_range')[0]!];
  const [firstSegment, segments] = [read('Id_of_first_segment_in_a_bin'), read('N_segments_in_a_bin')];
  const [firstPoint, points] = [read('Id_of_first_point_in_a_segment'), read('N_points_for_a_segment')];
  const level = read('Hierarchial_level_of_a_segment');
  const [x, y] = [read('Relative_longitude_from_SW_corner_of_bin'), read('Relative_latitude_from_SW_corner_of_bin')];
  const range = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);
  const pieces = range(0, segments.length).flatMap((bin) => {
    const [lng, lat] = [(bin % columns) * side, 90 - (Math.floor(bin / columns) + 1) * side];
    if (lng < west || lng + side > east || lat < south || lat + side > north) return [];
    return range(firstSegment[bin]!, segments[bin]!).map((segment): RiverPiece => {
      const ids = range(firstPoint[segment]!, points[segment]!);
      const at = (id: number): Position => [lng + ((x[id]! & UNITS) * side) / UNITS, lat + ((y[id]! & UNITS) * side) / UNITS];
      return { level: level[segment]!, points: ids.map(at) };
    });
  });
  file.close();
  return pieces.filter((piece) => piece.level <= MAX_LEVEL);
}
