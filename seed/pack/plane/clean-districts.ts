import { absorbStrays } from './absorb-strays.ts';
import { type Arc, borderArcs } from './border-arcs.ts';
import { CELL_KM2, type Ring, segmentsOf } from './grid.ts';
import { isInside, pointInside } from './inside.ts';
import { nodeSegments } from './node-segments.ts';
import { polygonsOf } from './polygons.ts';
import { OUTSIDE, traceFaces } from './trace-faces.ts';

/** The label of what belongs to no district. */
export const ABROAD = '';
/** Labels of faces that two districts claim, and of those that none does though they lie between districts. */
const [DISPUTED, FORGOTTEN] = ['disputed', 'forgotten'];
/** A part of a district must be larger than this to be one. */
const MIN_PART_KM2 = 0.5;

interface Outline {
  code: string;
  rings: readonly Ring[];
}

/** Outlines drawn one by one, made to fit: no gap between them, no overlap, no crumbs. Rings by code. */
export function cleanDistricts(outlines: readonly Outline[]): Map<string, Ring[]> {
  const faces = traceFaces(nodeSegments(outlines.flatMap(({ rings }) => rings.flatMap(segmentsOf))));
  const labels = faces.rings.map((rings, face) => {
    if (face === OUTSIDE) return ABROAD;
    const point = pointInside(rings);
    const [only, ...others] = outlines.filter((outline) => isInside(outline.rings, point));
    return others.length > 0 ? DISPUTED : (only?.code ?? FORGOTTEN);
  });
  const isWithoutOwner = (label: string): boolean => label === DISPUTED || label === FORGOTTEN;
  const clean = absorbStrays(faces, labels, {
    isStray: ({ label, area }, isMain) => isWithoutOwner(label) || (!isMain && label !== ABROAD && area * CELL_KM2 < MIN_PART_KM2),
    mayJoin: (_, neighbour) => !isWithoutOwner(neighbour),
  });
  const arcs = borderArcs(faces.segments.map((segment, i) => ({ segment, left: clean[faces.left[i]!]!, right: clean[faces.right[i]!]! })));
  return new Map(
    outlines.map(({ code }) => [
      code,
      polygonsOf(arcs, (label) => label === code).flatMap((rings) => rings.map((ring) => ringOf(arcs, ring))),
    ]),
  );
}

/** The points of a ring of arcs. */
function ringOf(arcs: readonly Arc[], uses: readonly number[]): Ring {
  const paths = uses.map((use) => (use < 0 ? arcs[~use]!.points.toReversed() : arcs[use]!.points));
  return [paths[0]![0]!, ...paths.flatMap((path) => path.slice(1))];
}
