import { Command } from 'commander';
import { CalendarFile, PLAIN_CALENDAR, WEEKDAYS, yearsOf, type WorkCalendar } from '../../shared/work-calendar.ts';
import { lackingYear, lackingYearTexts } from '../domain/calendar-cover.ts';
import { cityReader } from '../db/city.read.ts';
import { moveCatalogueVersion, putSettings } from '../db/city.writer.ts';
import type { Connection } from '../db/connection.ts';
import { readJson, soundCalendar } from '../intake/work-calendar.ts';
import { print, withCity } from './context.ts';

export function calendarCommand(): Command {
  const command = new Command('calendar').description('the working calendar that limits count by: shifts, holidays, make-up days');
  command.command('show', { isDefault: true }).description('shows it; changes nothing').action(show);
  command
    .command('set')
    .description('puts in what a file holds: the week, and years of holidays such as those of seed/calendars/cn.json; the rest stays')
    .argument('<file>')
    .action((file: string) =>
      withCity(async ({ connection, queue }) => {
        const { week, years } = readJson(file, CalendarFile);
        if (!week && !years) throw new Error(`${file}: 既没有 week 也没有 years / has neither week nor years`);
        await queue.write(async () => {
          const { writer, schema } = connection;
          const { calendar: before } = await calendarOf(connection, writer);
          const calendar = soundCalendar(
            { week: week ?? before.week, ...(years || before.years ? { years: { ...before.years, ...years } } : {}) },
            (field) => `${file}, ${field}`,
          );
          await putSettings(writer, schema, { calendar });
          await moveCatalogueVersion(writer, schema);
        });
        const parts = [...(week ? ['week'] : []), ...Object.keys(years ?? {})];
        print(`${parts.join(', ')}: set; limits that begin from now on count by it, those that run keep their due times`);
      }),
    );
  return command;
}

async function calendarOf(
  { dialect, schema }: Connection,
  db: Connection['reader'],
): Promise<{ calendar: WorkCalendar; timeZone: string }> {
  const city = cityReader({ db, dialect, schema });
  return {
    calendar: (await city.setting<WorkCalendar>('calendar')) ?? PLAIN_CALENDAR,
    timeZone: (await city.setting<string>('timeZone')) ?? 'UTC',
  };
}

async function show(): Promise<void> {
  const { calendar, timeZone } = await withCity(({ connection }) => calendarOf(connection, connection.reader));
  const lacking = lackingYear(yearsOf(calendar), timeZone, Date.now());
  print(
    [
      ...WEEKDAYS.map((day) => `${day}  ${calendar.week[day].join('  ') || '–'}`),
      ...Object.entries(calendar.years ?? {}).map(
        ([year, { notice, off, work }]) => `${year}  ${notice.number}: ${off.length} holidays, ${work.length} make-up days`,
      ),
      ...(calendar.years ? [] : ['no holidays: every week is like another']),
      ...(lacking === null ? [] : Object.values(lackingYearTexts(lacking)).flatMap(({ zh, en }) => [zh, en])),
    ].join('\n'),
  );
}
