import { PLAN_CODE_PATTERN, PLAN_YEARS } from '../../../../shared/plan-terms.ts';
import type { PlanBase, PlanContent, PlanItem, PlanMeasure, PlanTarget } from '../../../../shared/plan-wire.ts';
import type { Bilingual } from '../../../../shared/terms.ts';
import { numberOf } from '../typed-number.ts';
import type { AreaDraft, BaseDraft, ItemDraft, MeasureDraft, PlanDraft, TargetDraft } from './plan-draft.ts';

/** A field of the plan itself (`item` null) or of one of its items, by its path there, and what is wrong with what is typed in it. */
export interface Fault {
  item: string | null;
  field: string;
  why: 'missing' | 'notNumber' | 'notYear' | 'notCode';
}
const CODE = new RegExp(PLAN_CODE_PATTERN);

/** A plan as it is sent, and everything in it that is missing or no number, year or code. Whether it holds together the server says. */
export function contentOf(draft: PlanDraft): { content: PlanContent; faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const items = liveItems(draft);
  const codes = new Map(items.map(({ key, code }) => [key, code.trim()]));
  const head = reader(null, faults);
  if (items.length === 0) faults.push({ item: null, field: 'items', why: 'missing' });
  if (draft.seenVersion === 0) head.code(draft.code, 'code');
  const content: PlanContent = {
    names: head.names(draft.names, 'names'),
    from: head.year(draft.from, 'from'),
    to: head.year(draft.to, 'to'),
    ...(draft.document === undefined ? {} : { document: draft.document }),
    ...(draft.isExample === undefined ? {} : { isExample: draft.isExample }),
    items: items.map((item) => itemOf(item, codes, reader(item.key, faults))),
  };
  return { content, faults };
}
/** What is left when the plan is saved, in its order: a refusal counts these. */
export const liveItems = ({ items }: Pick<PlanDraft, 'items'>): readonly ItemDraft[] => items.filter(({ isOut }) => !isOut);

type Reader = ReturnType<typeof reader>;
/** Reads what is typed, and notes what cannot be read. */
function reader(item: string | null, faults: Fault[]) {
  const note = (field: string, typed: string, why: Fault['why']): void =>
    void faults.push({ item, field, why: typed.trim() === '' ? 'missing' : why });
  return {
    code(typed: string, field: string): string {
      if (!CODE.test(typed.trim())) note(field, typed, 'notCode');
      return typed.trim();
    },
    names(typed: Bilingual, field: string): Bilingual {
      for (const language of ['zh', 'en'] as const)
        if (typed[language].trim() === '') note(`${field}.${language}`, typed[language], 'missing');
      return typed;
    },
    number(typed: string, field: string): number {
      const number = numberOf(typed);
      if (number === null) note(field, typed, 'notNumber');
      return number ?? 0;
    },
    year(typed: string, field: string): number {
      const year = numberOf(typed);
      const isYear = year !== null && Number.isInteger(year) && year >= PLAN_YEARS.min && year <= PLAN_YEARS.max;
      if (!isYear) note(field, typed, 'notYear');
      return year ?? 0;
    },
  };
}

const itemOf = (item: ItemDraft, codes: ReadonlyMap<string, string>, read: Reader): PlanItem => ({
  code: read.code(item.code, 'code'),
  parent: item.parent === null ? null : (codes.get(item.parent) ?? null),
  names: read.names(item.names, 'names'),
  ...(item.isMeasured ? { measure: measureOf(item.measure, read) } : {}),
});
const measureOf = ({ base, targets, isForAll, areas, ...rest }: MeasureDraft, read: Reader): PlanMeasure => ({
  ...rest,
  ...baseOf(base, 'measure', read),
  targets: targetsOf(targets, 'measure', read),
  ...(isForAll === undefined ? {} : { isForAll }),
  ...(areas === undefined ? {} : { areas: areas.map((own, i) => areaOf(own, `measure.areas.${i}`, read)) }),
});
const areaOf = ({ area, base, targets }: AreaDraft, field: string, read: Reader): NonNullable<PlanMeasure['areas']>[number] => ({
  area,
  ...baseOf(base, field, read),
  ...(targets ? { targets: targetsOf(targets, field, read) } : {}),
});
const baseOf = ({ isKnown, year, value }: BaseDraft, field: string, read: Reader): { base?: PlanBase } =>
  isKnown ? { base: { year: read.year(year, `${field}.base.year`), value: read.number(value, `${field}.base.value`) } } : {};
const targetsOf = (targets: readonly TargetDraft[], field: string, read: Reader): PlanTarget[] =>
  targets.map((target, i) => targetOf(target, `${field}.targets.${i}`, read));
function targetOf(target: TargetDraft, field: string, read: Reader): PlanTarget {
  const { kind, comparator, to, text } = target;
  const year = read.year(target.year, `${field}.year`);
  switch (kind) {
    case 'value':
      return { year, kind, comparator, value: read.number(target.value, `${field}.value`) };
    case 'band':
      return { year, kind, low: read.number(target.low, `${field}.low`), high: read.number(target.high, `${field}.high`) };
    case 'relative':
      return { year, kind, comparator, to: read.names(to, `${field}.to`) };
    default:
      return { year, kind, text: read.names(text, `${field}.text`) };
  }
}
