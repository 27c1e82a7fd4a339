import Flatbush from 'flatbush';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { PackArea } from '../../shared/city-pack.ts';
import type { Tree } from './area-tree.ts';
import { CELL_KM2, doubleArea, type GridPoint, lengthOf, type Ring, type Segment, segmentsOf, toGrid, turn } from './plane/grid.ts';
import { isInside } from './plane/inside.ts';

/** The areas of one time: of rows with the same code those that held then. */
export interface Snapshot {
  tree: Tree;
  isThen: (area: PackArea) => boolean;
}
export type Tier = keyof Tree['objects'];
type AreaFeature = Feature<Polygon | MultiPolygon, PackArea>;

const featuresOf = ({ tree, isThen }: Snapshot, tier: Tier): AreaFeature[] =>
  (feature(tree, tree.objects[tier]).features as AreaFeature[]).filter(({ properties }) => isThen(properties));
const polygonsOf = ({ geometry }: AreaFeature): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
const ringsOf = (area: AreaFeature): Ring[] => polygonsOf(area).flatMap((rings) => rings.map((ring) => ring.map(toGrid)));
/** With the clock counts, against it is a hole. */
const areaOf = (area: AreaFeature): number => ringsOf(area).reduce((sum, ring) => sum - doubleArea(ring) / 2, 0) * CELL_KM2;

/** What a geometry of the tree says of itself. */
export function rowOf({ properties }: { properties?: PackArea | object | undefined }): PackArea {
  if (!properties || !('code' in properties)) throw new Error('An area without properties');
  return properties;
}

/** Who uses each arc, in which direction: `code` along it, `~code` against it. */
function usesOf({ tree, isThen }: Snapshot, tier: Tier): string[][] {
  const uses: string[][] = tree.arcs.map(() => []);
  for (const geometry of tree.objects[tier].geometries) {
    const area = rowOf(geometry);
    if (!isThen(area) || !('arcs' in geometry)) continue;
    for (const arc of geometry.arcs.flat(2)) uses[arc < 0 ? ~arc : arc]!.push(`${arc < 0 ? '~' : ''}${area.code}`);
  }
  return uses;
}
const codeOf = (use: string): string => use.replace('~', '');

/** Arcs that do not lie between two streets, once in each direction, or between one street and the outside of the city. */
export function findGapsAndOverlaps(snapshot: Snapshot): string[] {
  const outline = usesOf(snapshot, 'city');
  return usesOf(snapshot, 'street').flatMap((users, arc) => {
    const isBetween = users.length === 2 && users[0]!.startsWith('~') !== users[1]!.startsWith('~') && outline[arc]!.length === 0;
    const isOutside = users.length === 1 && outline[arc]!.length === 1;
    return isBetween || isOutside ? [] : [`arc ${arc} is used by ${users.join(' and ') || 'no street'}`];
  });
}

/** Arcs that a district uses though its streets do not end there, or the other way round. */
export function findBadNesting(snapshot: Snapshot): string[] {
  const parentOf = new Map(featuresOf(snapshot, 'street').map(({ properties }) => [properties.code, properties.parent]));
  const districts = usesOf(snapshot, 'district');
  return usesOf(snapshot, 'street').flatMap((users, arc) => {
    const parents = users.map((use) => use.replace(codeOf(use), parentOf.get(codeOf(use)) ?? ''));
    const isInner = parents.length === 2 && codeOf(parents[0]!) === codeOf(parents[1]!);
    const expected = isInner ? [] : parents.sort();
    const found = districts[arc]!.toSorted();
    return expected.join() === found.join()
      ? []
      : [`arc ${arc}: streets of ${expected.join() || 'one district'}, drawn by ${found.join() || 'none'}`];
  });
}

/** Areas that differ from the sum of those below by more than a thousandth. */
export function findBadSums(snapshot: Snapshot): string[] {
  const check = (tier: Tier, below: Tier): string[] => {
    const children = featuresOf(snapshot, below);
    return featuresOf(snapshot, tier).flatMap((area) => {
      const own = children.filter(({ properties }) => properties.parent === area.properties.code);
      const [sum, whole] = [own.reduce((total, child) => total + areaOf(child), 0), areaOf(area)];
      return Math.abs(sum - whole) <= whole / 1000 ? [] : [`${area.properties.code} has ${whole} km², its parts ${sum}`];
    });
  };
  return [...check('district', 'street'), ...check('city', 'district')];
}

