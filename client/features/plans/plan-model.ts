import { COMPARATOR_SIGNS, type PlanNature, type PlanState } from '../../../shared/plan-terms.ts';
import type { PlanItem, PlanItemAt, PlanMeasure, PlanTarget, PlanView } from '../../../shared/plan-wire.ts';
import type { Bilingual, Language } from '../../../shared/terms.ts';
import type { Translate } from '../../i18n/text.ts';
import type { TreePlace } from './tree-keys.ts';

export type PlanRow = PlanView['rows'][number];
/** A line of the tree: a heading, or an indicator with how it stands. */
export interface TreeLine extends TreePlace {
  item: PlanItem;
  depth: number;
  row: PlanRow | null;
}
export interface PlanFilter {
  nature: PlanNature | null;
  state: PlanState | null;
  department: string | null;
}
const isFiltered = ({ nature, state, department }: PlanFilter): boolean => nature !== null || state !== null || department !== null;

const passes = ({ measure }: PlanItem, row: PlanRow | undefined, { nature, state, department }: PlanFilter): boolean =>
  measure !== undefined &&
  row !== undefined &&
  (nature === null || measure.nature === nature) &&
  (state === null || row.standing.state === state) &&
  (department === null || measure.department === department);

/** Lines of the tree as they are seen: children of closed ones are left out, and so is what a filter does not want, but for what it hangs under. */
export function treeLines(view: PlanView, filter: PlanFilter, closed: ReadonlySet<string>): TreeLine[] {
  const { items } = view.content;
  const rows = new Map(view.rows.map((row) => [row.item, row]));
  const isAll = !isFiltered(filter);
  const wanted = new Set(items.filter((item) => isAll || passes(item, rows.get(item.code), filter)).map(({ code }) => code));
  const parents = new Map(items.map(({ code, parent }) => [code, parent]));
  // Parents that are added here lead to nothing new.
  for (const code of wanted) for (let at = parents.get(code) ?? null; at !== null; at = parents.get(at) ?? null) wanted.add(at);
  const children = new Map<string | null, PlanItem[]>();
  for (const item of items) {
    if (!wanted.has(item.code)) continue;
    (children.get(item.parent) ?? children.set(item.parent, []).get(item.parent)!).push(item);
  }
  const linesOf = (parent: string | null, depth: number): TreeLine[] =>
    (children.get(parent) ?? []).flatMap((item) => {
      const hasChildren = children.has(item.code);
      const isOpen = hasChildren && !closed.has(item.code);
      return [{ item, depth, row: rows.get(item.code) ?? null, hasChildren, isOpen }, ...(isOpen ? linesOf(item.code, depth + 1) : [])];
    });
  return linesOf(null, 0);
}

/** How many indicators stand how, and how many binding ones are behind. */
export function countPlan(view: PlanView): { states: ReadonlyMap<PlanState, number>; bindingBehind: number } {
  const states = new Map<PlanState, number>();
  const natures = new Map(view.content.items.map(({ code, measure }) => [code, measure?.nature]));
  let bindingBehind = 0;
  for (const { item, standing } of view.rows) {
    states.set(standing.state, (states.get(standing.state) ?? 0) + 1);
    if (natures.get(item) === 'binding' && isBehind(standing.state)) bindingBehind += 1;
  }
  return { states, bindingBehind };
}
export const isBehind = (state: PlanState): boolean => state === 'behind' || state === 'far-behind';

export const formatFigure = (value: number, decimals: number, language: Language): string =>
  new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    .format(value)
    .replace('-', '−');

interface Words {
  t: Translate;
  name: (names: Bilingual) => string;
  language: Language;
}
/** A target as it is read: `≥ 95`, `0.28–0.40`, `≥ the national average`, or its own words. */
export function targetText(target: PlanTarget, { decimals }: Pick<PlanMeasure, 'decimals'>, { t, name, language }: Words): string {
  const figure = (value: number): string => formatFigure(value, decimals, language);
  switch (target.kind) {
    case 'value':
      return `${COMPARATOR_SIGNS[target.comparator]} ${figure(target.value)}`;
    case 'band':
      return t('plans.target.band', { low: figure(target.low), high: figure(target.high) });
    case 'relative':
      return t('plans.target.relative', { sign: COMPARATOR_SIGNS[target.comparator], to: name(target.to) });
    default:
      return name(target.text);
  }
}

/** The year that targets are shown of: now, or the plan's nearest. */
export const shownYear = ({ today, content: { from, to } }: Pick<PlanView, 'today' | 'content'>): number =>
  Math.min(to, Math.max(from, Number(today.slice(0, 4))));

const percent = (share: number): string => String(Math.round(share * 100)).replace('-', '−');
/** Progress in words; where it cannot be said, why. */
export function shareText({ standing: { share, due, shareWhy } }: Pick<PlanItemAt, 'standing'>, t: Translate): string {
  if (share === null) return t(`plans.shareGap.${shareWhy ?? 'no-base'}`);
  return due === null ? t('plans.shareOnly', { share: percent(share) }) : t('plans.shareDue', { share: percent(share), due: percent(due) });
}
export const shareFigure = (share: number, t: Translate): string => t('plans.share', { share: percent(share) });

/** How far it is behind, or why nothing can be said; empty = the state says it all. */
export function standingText(
  { standing: { state, why, gap } }: Pick<PlanItemAt, 'standing'>,
  measure: PlanMeasure,
  language: Language,
  t: Translate,
): string {
  if (why !== null) return t(`plans.why.${why}`);
  if (!isBehind(state) || gap === null) return '';
  const short = formatFigure(gap, measure.decimals, language);
  // Where only the target itself is still to be passed.
  if (Number(gap.toFixed(measure.decimals)) === 0) return t('plans.gapOpen');
  // Two shares differ by points, not by a share.
  if (measure.unit === '%') return t('plans.gapPoints', { gap: short });
  return t('plans.gap', { gap: `${short}${measure.unit === '' ? '' : ` ${measure.unit}`}` });
}

/** Whole days since the end of a day, ms. */
export const ageMs = (asOf: string, today: string): number => Math.max(0, Date.parse(today) - Date.parse(asOf));
