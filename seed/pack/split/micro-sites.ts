import { distance, type Metric } from './metric.ts';

/** A box, in metres. */
export interface Extent {
  west: number;
  south: number;
  east: number;
  north: number;
}
/** Area of a square over that of the hexagon whose neighbours are its side away. */
export const HEXAGON = 1.1547005383792517;
/** As a share of the spacing: enough to look grown, too little for cells to degenerate. */
const JITTER = 0.22;
/** Sites of the spiral round a seed whose street is small. */
const SPIRAL = 36;
/** The golden angle in radians. */
const GOLDEN = 2.399963229728653;

/** Sites on a hexagonal grid, each moved a little. */
export function hexagonalSites({ west, south, east, north }: Extent, spacing: number, next: () => number): Metric[] {
  const sites: Metric[] = [];
  const rise = spacing * 0.8660254037844386;
  for (let row = 0, y = south; y <= north; row++, y += rise) {
    for (let x = west + (row % 2 === 0 ? 0 : spacing / 2); x <= east; x += spacing) {
      const [dx, dy] = [next() - 0.5, next() - 0.5];
      sites.push([x + 2 * JITTER * spacing * dx, y + 2 * JITTER * spacing * dy]);
    }
  }
  return sites;
}

export interface Seed {
  at: Metric;
  /** Of its street as a circle, in metres. */
  radius: number;
}

/**
 * The seeds first, then a spiral round each whose street has too few sites of the grid, then the grid where no spiral is; sites that
 * would crowd a seed are left out.
 */
export function sitesRound(seeds: readonly Seed[], grid: readonly Metric[], spacing: number): Metric[] {
  const small = seeds.filter(({ radius }) => radius < 2 * spacing);
  const reach = (radius: number): number => 1.5 * radius;
  const spirals = small.flatMap((seed) =>
    Array.from({ length: SPIRAL }, (_, i): Metric => {
      const [far, angle] = [reach(seed.radius) * Math.sqrt((i + 1) / SPIRAL), (i + 1) * GOLDEN];
      return [seed.at[0] + far * Math.cos(angle), seed.at[1] + far * Math.sin(angle)];
    }).filter((site) =>
      small.every((other) => other === seed || distance(site, other.at) / other.radius > distance(site, seed.at) / seed.radius),
    ),
  );
  const outer = grid.filter((site) => small.every(({ at, radius }) => distance(site, at) > reach(radius) + spacing * 0.3));
  const isClear = (site: Metric): boolean => seeds.every(({ at, radius }) => distance(site, at) > 0.25 * Math.min(spacing, radius));
  return [...seeds.map(({ at }) => at), ...[...spirals, ...outer].filter(isClear)];
}
