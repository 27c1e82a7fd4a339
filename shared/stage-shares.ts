import Type, { type Static } from 'typebox';
import { SummaryQuery } from './summary.ts';
import { AreaCode, NamesWire, Nullable, Time } from './wire.ts';

/** What the time from receipt to closing is parted into, each from the end of the one before. */
export const SPENT_STAGES = ['register', 'dispatch', 'accept', 'arrive', 'handle', 'verify'] as const;
export type SpentStage = (typeof SPENT_STAGES)[number];
export const STAGE_SHARES_BY = ['area', 'unit'] as const;
export type StageSharesBy = (typeof STAGE_SHARES_BY)[number];

/** Median share of each stage in the whole time of a case, in [0, 1]: medians of parts need not add up to 1. */
export const StageShares = Type.Object(
  Object.fromEntries(SPENT_STAGES.map((stage) => [stage, Type.Number()])) as Record<SpentStage, Type.TNumber>,
);
export type StageShares = Record<SpentStage, number>;
export const StageSharesRow = Type.Object({
  key: Type.String(),
  name: NamesWire,
  /** Cases closed in the window of which every stage is known. */
  n: Type.Integer(),
  /** null = none. */
  shares: Nullable(StageShares),
  /** The stage with the largest share; null under the city's `minimumN`. */
  thief: Nullable(Type.Enum(SPENT_STAGES)),
});
export interface StageSharesRow {
  key: string;
  name: { zh: string; en: string };
  n: number;
  shares: StageShares | null;
  thief: SpentStage | null;
}
/** `whole` is the area itself; rows are its children, or the units that handled its cases, most cases first. */
export const StageSharesTable = Type.Object({
  area: AreaCode,
  by: Type.Enum(STAGE_SHARES_BY),
  from: Time,
  to: Time,
  asOf: Time,
  whole: StageSharesRow,
  rows: Type.Array(StageSharesRow),
});
export interface StageSharesTable {
  area: string;
  by: StageSharesBy;
  from: string;
  to: string;
  asOf: string;
  whole: StageSharesRow;
  rows: StageSharesRow[];
}
export const StageSharesQuery = Type.Object({ by: Type.Optional(Type.Enum(STAGE_SHARES_BY)), ...SummaryQuery.properties });
export type StageSharesQuery = Static<typeof StageSharesQuery>;
