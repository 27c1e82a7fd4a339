import { METRIC_COUNT } from './domain/metrics.ts';
import type { SumsSource } from './sums/ports.ts';
import type { Reader } from './db/reads/reader.ts';

/** What sums ask of the database where memory does not reach. */
export const sumsSource = (
  reader: Pick<Reader, 'ask'>,
  { categoriesOf, departments }: Pick<SumsSource, 'categoriesOf' | 'departments'>,
): SumsSource => ({
  cellSums: (query, byHour) => reader.ask('cellSums', { query, byHour }),
  moved: {
    cellSums: (query, byHour) => reader.ask('cellSums', { query, byHour, table: 'movedCells' }),
    kindSums: (query) => reader.ask('kindSums', { query, table: 'movedCells' }),
    durationCounts: (query) => reader.ask('durationCounts', { query, from: METRIC_COUNT, table: 'movedCells' }),
  },
  unitSums: (query) => reader.ask('unitSums', query),
  kindSums: (query) => reader.ask('kindSums', { query }),
  durationCounts: (query) => reader.ask('durationCounts', { query, from: METRIC_COUNT }),
  durations: (query, kind) => reader.ask('durations', { query, kind }),
  breakdown: (query) => reader.ask('breakdown', query),
  categoriesOf,
  departments,
});
