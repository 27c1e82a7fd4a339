import type { Target } from '../../../shared/city-pack.ts';
import type { ChildSummary } from '../../../shared/summary.ts';
import type { RateName } from '../../../shared/measures.ts';
import type { Language } from '../../../shared/terms.ts';
import { formatPercent, formatTarget } from '../../i18n/format.ts';
import { textIn } from '../../i18n/text.ts';
import { classOf, countClasses, type ClassLimits } from '../../map/classes.ts';
import type { LegendEntry } from '../../map/legend.tsx';
import type { AreaClass, AreaValue } from '../../map/map-types.ts';
import { betterOf, quartiles, targetOf } from '../../state/measures.ts';

export interface Choropleth {
  values: Record<string, AreaValue>;
  entries: LegendEntry[];
  /** No target: limits are quartiles of what is there now. */
  isQuartiles: boolean;
  missed: number;
}
interface Given {
  children: readonly ChildSummary[];
  measure: RateName;
  targets: readonly Target[];
  minimumN: number;
  language: Language;
}

/** What the map's fills say, and its legend: fixed limits from the target, so that colours mean the same every day. */
export function toChoropleth({ children, measure, targets, minimumN, language }: Given): Choropleth {
  const { limits, isQuartiles } = limitsFor(children, measure, targets, minimumN);
  const values = Object.fromEntries(
    children.map(({ area, rates }) => {
      const { value, n } = rates[measure];
      const kind = classOf({ value, n }, limits, minimumN);
      return [area, { value, n, class: kind, ...labelOf(value, n, kind) }] as const;
    }),
  );
  const counts = countClasses(Object.keys(values), values);
  const steps = [limits.target, ...limits.breaks.filter((limit) => limit !== limits.target)].slice(0, 3);
  const classes = [0, ...steps.map((_, i) => i + 1)] as AreaClass[];
  const entries = classes.map((kind) => ({
    class: kind,
    label: rangeOf(kind, steps, limits.better, isQuartiles, language),
    count: counts[kind],
  }));
  const t = textIn(language);
  const small: LegendEntry = { class: -2, label: t('legend.small', { n: minimumN }), count: counts[-2] };
  const none: LegendEntry = { class: -1, label: t('legend.none'), count: counts[-1] };
  return {
    values,
    entries: [...entries, small, ...(none.count > 0 ? [none] : [])],
    isQuartiles,
    missed: counts[1] + counts[2] + counts[3],
  };
}

/** On the map the value stands only where it has something to say: outside the target, or too few to rate. */
function labelOf(value: number | null, n: number, kind: AreaClass): { label?: string } {
  if (kind === -2) return { label: `n ${n}` };
  return value === null || kind === 0 ? {} : { label: formatPercent(value) };
}

function limitsFor(
  children: readonly ChildSummary[],
  measure: RateName,
  targets: readonly Target[],
  minimumN: number,
): { limits: ClassLimits; isQuartiles: boolean } {
  const target = targetOf(measure, targets);
  if (target) return { limits: target, isQuartiles: false };
  const better = betterOf(measure, targets);
  const rated = children.flatMap(({ rates }) =>
    rates[measure].value !== null && rates[measure].n >= minimumN ? [rates[measure].value] : [],
  );
  const steps = quartiles(rated, better);
  return { limits: { better, target: steps[0] ?? (better === 'higher' ? 0 : 1), breaks: steps }, isQuartiles: true };
}

function rangeOf(kind: AreaClass, steps: readonly number[], better: 'higher' | 'lower', isQuartiles: boolean, language: Language): string {
  const t = textIn(language);
  const text = (index: number): string => formatTarget(steps[index]!);
  const [good, bad] = better === 'higher' ? ['≥', '<'] : ['≤', '>'];
  if (kind === 0) return isQuartiles ? `${good} ${text(0)}` : `${good} ${text(0)} ${t('legend.met')}`;
  if (kind === steps.length) return `${bad} ${text(kind - 1)}`;
  const [from, to] = better === 'higher' ? [text(kind), text(kind - 1)] : [text(kind - 1), text(kind)];
  return `${from} – ${to}`;
}
