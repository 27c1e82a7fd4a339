import type { Tree } from '../tree.ts';

/** An area that an alert touches, and how much of it: 0 = a point lies in it. */
export interface Covered {
  code: string;
  share: number;
}

/** The areas in which nothing lies below them, of a place. */
export function leavesOf(code: string, tree: Tree, atMs: number): string[] {
  return tree.subtree(code, atMs).filter((each) => tree.children(each, atMs).length === 0);
}

/**
 * What lies below and above what is touched: of an area that is divided, its parts are touched as much as it is; of one above, the share
 * is that of its parts by their size.
 * @param touched shares of areas none of which lies within another
 * @param sizeOf in any unit; 0 where no border is drawn. Where none is drawn below an area, its parts count alike
 */
export function coverOf(touched: ReadonlyMap<string, number>, sizeOf: (code: string) => number, tree: Tree, atMs: number): Covered[] {
  const shares = new Map<string, number>();
  for (const [code, share] of touched) for (const below of tree.subtree(code, atMs)) shares.set(below, share);
  const above = new Set([...touched.keys()].flatMap((code) => tree.path(code, atMs).slice(1)));
  // The deepest first: each is made of what lies right below it.
  const inOrder = [...above].sort((a, b) => tree.path(b, atMs).length - tree.path(a, atMs).length);
  const sizes = new Map<string, number>();
  const size = (code: string): number => {
    const known = sizes.get(code);
    if (known !== undefined) return known;
    const below = tree.children(code, atMs).reduce((sum, child) => sum + size(child), 0);
    sizes.set(code, below || sizeOf(code));
    return below || sizeOf(code);
  };
  for (const code of inOrder) {
    const children = tree.children(code, atMs);
    const isDrawn = children.some((child) => size(child) > 0);
    const weight = (child: string): number => (isDrawn ? size(child) : 1);
    const whole = children.reduce((sum, child) => sum + weight(child), 0);
    shares.set(code, children.reduce((sum, child) => sum + weight(child) * (shares.get(child) ?? 0), 0) / (whole || 1));
  }
  return [...shares].map(([code, share]) => ({ code, share: rounded(share) })).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Four digits: more would be a precision that no drawn border has. Never 0 where something is touched, never 1 where something is not. */
const rounded = (share: number): number =>
  share <= 0 ? 0 : share >= 1 ? 1 : Math.min(0.9999, Math.max(0.0001, Math.round(share * 10_000) / 10_000));

/** The fewest areas that hold exactly these leaves: what people would name. */
export function namedBy(leaves: readonly string[], tree: Tree, atMs: number): string[] {
  const held = new Set(leaves);
  const named: string[] = [];
  const visit = (code: string): void => {
    const below = leavesOf(code, tree, atMs);
    if (below.length > 0 && below.every((leaf) => held.has(leaf))) named.push(code);
    else for (const child of tree.children(code, atMs)) visit(child);
  };
  visit(tree.root);
  return named;
}

/** The lowest area that holds all of them; the root where there are none. */
export function nodeOver(codes: readonly string[], tree: Tree, atMs: number): string {
  const [first, ...others] = codes;
  if (first === undefined) return tree.root;
  return tree.path(first, atMs).find((node) => others.every((code) => tree.isWithin(node, code, atMs))) ?? tree.root;
}
