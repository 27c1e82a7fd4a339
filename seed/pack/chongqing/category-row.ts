import type { Category } from '../../../shared/city-pack.ts';

/** One minor category as it is typed into the tables. */
export type CategoryRow = readonly [
  minor: string,
  zh: string,
  en: string,
  department: string,
  lane: string,
  severity: Category['severity'],
  totalMin: number,
  basis?: Category['limits']['basis'],
];
export interface CategoryGroup {
  code: string;
  names: { zh: string; en: string };
  rows: readonly CategoryRow[];
}

/** 工作时 as plain hours, in minutes, until calendars exist. */
export const hours = (n: number): number => n * 60;
/** 工作日 as 24 plain hours, in minutes. */
export const days = (n: number): number => hours(24 * n);
