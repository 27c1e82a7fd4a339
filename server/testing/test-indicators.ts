import type { Indicator } from '../../shared/indicators.ts';

const plain: Omit<Indicator, 'code' | 'names'> = {
  unit: 'm',
  lane: 'flood-control',
  direction: 'high-bad',
  decimals: 2,
  possible: { min: null, max: null },
  jumpPerMin: null,
  frozenS: null,
  promiseS: 300,
  rollUp: 'max',
  dayStart: 0,
  limits: [{ state: 'attention', above: 20 }],
  basis: { kind: 'default' },
};
const named = (code: string) => ({ code, names: { zh: code, en: code } });

/** Vital signs of the invented city: rain with a day of its own, a level that moves slowly and what is reckoned from it, a count without rules. */
export const TEST_INDICATORS: Indicator[] = [
  { ...plain, ...named('rain.hour'), unit: 'mm', possible: { min: 0, max: 200 }, dayStart: 8, rollUp: 'sum' },
  { ...plain, ...named('river.level'), possible: { min: -10, max: 300 }, jumpPerMin: 0.5, frozenS: 3_600, rollUp: 'none', limits: [] },
  { ...plain, ...named('river.over-warning'), jumpPerMin: 0.5, limits: [{ state: 'attention', above: 0, isInclusive: true }] },
  { ...plain, ...named('people.count'), unit: '', promiseS: 60 },
];
