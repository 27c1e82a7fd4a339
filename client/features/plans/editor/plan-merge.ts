import { hashKey } from '@tanstack/react-query';
import type { PlanContent, PlanItem } from '../../../../shared/plan-wire.ts';
import { branchOf, inOrder } from './item-order.ts';

const HEAD = ['names', 'from', 'to', 'document', 'isExample'] as const;
const PARTS = ['parent', 'names', 'measure'] as const;
/** Whatever the order in which fields come. */
const isSame = (a: unknown, b: unknown): boolean => hashKey([a]) === hashKey([b]);

export interface Merged {
  content: PlanContent;
  /** Codes of items that are as the other made them; null = the plan's own fields. */
  taken: readonly (string | null)[];
  /** Where both changed the same: one's own stands. */
  both: readonly (string | null)[];
}

/**
 * What two have made of one plan, part by part: what only one of them changed is as they made it, and where both did, `mine` stands.
 * Nothing that either changed is lost: what one took out and the other changed stays.
 */
export function mergePlans(start: PlanContent, mine: PlanContent, theirs: PlanContent): Merged {
  const [taken, both] = [new Set<string | null>(), new Set<string | null>()];
  /** The fields of `mine`, with those that only the other changed; `from` null = each has made one of the same code. */
  function parts<T extends object>(fields: readonly (keyof T)[], code: string | null, from: T | null, own: T, other: T): T {
    const merged = { ...own };
    for (const field of fields) {
      if (isSame(own[field], other[field]) || (from && isSame(other[field], from[field]))) continue;
      if (!from || !isSame(own[field], from[field])) both.add(code);
      else {
        taken.add(code);
        if (other[field] === undefined) delete merged[field];
        else merged[field] = other[field];
      }
    }
    return merged;
  }
  const [before, own, other] = [start, mine, theirs].map(({ items }) => new Map(items.map((item) => [item.code, item])));
  const items = new Map<string, PlanItem>();
  for (const code of new Set([...own!.keys(), ...other!.keys()])) {
    const [from, ours, that] = [before!.get(code), own!.get(code), other!.get(code)];
    if (ours && that) items.set(code, parts(PARTS, code, from ?? null, ours, that));
    else {
      const left = (ours ?? that)!;
      const isChanged = !from || !isSame(left, from);
      if (isChanged) items.set(code, left);
      // New ones of mine are no news; what one took out and the other changed concerns both.
      if (from && isChanged) both.add(code);
      else if (ours ? from : !from) taken.add(code);
    }
  }
  const head = parts(HEAD, null, start, mine, theirs);
  return { content: { ...head, items: rehung([...items.values()], [mine, theirs, start]) }, taken: [...taken], both: [...both] };
}

/** Brings back what others hang under, and unhangs what would hang under itself. */
function rehung(items: readonly PlanItem[], known: readonly PlanContent[]): PlanItem[] {
  const all = new Map(items.map((item) => [item.code, item]));
  for (const { parent } of all.values()) {
    if (parent === null || all.has(parent)) continue;
    const missed = known.flatMap((each) => each.items).find(({ code }) => code === parent)!;
    // Goes on to its own parent: it is the last of those that are gone through.
    all.set(parent, missed);
  }
  const codeOf = ({ code }: PlanItem): string => code;
  for (;;) {
    const order = inOrder([...all.values()], codeOf).map(({ item }) => item);
    const there = new Set(order.map(codeOf));
    const lost = [...all.values()].find(({ code }) => !there.has(code));
    if (!lost) return order;
    // Of a ring: each hangs under the next.
    const ring = [...all.values()].find(
      (item) => !there.has(item.code) && branchOf([...all.values()], item.code, codeOf).has(item.parent ?? ''),
    );
    all.set((ring ?? lost).code, { ...(ring ?? lost), parent: null });
  }
}
