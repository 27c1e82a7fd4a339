import type { Comparator, PlanDirection } from '../../../../shared/plan-terms.ts';
import { branchOf, inOrder } from './item-order.ts';
import { EMPTY_TARGET, newItem, type ItemDraft, type MeasureDraft, type PlanDraft, type TargetDraft } from './plan-draft.ts';

const keyOf = ({ key }: ItemDraft): string => key;
const ordered = (items: readonly ItemDraft[]): ItemDraft[] => inOrder(items, keyOf).map(({ item }) => item);
export const itemAt = ({ items }: PlanDraft, key: string | null): ItemDraft | undefined => items.find((each) => each.key === key);
const swap = <T>(all: readonly T[], a: number, b: number): T[] => all.map((each, i) => all[i === a ? b : i === b ? a : i] ?? each);

export const withItem = (draft: PlanDraft, key: string, change: Partial<ItemDraft>): PlanDraft => ({
  ...draft,
  items: draft.items.map((item) => (item.key === key ? { ...item, ...change } : item)),
});

/** A code that no other has: under its parent's name, with a number. */
function freeCode(items: readonly ItemDraft[], parent: ItemDraft | undefined): string {
  const taken = new Set(items.map(({ code }) => code));
  const stem = parent ? `${parent.code}.` : 'item-';
  let n = 1;
  while (taken.has(`${stem}${n}`)) n += 1;
  return `${stem}${n}`;
}
/** One more after the one that is chosen, or as the last of a heading's own. */
export function withNew(draft: PlanDraft, at: string | null, isMeasured: boolean): { draft: PlanDraft; key: string } {
  const { items } = draft;
  const beside = itemAt(draft, at);
  const isInside = beside !== undefined && !beside.isMeasured && isMeasured;
  const parent = (isInside ? beside.key : beside?.parent) ?? null;
  // Nothing is ever taken off the list.
  const key = `+${items.length + 1}`;
  const item = newItem(
    key,
    freeCode(
      items,
      items.find((each) => each.key === parent),
    ),
    parent,
    isMeasured,
    draft.to,
  );
  const after = beside && !isInside ? items.findIndex((each) => each.key === beside.key) + 1 : items.length;
  return { draft: { ...draft, items: ordered([...items.slice(0, after), item, ...items.slice(after)]) }, key };
}

/** One up or down among those of the same parent. */
export function moved(draft: PlanDraft, key: string, by: -1 | 1): PlanDraft {
  const items = ordered(draft.items);
  const item = itemAt(draft, key);
  const beside = items.filter(({ parent }) => parent === item?.parent);
  const other = beside[beside.findIndex((each) => each.key === key) + by];
  if (!item || !other) return draft;
  const index = (of: ItemDraft): number => items.findIndex((each) => each.key === of.key);
  return { ...draft, items: ordered(swap(items, index(item), index(other))) };
}

/** What it may hang under: whatever does not hang under it, and stays; and what it hangs under now. */
export function parentsFor({ items }: PlanDraft, key: string): { item: ItemDraft; depth: number }[] {
  const own = branchOf(items, key, keyOf);
  const parent = items.find((each) => each.key === key)?.parent;
  return inOrder(items, keyOf).filter(({ item }) => !own.has(item.key) && (!item.isOut || item.key === parent));
}
/** Under another, as its last. */
export function hung(draft: PlanDraft, key: string, parent: string | null): PlanDraft {
  const item = itemAt(draft, key);
  if (!item || item.parent === parent) return draft;
  return { ...draft, items: ordered([...draft.items.filter((each) => each.key !== key), { ...item, parent }]) };
}

/** Taken out with all that hangs under it, or back again with all that it hangs under. */
export function toggledOut(draft: PlanDraft, key: string): PlanDraft {
  const item = itemAt(draft, key);
  if (!item) return draft;
  const isOut = !item.isOut;
  const set = isOut ? new Set(branchOf(draft.items, key, keyOf)) : new Set([key]);
  if (!isOut) for (let at = itemAt(draft, item.parent); at; at = itemAt(draft, at.parent)) set.add(at.key);
  return { ...draft, items: draft.items.map((each) => (set.has(each.key) ? { ...each, isOut } : each)) };
}

const FLIPPED: Readonly<Record<Comparator, Comparator>> = { ge: 'le', gt: 'lt', le: 'ge', lt: 'gt', eq: 'eq' };
const FITTING: Readonly<Record<PlanDirection, readonly Comparator[]>> = {
  higher: ['ge', 'gt', 'eq'],
  lower: ['le', 'lt', 'eq'],
  within: ['eq'],
};
/** Comparisons that go the way of an indicator. */
export const comparatorsOf = (direction: PlanDirection): readonly Comparator[] => FITTING[direction];

/** The other way round: what was at least is at most. What is kept within two values is a band from the first. */
export function withDirection(measure: MeasureDraft, direction: PlanDirection): MeasureDraft {
  const turn = (target: TargetDraft): TargetDraft => {
    const { kind, comparator } = target;
    const fits = FITTING[direction];
    return {
      ...target,
      comparator: fits.includes(comparator) ? comparator : (fits.find((each) => each === FLIPPED[comparator]) ?? fits[0]!),
      kind: direction === 'within' && kind === 'value' && target.value === '' ? 'band' : kind,
    };
  };
  return {
    ...measure,
    direction,
    targets: measure.targets.map(turn),
    areas: measure.areas?.map((own) => ({ ...own, targets: own.targets?.map(turn) ?? null })),
  };
}

/** One more year, like the last. */
export function withNextTarget(targets: readonly TargetDraft[], from: string, direction: PlanDirection): TargetDraft[] {
  const last = targets.at(-1);
  const year = last ? String(Number(last.year) + 1) : from;
  return [...targets, { ...EMPTY_TARGET, comparator: FITTING[direction][0]!, ...last, value: '', low: '', high: '', year }];
}
