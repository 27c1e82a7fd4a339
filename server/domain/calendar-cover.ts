import { localTime } from '../../shared/local-time.ts';
import type { Bilingual } from '../../shared/terms.ts';

/** China publishes a year's holidays in the November before; limits of twenty working days reach over the year's end. */
const AHEAD_DAYS = 60;

/** The year that a calendar lacks now or will soon; null = none, or no calendar of holidays at all. */
export function lackingYear(years: readonly number[] | null, timeZone: string, nowMs: number): number | null {
  if (years === null) return null;
  const { dayKey } = localTime(timeZone);
  const needed = [nowMs, nowMs + AHEAD_DAYS * 86_400_000].map((ms) => Number(dayKey(ms).slice(0, 4)));
  return needed.find((year) => !years.includes(year)) ?? null;
}

/** What is wrong with a calendar that lacks a year, and what to do about it, for screens and for `doctor`. */
export const lackingYearTexts = (year: number): { what: Bilingual; remedy: Bilingual } => ({
  what: {
    zh: `工作日历缺少 ${year} 年的节假日与调休，该年的时限暂按每周班次计算`,
    en: `the working calendar lacks the holidays of ${year}: limits in it go by the week alone`,
  },
  remedy: {
    zh: '放入该年安排：guantong calendar set <文件>（docs/deadlines.md）',
    en: 'put that year in: guantong calendar set <file> (docs/deadlines.md)',
  },
});
