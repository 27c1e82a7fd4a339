import type { Feature, FeatureCollection, LineString, Position } from 'geojson';
import { grouped } from '../demo/random.ts';
import type { RiverPiece } from './sources/river-bins.ts';

/** Four decimals, as far as the source is sure of where two pieces meet. */
const keyOf = (point: Position): string => point.map((v) => v.toFixed(4)).join();

/** Joins pieces of one level where exactly two of them end; pieces without length go. The largest rivers first, longest first. */
export function joinRivers(pieces: readonly RiverPiece[]): FeatureCollection<LineString, { level: number }> {
  const features = [...grouped(pieces, ({ level }) => String(level)).values()].flatMap((ofLevel) => {
    const open = new Set(ofLevel.map(({ points }) => points).filter((points) => keyOf(points[0]!) !== keyOf(points.at(-1)!)));
    const ends = grouped(
      [...open].flatMap((points) => [points[0]!, points.at(-1)!].map((end) => ({ end, points }))),
      ({ end }) => keyOf(end),
    );
    /** The piece that goes on at the end of a line, in the line's direction. */
    const goOn = (line: readonly Position[]): Position[] | null => {
      const at = ends.get(keyOf(line.at(-1)!)) ?? [];
      const next = at.length === 2 ? at.find(({ points }) => open.has(points))?.points : undefined;
      if (!next) return null;
      open.delete(next);
      return keyOf(next[0]!) === keyOf(line.at(-1)!) ? next : next.toReversed();
    };
    const extend = (line: Position[]): Position[] => {
      for (let next = goOn(line); next; next = goOn(line)) line.push(...next.slice(1));
      return line;
    };
    const lines: Position[][] = [];
    for (const piece of open) {
      open.delete(piece);
      lines.push(extend(extend([...piece]).reverse()));
    }
    return lines.map(
      (coordinates): Feature<LineString, { level: number }> => ({
        type: 'Feature',
        properties: { level: ofLevel[0]!.level },
        geometry: { type: 'LineString', coordinates },
      }),
    );
  });
  return {
    type: 'FeatureCollection',
    features: features.sort(
      (a, b) => a.properties.level - b.properties.level || b.geometry.coordinates.length - a.geometry.coordinates.length,
    ),
  };
}
