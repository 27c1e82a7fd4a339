import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Check } from 'typebox/value';
import type { CityPack } from '../../shared/city-pack.ts';
import { HolidayFile, PLAIN_CALENDAR, type WorkCalendar } from '../../shared/work-calendar.ts';
import { calendarFaults } from '../domain/calendar-faults.ts';
import { slipOf } from './slip.ts';

/** A pack's calendar with the holidays that it names. @throws Error that names file and field, in both languages */
export function readPackCalendar(folder: string, { calendar }: Pick<CityPack, 'calendar'>): WorkCalendar {
  if (!calendar) return PLAIN_CALENDAR;
  const { week, holidays } = calendar;
  if (holidays === undefined) return soundCalendar({ week }, inPack);
  const file = resolve(folder, holidays);
  if (!existsSync(file))
    throw new Error(
      `city.json, calendar.holidays: 找不到文件 ${file}；路径从城市包文件夹算起 / no file ${file}; the path counts from the pack's folder`,
    );
  return soundCalendar({ week, years: readJson(file, HolidayFile).years }, (field) =>
    field.startsWith('years') ? `${file}, ${field}` : inPack(field),
  );
}

const inPack = (field: string): string => `city.json, calendar.${field}`;

/** @param where names a field with its file. @throws Error for the first field that is wrong, in both languages */
export function soundCalendar(calendar: WorkCalendar, where: (field: string) => string): WorkCalendar {
  const [first] = calendarFaults(calendar);
  if (first) throw new Error(`${where(first.field)}: ${first.text.zh} / ${first.text.en}`);
  return calendar;
}

/** A file's JSON in the form that is wanted. @throws Error that names file and field, in both languages */
export function readJson<T extends TSchema>(file: string, schema: T): Static<T> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${file}: 不是有效的 JSON / is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
  if (!Check(schema, value)) throw new Error(`${file}, ${slipOf(schema, value)}`);
  return value;
}
