import type { AlertUses } from './app/alerts.ts';
import type { Incidents } from './app/incidents.ts';
import type { Catalogue } from './app/ports.ts';
import type { RawReads, ReadingReads } from './app/reading-ports.ts';
import { ruleActions } from './app/rule-actions.ts';
import { ruleRun } from './app/rule-run.ts';
import { ruleTrials } from './app/rule-try.ts';
import { ruleUses } from './app/rules.ts';
import type { OpenDatabase } from './database.ts';
import { cameInReads } from './db/came-in.read.ts';
import { rulesRepo } from './db/rules.repo.ts';

export interface RuleHouseDeps {
  database: Pick<OpenDatabase, 'connection' | 'queue'>;
  readings: ReadingReads & RawReads;
  incidents: Pick<Incidents, 'report'>;
  alerts: Pick<AlertUses, 'draftByRule'>;
  catalogue(): Promise<Catalogue>;
  onChanged(): void;
  now(): number;
}

/** All about rules and their alarms, put together: what `compose` hands to routes, jobs and the live line. */
export function ruleHouse({ database, readings, incidents, alerts, catalogue, onChanged, now }: RuleHouseDeps) {
  const { connection, queue: store } = database;
  const [rows, cameIn] = [rulesRepo(connection), cameInReads(connection)];
  const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    rules: ruleUses({ store, rows, catalogue, onChanged, now }),
    tryRule: ruleTrials({
      readings,
      cameIn,
      catalogue,
      breathe,
      wallNow: () => performance.now(),
      now,
    }),
    run: ruleRun({ store, rows, readings, cameIn, catalogue, onChanged, breathe, now }),
    actions: ruleActions({ store, rows, incidents, alerts, onChanged }),
  };
}
export type RuleHouse = ReturnType<typeof ruleHouse>;
