/** Periods that a value is told of: a year, a quarter, a month or a day, and the day on which each ends. */
const PERIOD = /^(\d{4})(?:-Q([1-4])|-(\d{2})(?:-(\d{2}))?)?$/;
export const PERIOD_PATTERN = '^(19|20)\\d{2}(-Q[1-4]|-\\d{2}(-\\d{2})?)?$';
const DAY_MS = 86_400_000;

/** What people write of a period, as it is kept: `2026Q2`, `2026年2季度`, `2026/5`, `2026年5月`. What is none stays as it was. */
export function plainPeriod(text: string): string {
  const typed = text.trim().toUpperCase();
  const quarter = /^(\d{4})(?:年|-)?(?:Q([1-4])|第?([1-4])季度)$/.exec(typed);
  if (quarter) return `${quarter[1]}-Q${quarter[2] ?? quarter[3]}`;
  const day = /^(\d{4})年?(?:[-/.]?(\d{1,2})月?(?:[-/.]?(\d{1,2})日?)?)?$/.exec(typed);
  // Digits alone are a year, or nothing that is known here.
  if (!day || /^\d{5,}$/.test(typed)) return typed;
  return day
    .slice(1)
    .flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')]))
    .join('-');
}

/** The last day of a period, `YYYY-MM-DD`; null = it is none, or its day does not exist. */
export function periodEnd(period: string): string | null {
  const [, year, quarter, month, day] = PERIOD.exec(period) ?? [];
  if (year === undefined) return null;
  const lastMonth = quarter === undefined ? Number(month ?? 12) : Number(quarter) * 3;
  if (lastMonth < 1 || lastMonth > 12) return null;
  const lastDay = new Date(Date.UTC(Number(year), lastMonth, 0)).getUTCDate();
  const last = day === undefined ? lastDay : Number(day);
  return last < 1 || last > lastDay ? null : `${year}-${String(lastMonth).padStart(2, '0')}-${String(last).padStart(2, '0')}`;
}

/** A day as a point on the line of years: the end of 31 December 2025 is 2026. */
export function yearPoint(day: string): number {
  const year = Number(day.slice(0, 4));
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return year + (Date.parse(`${day}T00:00:00Z`) + DAY_MS - from) / (to - from);
}

/** Of two values the newer; of those that end on one day the one of the longer period, which says more. */
export const isNewer = (one: { period: string; asOf: string }, other: { period: string; asOf: string }): boolean =>
  one.asOf === other.asOf ? one.period.length < other.period.length : one.asOf > other.asOf;

/** Whether more than twice the promised months have gone since a day. */
export function isOverdue(asOf: string, months: number, today: string): boolean {
  const count = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) + Number(day.slice(8, 10)) / 32;
  return count(today) - count(asOf) > 2 * months;
}
