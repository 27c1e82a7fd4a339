/** Sums of stored cells over places and local hours, for what memory does not keep. */
export interface CellQuery {
  /** null = every place. */
  places: readonly string[] | null;
  fromMs: number;
  toMs: number;
  /** null = every category. */
  categories: readonly string[] | null;
}
export interface CellSum {
  place: string;
  hourMs: number;
  metric: number;
  n: number;
}

/** What the sums read from the database; slow questions go to the reader worker behind it. */
export interface SumsSource {
  /** Sums per place and metric over the window (`hourMs` = 0), or per hour when `byHour`. */
  cellSums(query: CellQuery, byHour: boolean): Promise<CellSum[]>;
  /** Duration buckets over the window: metric (`DURATION_BASE` + bucket) and count. */
  durationCounts(query: CellQuery): Promise<{ metric: number; n: number }[]>;
  /** Closing, acceptance or arrival durations of incidents closed in the window, ms, sorted. */
  durations(query: CellQuery, kind: 'accept' | 'arrive' | 'close'): Promise<number[]>;
  /** Categories that a filter means; null = no filter. */
  categoriesOf(filter: Filter): Promise<readonly string[] | null>;
}
export interface Filter {
  category?: string | undefined;
  department?: string | undefined;
  board?: string | undefined;
  lane?: string | undefined;
}
