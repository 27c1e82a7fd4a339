import type { Comparator, PlanDirection, PlanNature, PROMISES } from '../../../../shared/plan-terms.ts';
import type { PlanBase, PlanContent, PlanItem, PlanMeasure, PlanTarget } from '../../../../shared/plan-wire.ts';
import type { Bilingual } from '../../../../shared/terms.ts';

/** Where it began, as it is typed. */
export interface BaseDraft {
  isKnown: boolean;
  year: string;
  value: string;
}
/** A target with room for each kind: what was typed of one is there again when it is chosen again. */
export interface TargetDraft {
  year: string;
  kind: PlanTarget['kind'];
  comparator: Comparator;
  value: string;
  low: string;
  high: string;
  /** What it is compared with. */
  to: Bilingual;
  text: Bilingual;
}
export interface AreaDraft {
  area: string;
  base: BaseDraft;
  /** Null = those of the plan. */
  targets: readonly TargetDraft[] | null;
}
export interface MeasureDraft {
  unit: string;
  decimals: number;
  direction: PlanDirection;
  nature: PlanNature;
  department: string | null;
  promised: keyof typeof PROMISES;
  base: BaseDraft;
  targets: readonly TargetDraft[];
  isForAll: boolean | undefined;
  areas: readonly AreaDraft[] | undefined;
}
/** A heading or an indicator as it is typed. What is taken out stays in sight until the plan is saved. */
export interface ItemDraft {
  /** Its own for as long as it is worked at: the code itself is typed. */
  key: string;
  code: string;
  /** By key. */
  parent: string | null;
  names: Bilingual;
  isMeasured: boolean;
  /** Of a heading too: whoever changes their mind finds it again. */
  measure: MeasureDraft;
  /** Others know it by its code already. */
  isKept: boolean;
  isOut: boolean;
}
/** A plan as somebody works at it. */
export interface PlanDraft {
  code: string;
  node: string;
  seenVersion: number;
  /** What it was made from; null = a new one. */
  start: PlanContent | null;
  names: Bilingual;
  from: string;
  to: string;
  document: string | undefined;
  isExample: boolean | undefined;
  items: readonly ItemDraft[];
}

const NO_NAMES: Bilingual = { zh: '', en: '' };
export const NO_BASE: BaseDraft = { isKnown: false, year: '', value: '' };
export const EMPTY_TARGET: TargetDraft = {
  year: '',
  kind: 'value',
  comparator: 'ge',
  value: '',
  low: '',
  high: '',
  to: NO_NAMES,
  text: NO_NAMES,
};
/** An indicator as most begin: more is better, told once a year, to be reached by the end of the plan. */
const newMeasure = (to: string): MeasureDraft => ({
  unit: '',
  decimals: 1,
  direction: 'higher',
  nature: 'expected',
  department: null,
  promised: 'year',
  base: NO_BASE,
  targets: [{ ...EMPTY_TARGET, year: to }],
  isForAll: undefined,
  areas: undefined,
});
export const newItem = (key: string, code: string, parent: string | null, isMeasured: boolean, to: string): ItemDraft => ({
  key,
  code,
  parent,
  names: NO_NAMES,
  isMeasured,
  measure: newMeasure(to),
  isKept: false,
  isOut: false,
});

const YEARS = 3;
/** A new plan runs for three years from this one, and begins with one indicator. */
export function newDraft(node: string, year: number): PlanDraft {
  const to = String(year + YEARS - 1);
  return {
    code: `plan-${year}-${to}`,
    node,
    seenVersion: 0,
    start: null,
    names: NO_NAMES,
    from: String(year),
    to,
    document: undefined,
    isExample: undefined,
    items: [newItem('+1', 'item-1', null, true, to)],
  };
}

const baseOf = (base: PlanBase | undefined): BaseDraft =>
  base ? { isKnown: true, year: String(base.year), value: String(base.value) } : NO_BASE;
function targetOf(target: PlanTarget): TargetDraft {
  const plain = { ...EMPTY_TARGET, year: String(target.year), kind: target.kind };
  switch (target.kind) {
    case 'value':
      return { ...plain, comparator: target.comparator, value: String(target.value) };
    case 'band':
      return { ...plain, low: String(target.low), high: String(target.high) };
    case 'relative':
      return { ...plain, comparator: target.comparator, to: target.to };
    default:
      return { ...plain, text: target.text };
  }
}
const measureDraft = ({ base, targets, isForAll, areas, ...rest }: PlanMeasure): MeasureDraft => ({
  ...rest,
  base: baseOf(base),
  targets: targets.map(targetOf),
  isForAll,
  areas: areas?.map((own): AreaDraft => ({ area: own.area, base: baseOf(own.base), targets: own.targets?.map(targetOf) ?? null })),
});

/** A plan that is opened, or one that two have changed: `start` is what is kept, and what of it is missing in `content` was taken out. */
export function draftOf(at: Pick<PlanDraft, 'code' | 'node' | 'seenVersion'>, content: PlanContent, start: PlanContent): PlanDraft {
  const kept = new Set(start.items.map(({ code }) => code));
  const there = new Set(content.items.map(({ code }) => code));
  const all = [...content.items, ...start.items.filter(({ code }) => !there.has(code))];
  // No code has a plus.
  const keys = new Map(all.map(({ code }, i) => [code, kept.has(code) ? code : `+${i + 1}`]));
  const itemOf = ({ code, parent, names, measure }: PlanItem): ItemDraft => ({
    key: keys.get(code)!,
    code,
    parent: parent === null ? null : (keys.get(parent) ?? null),
    names,
    isMeasured: measure !== undefined,
    measure: measure ? measureDraft(measure) : newMeasure(String(content.to)),
    isKept: kept.has(code),
    isOut: !there.has(code),
  });
  const { names, from, to, document, isExample } = content;
  return { ...at, start, names, from: String(from), to: String(to), document, isExample, items: all.map(itemOf) };
}
