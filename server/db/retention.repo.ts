import { sql, type SQL } from 'drizzle-orm';
import type { PassingRows } from '../app/retention.ts';
import type { Connection } from './connection.ts';
import { endedBefore } from './reads/aged.read.ts';

/** Deletes rows that are only needed for a while, on the writing connection: part of whatever transaction is open there. */
export function passingRows({ writer: db, schema: { idempotency, imports, importIssues, unitChanges } }: Connection): PassingRows {
  return {
    async dropKeys(beforeMs, most) {
      const { actor, key, atMs } = idempotency;
      const old = db.select({ actor, key }).from(idempotency).where(sql`${atMs} < ${beforeMs}`).limit(most);
      return (await db.delete(idempotency).where(sql`(${actor}, ${key}) in ${old}`).returning({ key })).length;
    },
    async dropImportIssues(beforeMs, most) {
      const { importId, ordinal } = importIssues;
      const old = db
        .select({ importId, ordinal })
        .from(importIssues)
        .where(sql`${importId} in (select ${imports.id} from ${imports} where ${imports.startedAtMs} < ${beforeMs})`)
        .limit(most);
      return (await db.delete(importIssues).where(sql`(${importId}, ${ordinal}) in ${old}`).returning({ ordinal })).length;
    },
    async dropUnitReasons(beforeMs, most) {
      const { rev } = unitChanges;
      const old = db.select({ rev }).from(unitChanges).where(writtenBefore(unitChanges, beforeMs)).limit(most);
      return (await db.update(unitChanges).set({ reason: null }).where(sql`${rev} in ${old}`).returning({ rev })).length;
    },
  };
}

const writtenBefore = ({ atMs, reason }: Connection['schema']['unitChanges'], ms: number): SQL =>
  sql`${atMs} < ${ms} and ${reason} is not null`;

export interface RetentionDue {
  keys: number;
  importIssues: number;
  /** Incidents. */
  personal: number;
  /** Changes of a unit's state with somebody's words; under the rule for `personal`. */
  unitReasons: number;
}

/** How many there are before each instant; null = none is due. */
export async function retentionDue(
  { reader: db, schema }: Connection,
  before: { keysMs: number; importIssuesMs: number | null; personalMs: number | null },
): Promise<RetentionDue> {
  const { idempotency, imports, importIssues, incidents, unitChanges } = schema;
  const count = async (
    table: typeof idempotency | typeof importIssues | typeof incidents | typeof unitChanges,
    where: SQL,
  ): Promise<number> => {
    const [row] = await db.select({ n: sql<number>`count(*)` }).from(table).where(where);
    return Number(row!.n);
  };
  const { keysMs, importIssuesMs, personalMs } = before;
  const ofOldRuns = sql`${importIssues.importId} in (select ${imports.id} from ${imports} where ${imports.startedAtMs} < ${importIssuesMs})`;
  return {
    keys: await count(idempotency, sql`${idempotency.atMs} < ${keysMs}`),
    importIssues: importIssuesMs === null ? 0 : await count(importIssues, ofOldRuns),
    personal: personalMs === null ? 0 : await count(incidents, endedBefore(schema, personalMs)),
    unitReasons: personalMs === null ? 0 : await count(unitChanges, writtenBefore(unitChanges, personalMs)),
  };
}
