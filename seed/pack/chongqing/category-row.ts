import type { Category } from '../../../shared/city-pack.ts';
import type { CategoryLimits, HandlingStep, Limit, StageLimits } from '../../../shared/limits.ts';

/** One minor category as it is typed into the tables. */
export type CategoryRow = readonly [
  minor: string,
  zh: string,
  en: string,
  department: string,
  lane: string,
  severity: Category['severity'],
  total: Limit,
  /** Whatever else it has of its own; handling is `total` where it says nothing. */
  own?: CategoryLimits & { basis?: Category['limits']['basis'] },
];
export interface CategoryGroup {
  code: string;
  names: { zh: string; en: string };
  /** Of every row of the group. */
  own?: StageLimits;
  rows: readonly CategoryRow[];
}

/** 工作时 */
export const hours = (amount: number): Limit => ({ amount, unit: 'working-hour' });
/** 工作日 */
export const days = (amount: number): Limit => ({ amount, unit: 'working-day' });
/** 紧急工作时: what is urgent runs on the wall clock. */
export const emergency = (amount: number): Limit => ({ amount, unit: 'emergency-hour' });
export const minutes = (n: number): Limit => emergency(n / 60);
export const step = (zh: string, en: string, limit: Limit): HandlingStep => ({ names: { zh, en }, ...limit });
