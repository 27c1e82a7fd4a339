/** Whatever hangs under another: an item by its code, or its draft by key. */
interface Hung {
  parent: string | null;
}

/** Every one after what it hangs under, those of one parent in the order that they come in; what hangs under nothing known is left out. */
export function inOrder<T extends Hung>(items: readonly T[], idOf: (item: T) => string): { item: T; depth: number }[] {
  const below = new Map<string | null, T[]>();
  for (const item of items) (below.get(item.parent) ?? below.set(item.parent, []).get(item.parent)!).push(item);
  const under = (parent: string | null, depth: number): { item: T; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((item) => [{ item, depth }, ...under(idOf(item), depth + 1)]);
  return under(null, 0);
}

/** It and all that hangs under it, by their ids. */
export function branchOf<T extends Hung>(items: readonly T[], top: string, idOf: (item: T) => string): ReadonlySet<string> {
  const branch = new Set([top]);
  for (let before = 0; before < branch.size; ) {
    before = branch.size;
    for (const item of items) if (item.parent !== null && branch.has(item.parent)) branch.add(idOf(item));
  }
  return branch;
}