/** Rings that are not closed, pass a point twice or run the wrong way: outer with the clock, holes against it. */
export function findBadRings(snapshot: Snapshot, tier: Tier): string[] {
  return featuresOf(snapshot, tier).flatMap((area) =>
    polygonsOf(area).flatMap((rings) =>
      rings.flatMap((positions, i) => {
        const ring = positions.map(toGrid);
        const faults = [
          ring[0]!.join() !== ring.at(-1)!.join() && 'is open',
          new Set(ring.map(String)).size !== ring.length - 1 && 'passes a point twice',
          doubleArea(ring) < 0 !== (i === 0) && 'runs the wrong way',
        ];
        return faults.flatMap((fault) => (fault ? [`${area.properties.code}: ring ${i} ${fault}`] : []));
      }),
    ),
  );
}

/** Pairs of arc segments that meet otherwise than at their ends: then some border crosses itself or another. */
export function findCrossings(tree: Tree): string[] {
  const segments = feature(tree, { type: 'MultiLineString', arcs: tree.arcs.map((_, arc) => [arc]) });
  if (segments.geometry.type !== 'MultiLineString') return ['no arcs'];
  const all = segments.geometry.coordinates.flatMap((line) => segmentsOf(line.map(toGrid)));
  const boxes = all.map(boxOf);
  const index = new Flatbush(all.length);
  for (const box of boxes) index.add(...box);
  index.finish();
  return all.flatMap((segment, i) =>
    index
      .search(...boxes[i]!)
      .flatMap((j) => (j > i && isBadMeeting(segment, all[j]!) ? [`${segment.join(' – ')} meets ${all[j]!.join(' – ')}`] : [])),
  );
}

function boxOf(points: readonly GridPoint[]): [west: number, south: number, east: number, north: number] {
  return points.reduce<[number, number, number, number]>(
    ([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

function isBadMeeting([a, b]: Segment, [c, d]: Segment): boolean {
  const shared = [c, d].filter((end) => String(end) === String(a) || String(end) === String(b)).length;
  if (shared === 2) return true;
  if (shared === 0) return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
  // With one end in common they may only overlap, one running along the other.
  const [common, other] = String(c) === String(a) || String(c) === String(b) ? [c, d] : [d, c];
  const far = String(common) === String(a) ? b : a;
  const dot = (far[0] - common[0]) * (other[0] - common[0]) + (far[1] - common[1]) * (other[1] - common[1]);
  return turn(common, far, other) === 0 && dot > 0;
}

const MIN_PART_KM2 = 0.5;
/** 4π area / length²: of a circle 1, of a strip a hundred times as long as wide 0.03. */
const MIN_ROUNDNESS = 0.05;

/** Parts that are crumbs or strips, holes included. */
export function findSlivers(snapshot: Snapshot, tier: Tier): string[] {
  return featuresOf(snapshot, tier).flatMap((area) =>
    ringsOf(area).flatMap((ring) => {
      const squares = Math.abs(doubleArea(ring)) / 2;
      const around = segmentsOf(ring).reduce((sum, segment) => sum + lengthOf(segment), 0);
      const isSliver = squares * CELL_KM2 < MIN_PART_KM2 || (4 * Math.PI * squares) / around ** 2 < MIN_ROUNDNESS;
      return isSliver ? [`${area.properties.code}: ${squares * CELL_KM2} km², ${around} steps round`] : [];
    }),
  );
}

/** Real centres that lie in another street than their own, or in none or several. */
export function findLostCentres(snapshot: Snapshot, centres: ReadonlyMap<string, GridPoint>): string[] {
  const streets = featuresOf(snapshot, 'street').map((area) => ({ code: area.properties.code, rings: ringsOf(area) }));
  const index = new Flatbush(streets.length);
  for (const { rings } of streets) index.add(...boxOf(rings.flat()));
  index.finish();
  return [...centres].flatMap(([code, centre]) => {
    const near = index.search(...centre, ...centre).map((i) => streets[i]!);
    const at = near.filter(({ rings }) => isInside(rings, centre)).map((street) => street.code);
    return at.join() === code ? [] : [`the centre of ${code} lies in ${at.join() || 'no street'}`];
  });
}
