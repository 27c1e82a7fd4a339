/** Undivided areas that are picked from those that can be, by any area above them; pure. */
export interface Pickable {
  /** All that can be picked. */
  leaves: ReadonlySet<string>;
  /** Those of an area: itself, or what lies below it. */
  within(area: string): readonly string[];
}
type ParentOf = (code: string) => string | null;

export function pickable(leaves: Iterable<string>, parentOf: ParentOf): Pickable {
  const below = new Map<string, string[]>();
  const all = new Set(leaves);
  for (const leaf of all)
    for (let at: string | null = leaf; at !== null; at = parentOf(at)) below.set(at, [...(below.get(at) ?? []), leaf]);
  return { leaves: all, within: (area) => below.get(area) ?? [] };
}

/** All of an area, or none of it: where only some were picked, the rest is. */
export function toggled(picked: ReadonlySet<string>, area: string, { within }: Pickable): Set<string> {
  const leaves = within(area);
  const next = new Set(picked);
  const isWhole = leaves.length > 0 && leaves.every((leaf) => picked.has(leaf));
  for (const leaf of leaves)
    if (isWhole) next.delete(leaf);
    else next.add(leaf);
  return next;
}

/** An area more of a list in which none lies within another: what it holds is not named besides. Null = it is held by one already. */
export function withArea(areas: readonly string[], area: string, parentOf: ParentOf): string[] | null {
  const isWithin = (code: string, above: string): boolean => {
    for (let at: string | null = code; at !== null; at = parentOf(at)) if (at === above) return true;
    return false;
  };
  if (areas.some((held) => isWithin(area, held))) return null;
  return [...areas.filter((held) => !isWithin(held, area)), area];
}
