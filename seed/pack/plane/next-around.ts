import { type GridPoint, keyOf, type Segment, turn } from './grid.ts';

/**
 * How to go on so that the same face stays to the left: at the end of a segment, the leaving edge that comes first, with the clock,
 * from the way back. `leaving` are edges by their first segment; the answer is a place in that list.
 */
export function nextAround(leaving: readonly Segment[]): (arriving: Segment) => number {
  const at = new Map<number, number[]>();
  leaving.forEach(([start], i) => {
    const known = at.get(keyOf(start));
    if (known) known.push(i);
    else at.set(keyOf(start), [i]);
  });
  for (const around of at.values()) around.sort((a, b) => compareDirections(leaving[a]!, leaving[b]!));
  return ([start, end]) => {
    const around = at.get(keyOf(end));
    if (!around) throw new Error(`The border ends at ${end.join()}`);
    const before = around.filter((other) => compareDirections(leaving[other]!, [end, start]) < 0).length;
    return around.at(before - 1)!;
  };
}

/** Against the clock, from east on. */
function compareDirections(a: Segment, b: Segment): number {
  const [stepA, stepB] = [stepOf(a), stepOf(b)];
  return halfOf(stepA) - halfOf(stepB) || -turn([0, 0], stepA, stepB);
}

const stepOf = ([from, to]: Segment): GridPoint => [to[0] - from[0], to[1] - from[1]];
const halfOf = ([x, y]: GridPoint): number => (y < 0 || (y === 0 && x < 0) ? 1 : 0);
