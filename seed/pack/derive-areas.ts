import type { Topology } from 'topojson-specification';
import type { SourceStreet, StreetShape } from './area-tree.ts';
import { districtSinceReform } from './chongqing/reform.ts';
import { cleanDistricts } from './plane/clean-districts.ts';
import { CORNER, type GridPoint, STEP, toGrid } from './plane/grid.ts';
import { isInside } from './plane/inside.ts';
import { polygonsOf } from './plane/polygons.ts';
import type { Outline } from './sources/outline-file.ts';
import type { ListedStreet } from './sources/street-list.ts';
import { matchCentres, type Place } from './sources/town-centres.ts';
import { splitCity } from './split/split-city.ts';
import type { StreetPlan } from './split/split-district.ts';

/** What the areas are derived from; all of the state of 2023. */
interface Sources {
  outlines: readonly Outline[];
  streets: readonly ListedStreet[];
  /** Of the country. */
  places: readonly Place[];
}
export interface Derived {
  /** One set of arcs, in the form that `shapes` refer to. */
  source: Topology;
  shapes: StreetShape[];
  /** Real centres by street. */
  centres: Map<string, [lng: number, lat: number]>;
}

/** Street polygons round real centres inside cleaned district outlines. */
export function deriveAreas({ outlines, streets, places }: Sources): Derived {
  const clean = cleanDistricts(outlines);
  const centres = new Map<string, [number, number]>();
  const districts = outlines.map(({ code, seat }) => {
    const rings = clean.get(code)!;
    const own = streets.filter(({ district }) => district === code);
    const here = places.filter(({ lng, lat }) => isInside(rings, toGrid([Number(lng), Number(lat)])));
    for (const [street, centre] of matchCentres(own, here)) centres.set(street, centre);
    const plans = own.map((street): StreetPlan => {
      const centre = centres.get(street.code);
      return { ...street, isUrban: street.name.endsWith('街道'), centre: centre ? toGrid(centre) : null };
    });
    return { code, rings, streets: plans, seat: seat ? toGrid(seat) : firstCentre(code, plans) };
  });
  const arcs = splitCity(districts);
  const source: Topology = {
    type: 'Topology',
    transform: { scale: [STEP, STEP], translate: [...CORNER] },
    objects: {},
    arcs: arcs.map(({ points }) => toDeltas(points)),
  };
  // District by district in the order of the outlines.
  const shapes = outlines.flatMap(({ code }) =>
    streets
      .filter(({ district }) => district === code)
      .map((street) =>
        toShape(
          street,
          polygonsOf(arcs, (label) => label === street.code),
        ),
      ),
  );
  return { source, shapes, centres };
}

function toShape(street: ListedStreet, arcs: number[][][]): StreetShape {
  const properties: SourceStreet = { code: street.code, name: street.name, districts: [street.district, districtSinceReform(street)] };
  return { type: 'MultiPolygon', properties, arcs };
}

/** The seat of a district whose file names none: the centre of the first street that has one. */
function firstCentre(code: string, plans: readonly StreetPlan[]): GridPoint {
  const seat = plans.find(({ isUrban, centre }) => isUrban && centre !== null)?.centre;
  if (!seat) throw new Error(`${code} has neither a seat nor a centre`);
  return seat;
}

const toDeltas = (points: readonly GridPoint[]): number[][] =>
  points.map(([x, y], i) => {
    const [x0, y0] = points[i - 1] ?? [0, 0];
    return [x - x0, y - y0];
  });
