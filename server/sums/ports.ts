import type { Facet } from '../domain/facets.ts';
import type { Cell, KindCount } from '../domain/weigh.ts';
import type { Selection } from './slots.ts';

/** Sums of stored cells over places and local hours, for what memory does not keep. */
export interface CellQuery extends Selection {
  /** null = every place. */
  places: readonly string[] | null;
  fromMs: number;
  toMs: number;
}
/** What a breakdown tells apart. */
export type BreakdownBy = 'category' | 'severity' | Facet;
interface BreakdownQuery extends Selection {
  /** Stretches of time, each with the places that were meant then; null = every place. */
  parts: readonly { places: readonly string[] | null; fromMs: number; toMs: number }[];
  by: BreakdownBy;
}
interface UnitSumsQuery extends Selection {
  units: readonly string[];
  fromMs: number;
  toMs: number;
  cohortTo: number;
}
export type CellSum = Pick<Cell, 'place' | 'hourMs' | 'metric' | 'n'>;

/** Sums of one kind of stored cells. */
export interface CellSource {
  /** Sums per place and metric over the window (`hourMs` = 0), or per hour when `byHour`. */
  cellSums(query: CellQuery, byHour: boolean): Promise<CellSum[]>;
  /** Sums per category, severity and metric over the window. */
  kindSums(query: CellQuery): Promise<KindCount[]>;
  /** Duration buckets over the window: metric (`DURATION_BASE` + bucket) and count. */
  durationCounts(query: CellQuery): Promise<{ metric: number; n: number }[]>;
}

/** What the sums read from the database; slow questions go to the reader worker behind it. */
export interface SumsSource extends CellSource {
  /** The cells by which sums by responsibility differ. */
  moved: CellSource;
  /** What was charged to units: of the window (`cohort` = up to `cohortTo`), and of now; all of one instant, which `seq` names. */
  unitSums(query: UnitSumsQuery): Promise<{ seq: number; sums: { unit: string; metric: number; n: number; cohort: number }[] }>;
  /** Closing, acceptance or arrival durations of incidents closed in the window, ms, sorted. */
  durations(query: CellQuery, kind: 'accept' | 'arrive' | 'close'): Promise<number[]>;
  /** Incidents received, counted by one of their fields. */
  breakdown(query: BreakdownQuery): Promise<{ key: string; count: number }[]>;
  /** Categories that a filter means; null = no filter. */
  categoriesOf(filter: Filter): Promise<readonly string[] | null>;
  /** The department of each category, where no holder's is known. */
  departments(): Promise<ReadonlyMap<string, string | null>>;
}
export interface Filter {
  category?: string | undefined;
  department?: string | undefined;
  board?: string | undefined;
  lane?: string | undefined;
  /** A severity, or some by commas. */
  severity?: string | undefined;
}
