import type { Bilingual } from '../../shared/terms.ts';
import { WEEKDAYS, type WorkCalendar } from '../../shared/work-calendar.ts';
import { shiftMinutes } from './work-days.ts';

/** What is wrong with a calendar whose shape is right, and in which field. */
export interface CalendarFault {
  /** Such as `week.mon.1` or `years.2026.off.0.to`. */
  field: string;
  text: Bilingual;
}
const fault = (field: string, zh: string, en: string): CalendarFault => ({ field, text: { zh, en } });

/** Everything that would make a clock count wrong; empty = nothing. */
export const calendarFaults = (calendar: WorkCalendar): CalendarFault[] => [...weekFaults(calendar), ...yearFaults(calendar)];

function weekFaults({ week }: WorkCalendar): CalendarFault[] {
  if (WEEKDAYS.every((day) => week[day].length === 0))
    return [fault('week', '一周之内没有任何班次，时限无法计算', 'no day of the week has a shift, so no limit could ever run out')];
  const found: CalendarFault[] = [];
  for (const [i, day] of WEEKDAYS.entries()) {
    // Where the night of the day before reaches into this one.
    const before = week[WEEKDAYS[(i + 6) % 7]!].at(-1);
    let worked = before === undefined ? 0 : shiftMinutes(before)[1] - 1440;
    for (const [k, shift] of week[day].entries()) {
      const [from, to] = shiftMinutes(shift);
      const field = `week.${day}.${k}`;
      if (shift.slice(0, 5) === shift.slice(6)) found.push(fault(field, `${shift} 起止相同`, `${shift} begins and ends at the same time`));
      else if (from < worked)
        found.push(fault(field, `${shift} 与前一班次重叠或次序颠倒`, `${shift} begins before the shift before it ends`));
      worked = Math.max(worked, to);
    }
  }
  return found;
}

function yearFaults({ week, years = {} }: WorkCalendar): CalendarFault[] {
  const found: CalendarFault[] = [];
  const said = new Map<string, string>();
  const say = (date: string, field: string): void => {
    const before = said.get(date);
    if (before !== undefined) found.push(fault(field, `${date} 已在 ${before} 中安排`, `${date} is arranged already, in ${before}`));
    said.set(date, field);
  };
  for (const [year, { off, work }] of Object.entries(years)) {
    const dateFault = (date: string, field: string): boolean => {
      // A New Year's holiday may begin in the December before.
      const isOfYear = date.startsWith(`${year}-`) || date.startsWith(`${Number(year) - 1}-12-`);
      if (!isDate(date)) found.push(fault(field, `${date} 不是日期`, `${date} is no date`));
      else if (!isOfYear) found.push(fault(field, `${date} 不属于 ${year} 年`, `${date} does not belong to ${year}`));
      return !isDate(date) || !isOfYear;
    };
    for (const [i, { from, to }] of off.entries()) {
      const field = `years.${year}.off.${i}`;
      if (dateFault(from, `${field}.from`) || dateFault(to, `${field}.to`)) continue;
      if (to < from) found.push(fault(`${field}.to`, `${to} 早于 ${from}`, `${to} is before ${from}`));
      for (let ms = Date.parse(from); ms <= Date.parse(to); ms += 86_400_000) say(new Date(ms).toISOString().slice(0, 10), field);
    }
    for (const [i, { date, as }] of work.entries()) {
      const field = `years.${year}.work.${i}`;
      if (dateFault(date, `${field}.date`)) continue;
      if (week[as].length === 0) found.push(fault(`${field}.as`, `${as} 没有班次`, `${as} has no shifts`));
      say(date, `${field}.date`);
    }
  }
  return found;
}

const isDate = (text: string): boolean => {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};
