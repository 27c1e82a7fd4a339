import { measureFilters } from './filters.bench.ts';
import type { BenchReport } from './measure.ts';

/** The same questions at ten times the size. */
export const bench = (): Promise<BenchReport> => measureFilters('filters-10m', Number(process.env['BENCH_INCIDENTS'] ?? 10_000_000));
