import { doubleArea, lengthOf } from './grid.ts';
import type { Faces } from './trace-faces.ts';

/** Faces with one label that hang together. */
interface Region {
  label: string;
  /** In squares of the grid. */
  area: number;
  faces: readonly number[];
  /** Length of the border with each other region, by its place in the list. */
  contacts: ReadonlyMap<number, number>;
}
interface Rules {
  /** Whether a region may not stand alone; `isMain` for the largest with its label. */
  isStray: (region: Region, isMain: boolean) => boolean;
  /** Whether a stray with one label may become part of a region with another. */
  mayJoin: (label: string, neighbour: string) => boolean;
}

/** Labels of the faces after each stray region, the smallest first, went to the neighbour with which it shares the longest border. */
export function absorbStrays(faces: Faces, labels: readonly string[], { isStray, mayJoin }: Rules): string[] {
  const result = [...labels];
  for (;;) {
    const regions = regionsOf(faces, result);
    const main = new Map<string, Region>();
    for (const region of regions) if (region.area > (main.get(region.label)?.area ?? -Infinity)) main.set(region.label, region);
    const strays = new Set(regions.filter((region) => isStray(region, main.get(region.label) === region)));
    const moves = [...strays]
      .sort((a, b) => a.area - b.area || a.faces[0]! - b.faces[0]!)
      .flatMap((stray) => {
        const heir = longestContact(stray, regions, mayJoin);
        return heir ? [{ stray, heir }] : [];
      });
    // A stray may be the heir of another; who goes where is asked again after each such move.
    const safe = moves.filter(({ heir }) => !strays.has(heir));
    if (moves.length === 0) return result;
    for (const { stray, heir } of safe.length > 0 ? safe : moves.slice(0, 1)) for (const face of stray.faces) result[face] = heir.label;
  }
}

function longestContact(stray: Region, regions: readonly Region[], mayJoin: Rules['mayJoin']): Region | null {
  let best: Region | null = null;
  let longest = 0;
  for (const [other, length] of stray.contacts) {
    const region = regions[other]!;
    if (length <= longest || !mayJoin(stray.label, region.label)) continue;
    [best, longest] = [region, length];
  }
  return best;
}

/** All regions, by their lowest face. */
function regionsOf({ segments, left, right, rings }: Faces, labels: readonly string[]): Region[] {
  const root = labels.map((_, face) => face);
  const find = (face: number): number => {
    while (root[face] !== face) face = root[face] = root[root[face]!]!;
    return face;
  };
  segments.forEach((_, i) => {
    const [a, b] = [find(left[i]!), find(right[i]!)];
    if (labels[a] === labels[b]) root[Math.max(a, b)] = Math.min(a, b);
  });
  const idOf = new Map<number, number>();
  const regions: { label: string; area: number; faces: number[]; contacts: Map<number, number> }[] = [];
  labels.forEach((label, face) => {
    const known = idOf.get(find(face)) ?? regions.push({ label, area: 0, faces: [], contacts: new Map() }) - 1;
    idOf.set(find(face), known);
    regions[known]!.area += rings[face]!.reduce((sum, ring) => sum + doubleArea(ring) / 2, 0);
    regions[known]!.faces.push(face);
  });
  segments.forEach((segment, i) => {
    const [a, b] = [idOf.get(find(left[i]!))!, idOf.get(find(right[i]!))!];
    if (a === b) return;
    for (const [{ contacts }, other] of [
      [regions[a]!, b],
      [regions[b]!, a],
    ] as const)
      contacts.set(other, (contacts.get(other) ?? 0) + lengthOf(segment));
  });
  return regions;
}
