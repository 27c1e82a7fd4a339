import { lackingYear, lackingYearTexts } from '../../domain/calendar-cover.ts';
import type { ClockFacts, DatabaseFacts } from '../facts.ts';
import { ok, warning, type Finding } from '../finding.ts';

/** Whether limits can be counted by a calendar that knows this year, and the next one in time. */
export function checkCalendar(nowMs: number, { notBeforeMs }: ClockFacts, database: DatabaseFacts): Finding[] {
  // A clock that is far off knows no year.
  if (nowMs < notBeforeMs) return [];
  if (database.state !== 'open' || database.timeZone === null || !database.isZoneKnown) return [];
  const { calendarYears: years, timeZone } = database;
  if (years === null) return [ok('calendar', '工作日历按每周班次，没有节假日', 'the working calendar goes by the week, without holidays')];
  const lacking = lackingYear(years, timeZone, nowMs);
  if (lacking === null) return [ok('calendar', `工作日历覆盖 ${years.join('、')} 年`, `the working calendar covers ${years.join(', ')}`)];
  const { what, remedy } = lackingYearTexts(lacking);
  return [warning('calendar.year', [what.zh, what.en], [remedy.zh, remedy.en])];
}
