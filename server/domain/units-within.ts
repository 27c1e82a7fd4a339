import type { Tree } from './tree.ts';

interface Homed {
  node: string;
}

/** Units at home in an area or below it, by the tree of now; one whose node has ended, by its last day. */
export const unitsWithin = <U extends Homed>(units: readonly U[], area: string, tree: Tree, nowMs: number): U[] =>
  units.filter(({ node }) => tree.isWithin(area, node, (tree.endedAt(node, nowMs) ?? nowMs + 1) - 1));
