import Flatbush from 'flatbush';
import pointInPolygon from 'point-in-polygon-hao';
import type { LngLat } from '../shared/wire.ts';
import { TIERS } from '../shared/terms.ts';
import type { AreaGeometry } from '../server/domain/flat-shape.ts';
import { buildLocator } from '../server/domain/locator.ts';
import { readCityPack } from '../server/intake/city-pack.ts';
import { PACK } from './demo-city.ts';
import { least, type BenchReport, type Measure, type Pair } from './measure.ts';
import { cityPoints, evenPoints } from './points.ts';
import { seeded } from './random.ts';

const POINTS = 100_000;
const BRUTE_POINTS = 500;
const REPEATS = 7;

type Rings = [number, number][][];

/** Points per second of the locator, against one array read, a spatial index with an exact test, and brute force. */
export async function bench(): Promise<BenchReport> {
  const { areas } = readCityPack(PACK);
  const streets = areas
    .filter(({ tier, geometry }) => tier === 'street' && geometry !== null)
    .map(({ code, geometry }) => ({ code, polygons: polygonsOf(geometry as AreaGeometry) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const begin = performance.now();
  const locator = buildLocator(
    areas
      .filter(({ geometry }) => geometry !== null)
      .map(({ code, tier, geometry }) => ({ code, tierRank: TIERS.indexOf(tier), geometry: geometry as AreaGeometry })),
  );
  const buildMs = performance.now() - begin;

  const streetCodes = new Set(streets.map(({ code }) => code));
  // The oracle knows streets alone.
  const streetOf = (code: string | null): string | null => (code !== null && streetCodes.has(code) ? code : null);
  const brute = (point: LngLat): string | null => streets.find(({ polygons }) => isIn(polygons, point))?.code ?? null;
  const indexed = withIndex(streets);
  const read = arrayRead();

  const measures: Measure[] = [];
  let differ = 0;
  for (const [where, next, floors] of [
    // Streets of the old town are smaller than a cell of the grid, so that nearly every such point needs the exact test.
    ['in busy streets', cityPoints(areas, 4), [0.035, 250]],
    ['anywhere in the city', within(evenPoints(areas, 5), indexed), [0.05, 250]],
    ["anywhere in the city's box, most of it outside", evenPoints(areas, 6), null],
  ] as const) {
    const points = Array.from({ length: POINTS }, next);
    const few = points.slice(0, BRUTE_POINTS);
    const pairs = { array: [] as Pair[], brute: [] as Pair[], indexed: [] as Pair[] };
    for (let i = 0; i < REPEATS; i++) {
      const ours = rate(points, (point) => locator.locate(point));
      pairs.array.push({ limit: rate(points, read), ours });
      pairs.brute.push({ limit: rate(few, brute), ours });
      pairs.indexed.push({ limit: rate(points, indexed), ours });
    }
    for (const point of points) if (streetOf(locator.locate(point)) !== indexed(point)) differ += 1;
    for (const point of few) if (streetOf(locator.locate(point)) !== brute(point)) differ += 1;
    const common = { what: `a point ${where}`, unit: 'points/s of CPU' };
    measures.push(
      { ...common, limitName: 'one array read', pairs: pairs.array, bound: floors && least(floors[0]) },
      { ...common, limitName: 'every polygon, point-in-polygon-hao', pairs: pairs.brute, bound: floors && least(floors[1]) },
      { ...common, limitName: 'flatbush, then point-in-polygon-hao', pairs: pairs.indexed, bound: null },
    );
  }

  return {
    name: 'locate',
    title: `Locating: a point to its street, of ${streets.length} streets`,
    measures,
    loopDelays: [],
    truths: [
      {
        what: `${differ} of 3 × ${POINTS.toLocaleString('en-US')} points differ from the oracle (flatbush and point-in-polygon-hao)`,
        isTrue: differ === 0,
      },
    ],
    notes: [`building the locator of all tiers took ${Math.round(buildMs)} ms`],
  };
}

function polygonsOf(geometry: AreaGeometry): Rings[] {
  return (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown as Rings[];
}

/** On the border counts as in (the package says 0), as by the rule of the locator. */
const isIn = (polygons: readonly Rings[], point: LngLat): boolean =>
  polygons.some((rings) => pointInPolygon([point[0], point[1]], rings) !== false);

function withIndex(streets: readonly { code: string; polygons: Rings[] }[]): (point: LngLat) => string | null {
  const index = new Flatbush(streets.length);
  for (const { polygons } of streets) {
    const xs = polygons.flatMap(([ring]) => ring!.map(([x]) => x));
    const ys = polygons.flatMap(([ring]) => ring!.map(([, y]) => y));
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  index.finish();
  return (point) => {
    let found: string | null = null;
    for (const i of index.search(point[0], point[1], point[0], point[1])) {
      const { code, polygons } = streets[i]!;
      if ((found === null || code < found) && isIn(polygons, point)) found = code;
    }
    return found;
  };
}

/** The least that any table of cells must do: work out one index and read it. */
function arrayRead(): (point: LngLat) => string | null {
  const random = seeded(1);
  const cells = Int32Array.from({ length: 512 * 512 }, () => Math.floor(random() * 1000));
  const codes = Array.from({ length: 1000 }, (_, i) => `5001${i}`);
  return ([x, y]) => codes[cells[((x * 1000) & 511) * 512 + ((y * 1000) & 511)]!]!;
}

let kept = 0;
const LEAST_MS = 150;

/** Points per second of the process's own CPU clock: other work on the machine does not count. */
function rate(points: readonly LngLat[], locate: (point: LngLat) => string | null): number {
  let done = 0;
  const begin = process.cpuUsage();
  for (;;) {
    for (const point of points) if (locate(point) !== null) kept += 1;
    done += points.length;
    const { user, system } = process.cpuUsage(begin);
    if (user + system >= LEAST_MS * 1000) return done / ((user + system) / 1e6);
  }
}

/** The points that some street holds. */
const within =
  (next: () => LngLat, streetOf: (point: LngLat) => string | null): (() => LngLat) =>
  () => {
    for (;;) {
      const point = next();
      if (streetOf(point) !== null) return point;
    }
  };
