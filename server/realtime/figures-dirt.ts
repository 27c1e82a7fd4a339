import type { ChangedChildren } from './deps.ts';

/** What changed in a view since it was last sent: nothing (null), these children and the area itself, or everything. */
export type Dirt = ChangedChildren | null;

/** Without a child the change lies at the area itself. */
export function addDirt(dirt: Dirt, child: string | undefined): Dirt {
  if (dirt === 'all') return dirt;
  if (child === undefined) return dirt ?? new Set();
  return dirt?.has(child) ? dirt : new Set([...(dirt ?? []), child]);
}

export function mergeDirt(a: Dirt, b: Dirt): Dirt {
  if (a === null || b === null) return a ?? b;
  return a === 'all' || b === 'all' ? 'all' : new Set([...a, ...b]);
}
