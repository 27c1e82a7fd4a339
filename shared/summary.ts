import Type, { type Static } from 'typebox';
import { DURATIONS, RATES, TOTALS, type DurationName, type RateName, type TotalName } from './measures.ts';
import { AlertTally } from './alert-tally.ts';
import { AreaCode, Nullable, SeveritiesWire, Time } from './wire.ts';

const record = <K extends string, V extends Parameters<typeof Type.Object>[0][string]>(keys: readonly K[], value: V) =>
  Type.Object(Object.fromEntries(keys.map((key) => [key, value])) as Record<K, V>);

export const Totals = record(TOTALS, Type.Integer());
export type Totals = Record<TotalName, number>;
/** `value` in [0, 1], null when n = 0: no data must show neither as 0 % nor as 100 %. */
export const Rate = Type.Object({
  value: Nullable(Type.Number()),
  numerator: Type.Integer(),
  n: Type.Integer(),
  suspended: Type.Integer(),
  noDue: Type.Integer(),
});
export type Rate = Static<typeof Rate>;
export const Rates = record(RATES, Rate);
export type Rates = Record<RateName, Rate>;
export const Duration = Type.Object({ p50Ms: Nullable(Type.Number()), p90Ms: Nullable(Type.Number()), n: Type.Integer() });
export type Duration = Static<typeof Duration>;
export const Durations = record(DURATIONS, Duration);
export type Durations = Record<DurationName, Duration>;

/** `validFrom`, `validTo`: when it became, or ceased to be, a child within the window; its flows are of that time alone. */
export const ChildSummary = Type.Object({
  area: AreaCode,
  totals: Totals,
  rates: Rates,
  validFrom: Type.Optional(Time),
  validTo: Type.Optional(Time),
});
export type ChildSummary = { area: string; totals: Totals; rates: Rates; validFrom?: string; validTo?: string };

/** Where it lies, or who was responsible at the time that counts. */
export const SUMMARY_BY = ['location', 'responsible'] as const;
export type SummaryBy = (typeof SUMMARY_BY)[number];

/** `totals` = `own.totals` + the sum of `children`, always, at the same `seq`. */
export const Summary = Type.Object({
  area: AreaCode,
  by: Type.Enum(SUMMARY_BY),
  from: Time,
  to: Time,
  /** The last instant this answer speaks of; cohorts end at the last full hour before it. */
  asOf: Time,
  cohortTo: Time,
  seq: Type.Integer(),
  totals: Totals,
  rates: Rates,
  durations: Durations,
  own: Type.Object({ totals: Totals }),
  children: Type.Array(ChildSummary),
  /** Alerts in force when it was asked, whatever the window and the filters; absent for a day of the past. The live line tells of changes. */
  alerts: Type.Optional(AlertTally),
});
export interface Summary {
  area: string;
  by: SummaryBy;
  from: string;
  to: string;
  asOf: string;
  cohortTo: string;
  seq: number;
  totals: Totals;
  rates: Rates;
  durations: Durations;
  own: { totals: Totals };
  children: ChildSummary[];
  alerts?: AlertTally;
}

export const SummaryFilter = Type.Object({
  category: Type.Optional(Type.String({ maxLength: 400 })),
  department: Type.Optional(Type.String({ maxLength: 80 })),
  board: Type.Optional(Type.String({ maxLength: 80 })),
  lane: Type.Optional(Type.String({ maxLength: 80 })),
  severity: Type.Optional(SeveritiesWire),
});
export type SummaryFilter = Static<typeof SummaryFilter>;
/** A time in a query; read and refused by the server, where a `+` may have become a space. */
export const QueryTime = Type.String({ maxLength: 40 });
export const SummaryQuery = Type.Object({
  from: Type.Optional(QueryTime),
  to: Type.Optional(QueryTime),
  at: Type.Optional(QueryTime),
  ...SummaryFilter.properties,
});
/** Of a summary: in which dimension it counts; absent = by location. */
export const SummaryByQuery = Type.Object({ ...SummaryQuery.properties, by: Type.Optional(Type.Enum(SUMMARY_BY)) });

export const RatesRow = Type.Object({
  key: Type.String(),
  name: Type.Object({ zh: Type.String(), en: Type.String() }),
  totals: Totals,
  rates: Rates,
});
export interface RatesRow {
  key: string;
  name: { zh: string; en: string };
  totals: Totals;
  rates: Rates;
}
/** The figures of an area by one of its incidents' fields, all of one instant: the rows' totals add up to the area's. */
export const RatesTable = Type.Object({
  area: AreaCode,
  from: Time,
  to: Time,
  cohortTo: Time,
  seq: Type.Integer(),
  rows: Type.Array(RatesRow),
});
export interface RatesTable {
  area: string;
  from: string;
  to: string;
  cohortTo: string;
  seq: number;
  rows: RatesRow[];
}

export const SeriesPoint = Type.Object({ at: Time, value: Nullable(Type.Number()) });
export type SeriesPoint = Static<typeof SeriesPoint>;
export const BREAKDOWN_KEYS = ['category', 'severity', 'status', 'source', 'department'] as const;
export type BreakdownKey = (typeof BREAKDOWN_KEYS)[number];
export const BreakdownRow = Type.Object({
  key: Type.String(),
  name: Type.Object({ zh: Type.String(), en: Type.String() }),
  count: Type.Integer(),
});
export type BreakdownRow = Static<typeof BreakdownRow>;
