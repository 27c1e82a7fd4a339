import { absorbStrays } from '../plane/absorb-strays.ts';
import { type Arc, borderArcs } from '../plane/border-arcs.ts';
import { ABROAD } from '../plane/clean-districts.ts';
import { CELL_KM2, type GridPoint, type Ring, segmentsOf } from '../plane/grid.ts';
import { isInside, pointInside } from '../plane/inside.ts';
import { nodeSegments } from '../plane/node-segments.ts';
import { simplifyArcs } from '../plane/simplify-arcs.ts';
import { OUTSIDE, traceFaces } from '../plane/trace-faces.ts';
import { splitDistrict, type StreetPlan } from './split-district.ts';

/** A district to be divided. */
export interface DistrictPlan {
  code: string;
  rings: readonly Ring[];
  seat: GridPoint;
  streets: readonly StreetPlan[];
}
/** A triangle smaller than this may be cut off a border. */
const SIMPLIFY_KM2 = 0.002;

/** The borders between all streets of the city: one set of arcs, labelled with the codes beside them. */
export function splitCity(districts: readonly DistrictPlan[]): Arc[] {
  const splits = districts.map(({ code, rings, streets, seat }) => splitDistrict(code, rings, streets, seat));
  const outlines = districts.flatMap(({ rings }) => rings.flatMap(segmentsOf));
  const faces = traceFaces(nodeSegments([...outlines, ...splits.flatMap(({ borders }) => borders)]));
  const labels = faces.rings.map((rings, face) => {
    if (face === OUTSIDE) return ABROAD;
    const point = pointInside(rings);
    const at = districts.findIndex((district) => isInside(district.rings, point));
    return at === -1 ? ABROAD : splits[at]!.streetAt(point);
  });
  const districtOf = new Map(districts.flatMap(({ code, streets }) => streets.map((street) => [street.code, code] as const)));
  // What a border cut off goes to another street of the district; a part of the district itself stays with its street.
  const whole = absorbStrays(faces, labels, {
    isStray: ({ label, area }, isMain) => !isMain && (label !== ABROAD || area * CELL_KM2 < 0.3),
    mayJoin: (label, neighbour) => label === ABROAD || districtOf.get(label) === districtOf.get(neighbour),
  });
  const arcs = borderArcs(faces.segments.map((segment, i) => ({ segment, left: whole[faces.left[i]!]!, right: whole[faces.right[i]!]! })));
  return simplifyArcs(
    arcs,
    SIMPLIFY_KM2 / CELL_KM2,
    splits.flatMap(({ seeds }) => seeds),
  );
}
