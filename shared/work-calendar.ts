import Type, { type Static } from 'typebox';

/** A city's working time as data (docs/deadlines.md): what a week looks like, and which days are otherwise. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const Names = Type.Object({ zh: Type.String(), en: Type.String() }, { additionalProperties: false });
const LocalDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** `09:00-12:00`; one that ends at or before its beginning ends on the next day; `24:00` is midnight at the end. */
export const Shift = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' });
const DayShifts = Type.Array(Shift, { maxItems: 12 });
/** A shift belongs to the day on which it begins. */
export const Week = Type.Object(
  { mon: DayShifts, tue: DayShifts, wed: DayShifts, thu: DayShifts, fri: DayShifts, sat: DayShifts, sun: DayShifts },
  { additionalProperties: false },
);
/** One year's exceptions and the notice that they rest on. */
export const CalendarYear = Type.Object(
  {
    notice: Type.Object(
      { number: Type.String(), title: Type.String(), issued: LocalDate, url: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
    /** Days off, both ends included. */
    off: Type.Array(Type.Object({ names: Names, from: LocalDate, to: LocalDate }, { additionalProperties: false })),
    /** 调休: worked with the shifts of another weekday. */
    work: Type.Array(Type.Object({ date: LocalDate, as: Type.Enum(WEEKDAYS) }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
const Years = Type.Record(Type.String({ pattern: '^\\d{4}$' }), CalendarYear, { additionalProperties: false });

/** Public holidays of a country, as seed/calendars has them. */
export const HolidayFile = Type.Object({ names: Names, years: Years }, { additionalProperties: false });
export type HolidayFile = Static<typeof HolidayFile>;

/** What `guantong calendar set` takes: it replaces the week, or the years that it holds. */
export const CalendarFile = Type.Object(
  { names: Type.Optional(Names), week: Type.Optional(Week), years: Type.Optional(Years) },
  { additionalProperties: false },
);

/** As the city keeps it. Without `years` the week holds in every year; with them, a year that is not among them is not known. */
export const WorkCalendar = Type.Object({ week: Week, years: Type.Optional(Years) }, { additionalProperties: false });
export type WorkCalendar = Static<typeof WorkCalendar>;

const OFFICE = ['09:00-12:00', '14:00-18:00'];
/** Of a city that has said nothing: Monday to Friday, no holidays. */
export const PLAIN_CALENDAR: WorkCalendar = {
  week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] },
};

/** The years whose exceptions are known, in order; null = the week holds in every year. */
export const yearsOf = ({ years }: WorkCalendar): number[] | null =>
  years
    ? Object.keys(years)
        .map(Number)
        .sort((a, b) => a - b)
    : null;
