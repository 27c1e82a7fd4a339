import { dayOf } from './windows.ts';

/**
 * The number of an incident as the API takes it, when what was typed looks like one: `20261121-000042`, `1121-42`, `#42`,
 * `#…-0042`, `0042`. A month and a day without a year are the last ones that were.
 */
export function askedNumber(typed: string, nowMs: number, timeZone: string): string | null {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '');
  const [, day, end] = /^#?(?:(\d{8}|\d{4})[-–])?(?:(?:\.{2,}|…)?[-–]?)(\d{1,6})$/.exec(text) ?? [];
  if (end === undefined) return null;
  if (day === undefined) return end;
  if (day.length === 8) return `${day}-${end}`;
  const today = dayOf(nowMs, timeZone).replaceAll('-', '');
  const year = Number(today.slice(0, 4)) - (day > today.slice(4) ? 1 : 0);
  return `${year}${day}-${end}`;
}
