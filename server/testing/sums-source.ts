import type { ReadContext } from '../db/reads/context.ts';
import { readJobs } from '../db/reads/jobs.ts';
import { sumsSource } from '../sums-source.ts';
import type { SumsSource } from '../sums/ports.ts';

/** What sums ask, answered in place; a filter names categories only. */
export const testSumsSource = (context: () => ReadContext): SumsSource =>
  sumsSource(
    { ask: (job, args) => readJobs[job](context(), args as never) as never },
    { categoriesOf: async (filter) => filter.category?.split(',') ?? null, departments: async () => new Map() },
  );
