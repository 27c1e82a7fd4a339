import type { Target } from '../../../shared/city-pack.ts';
import type { Summary } from '../../../shared/summary.ts';
import type { Language } from '../../../shared/terms.ts';
import { formatCount, formatPercent, formatTarget, spanFigure } from '../../i18n/format.ts';
import { textIn } from '../../i18n/text.ts';
import {
  betterOf,
  isRate,
  kindOf,
  readMeasure,
  targetOf,
  verdictOf,
  type Measure,
  type Reading,
  type Verdict,
} from '../../state/measures.ts';

/** One figure as it is read: number and unit apart, verdict in words, change against the same window one week before. */
export interface Figure {
  measure: Measure;
  reading: Reading;
  value: string | null;
  unit: string;
  verdict: Verdict;
  target: string | null;
  /** Shares of the bar, 0..1. */
  bar: { value: number | null; target: number | null };
  change: { direction: -1 | 0 | 1; text: string } | null;
  usual: string | null;
  /** Of a part of what is open: how much of it, "6.9" %. */
  share: string | null;
}
interface Given {
  summary: Summary;
  usual: Summary | undefined;
  targets: readonly Target[];
  minimumN: number;
  language: Language;
}

export function toFigure(measure: Measure, { summary, usual, targets, minimumN, language }: Given): Figure {
  const reading = readMeasure(measure, summary);
  const target = targetOf(measure, targets);
  const shown = show(measure, reading.value, language);
  // A stock is as of now: last week's is not known from sums.
  const past = usual && kindOf(measure) !== 'stock' ? readMeasure(measure, usual) : null;
  const before = past?.value ?? null;
  // A change between a handful of cases is noise.
  const isComparable = past !== null && (!isRate(measure) || Math.min(reading.n, past.n) >= minimumN);
  return {
    measure,
    reading,
    value: shown?.value ?? null,
    unit: shown?.unit ?? '',
    verdict: verdictOf(reading, target, isRate(measure) ? minimumN : 0),
    target: target ? targetText(target, language) : null,
    bar: barOf(measure, reading, target, targets),
    change: reading.value === null || before === null || !isComparable ? null : changeOf(measure, reading.value, before, language),
    share: measure === 'overdue' && reading.value !== null && reading.n > 0 ? formatPercent(reading.value / reading.n) : null,
    usual: before === null ? null : join(show(measure, before, language)),
  };
}

function show(measure: Measure, value: number | null, language: Language): { value: string; unit: string } | null {
  if (value === null) return null;
  const t = textIn(language);
  if (isRate(measure)) return { value: formatPercent(value), unit: t('unit.percent') };
  if (kindOf(measure) === 'duration') return spanFigure(value, language);
  return { value: formatCount(value, language), unit: t('unit.cases') };
}
const join = (shown: { value: string; unit: string } | null): string => (shown ? `${shown.value} ${shown.unit}`.trim() : '');

function targetText({ better, target, measure }: Target, language: Language): string {
  const value = isRate(measure as Measure) ? formatTarget(target) : join(show(measure as Measure, target, language));
  return textIn(language)(better === 'higher' ? 'figures.atLeast' : 'figures.atMost', { value });
}

/** The bar is a magnifier round the target, not the whole range: 90 against 92 must be seen. */
function barOf(measure: Measure, { value, n }: Reading, target: Target | null, targets: readonly Target[]): Figure['bar'] {
  if (!isRate(measure)) return { value: measure === 'overdue' && n > 0 ? clamp((value ?? 0) / n) : null, target: null };
  if (!target) return { value: value === null ? null : clamp(value), target: null };
  const [low, high] = betterOf(measure, targets) === 'higher' ? [Math.max(0, target.target - 0.2), 1] : [0, target.target * 1.75];
  const place = (share: number) => clamp((share - low) / (high - low));
  return { value: value === null ? null : place(value), target: place(target.target) };
}
const clamp = (share: number): number => Math.min(1, Math.max(0, share));

function changeOf(measure: Measure, value: number, before: number, language: Language): Figure['change'] {
  const t = textIn(language);
  const difference = value - before;
  if (isRate(measure)) {
    const points = Math.abs(difference * 100).toFixed(1);
    return points === '0.0'
      ? { direction: 0, text: t('figures.same') }
      : { direction: difference > 0 ? 1 : -1, text: t('figures.points', { value: points }) };
  }
  const size = Math.abs(difference);
  const shown = join(kindOf(measure) === 'duration' ? spanFigure(size, language, value) : show(measure, size, language));
  return difference === 0 || /^0(\.0)? /.test(shown)
    ? { direction: 0, text: t('figures.same') }
    : { direction: difference > 0 ? 1 : -1, text: shown };
}
