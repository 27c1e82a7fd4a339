import type { Indicator, Limit, LimitBasis } from '../../../shared/indicators.ts';
import { LIMIT_STATES } from '../../../shared/vital-terms.ts';

/** One vital sign as it is typed into the tables; a sign's lane is its group's. */
export interface IndicatorRow
  extends Pick<Indicator, 'code' | 'unit' | 'decimals' | 'promiseS' | 'rollUp' | 'limits'>,
    Partial<Pick<Indicator, 'direction' | 'jumpPerMin' | 'frozenS' | 'dayStart' | 'basis'>> {
  zh: string;
  en: string;
  min: number | null;
  max: number | null;
}

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** Ours, for an operator to change; every page says so. */
export const DEFAULT: LimitBasis = { kind: 'default' };
export const standard = (name: string, edition: string, validFrom?: string, validTo?: string): LimitBasis => ({
  kind: 'standard',
  standard: name,
  edition,
  ...(validFrom === undefined ? {} : { validFrom }),
  ...(validTo === undefined ? {} : { validTo }),
});
export const published = (source: string): LimitBasis => ({ kind: 'published', standard: source });

type Own = Omit<Limit, 'state' | 'above' | 'below' | 'isInclusive'>;
type Three = readonly [attention: number, abnormal: number, alarm: number];
const each = (values: Three, side: (value: number) => Partial<Limit>, own: Own): Limit[] =>
  LIMIT_STATES.map((state, i) => ({ state, ...side(values[i]!), ...own }));

/** `> a / > b / > c` */
export const over = (values: Three, own: Own = {}): Limit[] => each(values, (above) => ({ above }), own);
/** `≥ a / ≥ b / ≥ c` */
export const from = (values: Three, own: Own = {}): Limit[] => each(values, (above) => ({ above, isInclusive: true }), own);
/** `< a / < b / < c` */
export const under = (values: Three, own: Own = {}): Limit[] => each(values, (below) => ({ below }), own);
/** `≤ a / ≤ b / ≤ c` */
export const downTo = (values: Three, own: Own = {}): Limit[] => each(values, (below) => ({ below, isInclusive: true }), own);
/** Off by more than `a / b / c` to either side. */
export const off = (values: Three, own: Own = {}): Limit[] => each(values, (above) => ({ above, below: -above }), own);

/** Rows as they stand in the pack. */
export const toIndicators = (lane: string, rows: readonly IndicatorRow[]): Indicator[] =>
  rows.map(({ zh, en, min, max, ...row }) => ({
    code: row.code,
    names: { zh, en },
    unit: row.unit,
    lane,
    direction: row.direction ?? 'high-bad',
    decimals: row.decimals,
    possible: { min, max },
    jumpPerMin: row.jumpPerMin ?? null,
    frozenS: row.frozenS ?? null,
    promiseS: row.promiseS,
    rollUp: row.rollUp,
    dayStart: row.dayStart ?? 0,
    limits: row.limits,
    basis: row.basis ?? DEFAULT,
  }));
