import { Delaunay } from 'd3-delaunay';
import { randomOf } from '../../demo/random.ts';
import { CELL_KM2, doubleArea, type GridPoint, type Ring, type Segment, segmentsOf, turn } from '../plane/grid.ts';
import { isInside } from '../plane/inside.ts';
import { bordersBetween, waysOf, webInside } from './delaunay-web.ts';
import { flood, growFromSeeds } from './grow.ts';
import { fromMetric, type Metric, snap, toMetric } from './metric.ts';
import { type Extent, HEXAGON, hexagonalSites, sitesRound } from './micro-sites.ts';
import { placeSeeds } from './place-seeds.ts';
import { type Census, shareOut, weightOf } from './shares.ts';

/** A street as its district is divided. */
export interface StreetPlan extends Census {
  code: string;
  isUrban: boolean;
  centre: GridPoint | null;
}
export interface Split {
  /** Where streets meet inside the district; they may reach a little over its border. */
  borders: Segment[];
  /** The street at a point of the grid, taken to lie in the district. */
  streetAt: (point: readonly [number, number]) => string;
  /** The seed of each street. */
  seeds: GridPoint[];
}

const SITES_PER_STREET = 60;

/** Divides a district among its streets round their centres, by weight. Its rings together: a ring in a ring is a hole. */
export function splitDistrict(code: string, rings: readonly Ring[], streets: readonly StreetPlan[], seat: GridPoint): Split {
  const isIn = (point: Metric): boolean => isInside(rings, fromMetric(point));
  const area = Math.abs(rings.reduce((sum, ring) => sum + doubleArea(ring) / 2, 0)) * CELL_KM2 * 1e6;
  const targets = shareOut(area, streets.map(weightOf));
  const radii = targets.map((target) => Math.sqrt(target / Math.PI));
  const siteArea = area / (SITES_PER_STREET * streets.length);
  const spacing = Math.sqrt(siteArea * HEXAGON);
  const extent = extentOf(rings.flat().map(toMetric), 2 * spacing);
  const { next } = randomOf('pack', code);

  const places = hexagonalSites(extent, Math.max(spacing / 3, 0.6 * Math.min(...radii)), next).filter(isIn);
  const plots = streets.map((street, i) => ({ ...street, radius: radii[i]!, centre: street.centre && toMetric(street.centre) }));
  const seeds = placeSeeds(plots, places, toMetric(seat)).map((at, i) => ({ at, radius: radii[i]! }));
  const sites = sitesRound(seeds, hexagonalSites(extent, spacing, next), spacing);
  const delaunay = Delaunay.from(sites.map(([x, y]): [number, number] => [x, y]));
  const voronoi = delaunay.voronoi([extent.west, extent.south, extent.east, extent.north]);
  const owners = flood(waysOf(delaunay), growFromSeeds(webInside(voronoi, sites, isIn, siteArea), targets));
  return {
    borders: bordersBetween(voronoi, owners).filter(([a, b]) => touches(rings, [a, b])),
    streetAt: (point) => streets[owners[delaunay.find(...toMetric(point))]!]!.code,
    seeds: seeds.map(({ at }) => snap(at)),
  };
}

function extentOf(points: readonly Metric[], pad: number): Extent {
  const [west, south, east, north] = points.reduce(
    ([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  return { west: west - pad, south: south - pad, east: east + pad, north: north + pad };
}

/** Whether a segment lies in the rings or meets one. */
function touches(rings: readonly Ring[], [a, b]: Segment): boolean {
  if (isInside(rings, a) || isInside(rings, b)) return true;
  return rings.some((ring) => segmentsOf(ring).some(([c, d]) => turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0));
}
