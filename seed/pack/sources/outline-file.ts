import gcoordModule from 'gcoord';
import { type Ring, toGrid } from '../plane/grid.ts';

// the package is CommonJS with a default export: its types and Node disagree on one `default`
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/** A district's outline as ECharts writes it: coordinates as text, counted in 1/1024 degree from an offset. */
export type EncodedFeature = { id: string; properties: { name: string; cp?: [number, number] } } & {
  geometry:
    | { type: 'Polygon'; coordinates: string[]; encodeOffsets: [number, number][] }
    | { type: 'MultiPolygon'; coordinates: string[][]; encodeOffsets: [number, number][][] };
};
export interface Outline {
  code: string;
  rings: Ring[];
  /** Seat of the government, as the file has it. */
  seat: [number, number] | null;
}

/** Steps of the file's own grid in a degree. */
const FILE_STEPS = 1024;
/** Codes that the file has from before two counties became districts. */
const RENUMBERED: Readonly<Record<string, string>> = { 500228: '500155', 500232: '500156' };

/** From the file to the grid: decoded, moved from GCJ-02 to WGS-84. */
export function readOutline({ id, properties: { cp }, geometry }: EncodedFeature): Outline {
  const texts = geometry.coordinates.flat();
  const offsets = geometry.type === 'Polygon' ? geometry.encodeOffsets : geometry.encodeOffsets.flat();
  return {
    code: RENUMBERED[id] ?? id,
    rings: texts.map((text, i) => closed(decodeRing(text, offsets[i]!).map((point) => toGrid(toWgs84(point))))),
    seat: cp ? toWgs84(cp) : null,
  };
}

/** Each pair of characters is a step in x and y, zigzag-coded so that small steps of either sign are small numbers. */
export function decodeRing(text: string, [startX, startY]: readonly [number, number]): [number, number][] {
  let [x, y] = [startX, startY];
  const unzigzag = (at: number): number => {
    const code = text.charCodeAt(at) - 64;
    return (code >> 1) ^ -(code & 1);
  };
  return Array.from({ length: text.length / 2 }, (_, i) => {
    x += unzigzag(2 * i);
    y += unzigzag(2 * i + 1);
    return [x / FILE_STEPS, y / FILE_STEPS];
  });
}

const toWgs84 = (point: [number, number]): [number, number] => gcoord.transform<[number, number]>(point, gcoord.GCJ02, gcoord.WGS84);

function closed(ring: Ring): Ring {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
}
