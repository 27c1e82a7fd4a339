import { planValueImport } from './app/import-plan-values.ts';
import { planUses } from './app/plans.ts';
import type { Catalogue } from './app/ports.ts';
import type { OpenDatabase } from './database.ts';
import { importRuns } from './db/imports.repo.ts';
import { plansRepo } from './db/plans.repo.ts';
import { readPlanRows } from './intake/plan-values.ts';

export interface PlanHouseDeps {
  database: Pick<OpenDatabase, 'connection' | 'queue'>;
  catalogue(): Promise<Catalogue>;
  now(): number;
}

/** All about action plans, put together: what `compose` hands to the routes. */
export function planHouse({ database: { connection, queue: store }, catalogue, now }: PlanHouseDeps) {
  const rows = plansRepo(connection);
  return {
    plans: planUses({ store, rows, catalogue, now }),
    importPlanValues: planValueImport({ store, rows, runs: importRuns(connection), now }),
    readPlanRows,
  };
}
