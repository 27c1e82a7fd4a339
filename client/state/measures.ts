import type { Target } from '../../shared/city-pack.ts';
import type { Durations, Rates, Totals } from '../../shared/summary.ts';
import { FLOWS, RATES, type DurationName, type ListedFigure, type RateName } from '../../shared/measures.ts';

/** What a figure can show, where it is read from, and how it stands against its target. */
type DurationMeasure = `${DurationName}P90`;
export type CountMeasure = 'overdue' | 'open' | 'suspended' | 'received' | 'closed' | 'returned';
export type Measure = RateName | DurationMeasure | CountMeasure;
export type MeasureKind = 'rate' | 'duration' | 'stock' | 'flow';
const rateNames: ReadonlySet<string> = new Set(RATES);
export const isRate = (measure: Measure): measure is RateName => rateNames.has(measure);
export function kindOf(measure: Measure): MeasureKind {
  if (isRate(measure)) return 'rate';
  if (isDuration(measure)) return 'duration';
  return (FLOWS as readonly string[]).includes(measure) ? 'flow' : 'stock';
}
const isDuration = (measure: Measure): measure is DurationMeasure => measure.endsWith('P90');
/** The figure of the server whose incidents stand behind it. */
export const figureOf = (measure: Measure): ListedFigure => (isDuration(measure) ? (measure.slice(0, -3) as DurationName) : measure);

/** Measures of the map and the ranking: comparable between areas of any size. */
export const MAP_MEASURES: readonly RateName[] = [
  'onTimeClosingRate',
  'onTimeClosingRateOriginal',
  'closingRate',
  'urgentOnTimeRate',
  'acceptanceRate',
  'responseRate',
  'registrationRate',
  'dispatchAccuracy',
  'reworkRate',
  'recheckRate',
  'overturnRate',
];
export const DEFAULT_MEASURE: RateName = 'onTimeClosingRate';
const SIX: readonly Measure[] = ['onTimeClosingRate', 'overdue', 'acceptanceRate', 'acceptP90', 'reworkRate', 'registrationRate'];
const LOWER_IS_BETTER: ReadonlySet<Measure> = new Set(['reworkRate', 'overturnRate'] as const);
/** The picked one first, then five others. */
export const sixFigures = (picked: RateName): Measure[] => [picked, ...SIX.filter((measure) => measure !== picked)].slice(0, 6);

export interface Reading {
  value: number | null;
  /** How many cases stand behind it. */
  n: number;
  numerator: number | null;
  suspended: number;
  noDue: number;
}
interface Source {
  totals: Totals;
  rates?: Rates | undefined;
  durations?: Durations | undefined;
}
const NOTHING: Reading = { value: null, n: 0, numerator: null, suspended: 0, noDue: 0 };

export function readMeasure(measure: Measure, { totals, rates, durations }: Source): Reading {
  if (isRate(measure)) return rates?.[measure] ?? NOTHING;
  if (measure === 'acceptP90' || measure === 'arriveP90' || measure === 'closeP90') {
    const duration = durations?.[measure.slice(0, -3) as DurationName];
    return duration ? { ...NOTHING, value: duration.p90Ms, n: duration.n } : NOTHING;
  }
  return { ...NOTHING, value: totals[measure], n: kindOf(measure) === 'flow' ? totals[measure] : totals.open };
}

export type Verdict = 'met' | 'missed' | 'tooFew' | 'noTarget' | 'noData';
export const targetOf = (measure: Measure, targets: readonly Target[]): Target | null =>
  targets.find((target) => target.measure === measure) ?? null;
const misses = (value: number, limit: number, better: Target['better']): boolean => (better === 'higher' ? value < limit : value > limit);

export function verdictOf({ value, n }: Reading, target: Target | null, minimumN: number): Verdict {
  if (value === null) return 'noData';
  if (!target) return 'noTarget';
  if (n < minimumN) return 'tooFew';
  return misses(value, target.target, target.better) ? 'missed' : 'met';
}

/** Limits for a city that set no target: quartiles of what is there now. */
export function quartiles(values: readonly number[], better: Target['better']): number[] {
  if (values.length < 4) return [];
  const sorted = [...values].sort((a, b) => (better === 'higher' ? b - a : a - b));
  return [...new Set([0.25, 0.5, 0.75].map((share) => sorted[Math.floor(share * sorted.length)]!))];
}
export const betterOf = (measure: Measure, targets: readonly Target[]): Target['better'] =>
  targetOf(measure, targets)?.better ?? (LOWER_IS_BETTER.has(measure) || !isRate(measure) ? 'lower' : 'higher');
