import type { Delaunay, Voronoi } from 'd3-delaunay';
import { doubleArea, type GridPoint, type Segment } from '../plane/grid.ts';
import type { Web } from './grow.ts';
import { distance, type Metric, snap } from './metric.ts';

type Ways = Pick<Web, 'starts' | 'ends'>;

/** The ways between all neighbours. */
export function waysOf(delaunay: Delaunay<unknown>, mayGo: (from: number, to: number) => boolean = () => true): Ways {
  const lists = Array.from({ length: delaunay.points.length / 2 }, (_, site) =>
    [...delaunay.neighbors(site)].filter((end) => mayGo(site, end)).sort((a, b) => a - b),
  );
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, site) => (starts[site + 1] = starts[site]! + list.length));
  return { starts, ends: Int32Array.from(lists.flat()) };
}

/** The ways that stay inside: both ends and the middle. A cell counts what a site has on average at most, for at the edge it is open. */
export function webInside(voronoi: Voronoi<unknown>, sites: readonly Metric[], isIn: (point: Metric) => boolean, cell: number): Web {
  const inside = sites.map(isIn);
  const middle = ([x0, y0]: Metric, [x1, y1]: Metric): Metric => [(x0 + x1) / 2, (y0 + y1) / 2];
  const ways = waysOf(voronoi.delaunay, (from, to) => inside[from]! && inside[to]! && isIn(middle(sites[from]!, sites[to]!)));
  const lengths = new Float64Array(ways.ends.length);
  sites.forEach((site, from) => {
    for (let way = ways.starts[from]!; way < ways.starts[from + 1]!; way++) lengths[way] = distance(site, sites[ways.ends[way]!]!);
  });
  const areaOf = (site: number): number => Math.abs(doubleArea(voronoi.cellPolygon(site))) / 2;
  return { ...ways, lengths, areas: Float64Array.from(sites, (_, site) => (inside[site] ? Math.min(cell, areaOf(site)) : 0)) };
}

/** The sides of the Voronoi diagram between sites of different owners, on the grid. */
export function bordersBetween({ delaunay: { triangles, halfedges }, circumcenters }: Voronoi<unknown>, owners: Int32Array): Segment[] {
  const corner = (edge: number): GridPoint => {
    const triangle = Math.floor(edge / 3);
    return snap([circumcenters[2 * triangle]!, circumcenters[2 * triangle + 1]!]);
  };
  return [...halfedges].flatMap((twin, edge): Segment[] => {
    if (twin < edge) return []; // the other half, or the hull, which is far outside
    const next = edge % 3 === 2 ? edge - 2 : edge + 1;
    return owners[triangles[edge]!] === owners[triangles[next]!] ? [] : [[corner(edge), corner(twin)]];
  });
}
