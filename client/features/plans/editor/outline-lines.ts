import type { Bilingual } from '../../../../shared/terms.ts';
import type { TreePlace } from '../tree-keys.ts';
import { inOrder } from './item-order.ts';
import type { PlanDraft } from './plan-draft.ts';

/** The line of the plan itself; no item has such a key. */
export const PLAN_LINE = '';
export interface OutlineLine extends TreePlace {
  depth: number;
  names: Bilingual;
  isMeasured: boolean;
  isOut: boolean;
}

/** The plan, then its items in their order; what hangs under a closed one is left out, but for the one that is chosen. */
export function outlineOf({ names, items }: PlanDraft, shut: ReadonlySet<string>, chosen: string): OutlineLine[] {
  const parents = new Set(items.map(({ parent }) => parent));
  const above = new Map(items.map(({ key, parent }) => [key, parent]));
  const closed = new Set(shut);
  for (let at = above.get(chosen) ?? null; at !== null; at = above.get(at) ?? null) closed.delete(at);
  const hidden = new Set<string>();
  const lines: OutlineLine[] = [
    { item: { code: PLAN_LINE, parent: null }, depth: 0, names, isMeasured: false, isOut: false, hasChildren: false, isOpen: false },
  ];
  for (const { item, depth } of inOrder(items, ({ key }) => key)) {
    const { key, parent } = item;
    const isHidden = parent !== null && (closed.has(parent) || hidden.has(parent));
    if (isHidden) hidden.add(key);
    else
      lines.push({
        item: { code: key, parent },
        depth,
        names: item.names,
        isMeasured: item.isMeasured,
        isOut: item.isOut,
        hasChildren: parents.has(key),
        isOpen: parents.has(key) && !closed.has(key),
      });
  }
  return lines;
}
