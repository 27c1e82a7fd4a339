import { sql, type SQL } from 'drizzle-orm';
import type { PassingRows } from '../app/retention.ts';
import type { Connection } from './connection.ts';
import type { Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';
import { endedBefore } from './reads/aged.read.ts';

/** Deletes rows that are only needed for a while, on the writing connection: part of whatever transaction is open there. */
export function passingRows({ writer: db, schema }: Connection): PassingRows {
  const { idempotency, imports, importIssues, unitChanges, readings, readingRefusals, screenActs, wallPieceActs, callActs, calls } = schema;
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
    async dropWallActs(beforeMs, most) {
      let dropped = 0;
      for (const table of [screenActs, wallPieceActs]) {
        const old = db.select({ id: table.id }).from(table).where(actedBefore(table, beforeMs)).orderBy(table.id).limit(most);
        dropped += (await db.delete(table).where(sql`${table.id} in ${old}`).returning({ id: table.id })).length;
      }
      const ended = db.select({ id: calls.id }).from(calls).where(callEndedBefore(calls, beforeMs)).orderBy(calls.id).limit(most);
      const over = await ended;
      if (over.length === 0) return dropped;
      await db.delete(callActs).where(sql`${callActs.call} in ${ended}`);
      await db.delete(calls).where(sql`${calls.id} in ${ended}`);
      return dropped + over.length;
    },
    async dropReadings(beforeMs, most) {
      const { id } = readings;
      const lastId = await lastReadingBefore(db, schema, beforeMs);
      const old = db.select({ id }).from(readings).where(oldReadings(schema, lastId)).orderBy(id).limit(most);
      const dropped = (await db.delete(readings).where(sql`${id} in ${old}`).returning({ id })).length;
      // What was not taken is gone with what was: few rows, for they are counts.
      const refused = await db
        .delete(readingRefusals)
        .where(sql`${readingRefusals.lastMs} < ${beforeMs}`)
        .returning({ n: readingRefusals.n });
      return dropped + refused.length;
    },
  };
}

const writtenBefore = ({ atMs, reason }: Connection['schema']['unitChanges'], ms: number): SQL =>
  sql`${atMs} < ${ms} and ${reason} is not null`;

/** The newest stays: numbers go on from it, and with them the versions of scenes. */
const actedBefore = (table: Connection['schema']['screenActs'] | Connection['schema']['wallPieceActs'], ms: number): SQL =>
  sql`${table.atMs} < ${ms} and ${table.id} < (select max(${table.id}) from ${table})`;
const callEndedBefore = (calls: Connection['schema']['calls'], ms: number): SQL =>
  sql`${calls.endedAtMs} < ${ms} and ${calls.rev} < (select max(${calls.rev}) from ${calls}) and ${calls.id} < (select max(${calls.id}) from ${calls})`;
const oldReadings = ({ readings, channels, devices }: Schema, lastId: number): SQL =>
  sql`${readings.id} <= ${lastId} and ${readings.channel} not in (
    select ${channels.id} from ${channels} join ${devices} on ${devices.code} = ${channels.device} where ${devices.suspect} <> '[]')`;

/** The last reading that came before an instant, 0 = none: numbers go up with the time of arrival, so it is found by halves. */
async function lastReadingBefore(db: Queryable, { readings: r }: Schema, beforeMs: number): Promise<number> {
  const [ends] = await db.select({ first: sql<number | null>`min(${r.id})`, last: sql<number | null>`max(${r.id})` }).from(r);
  let [low, high] = [Number(ends?.first ?? 1) - 1, Number(ends?.last ?? 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [row] = await db
      .select({ id: r.id, ms: r.receivedMs })
      .from(r)
      .where(sql`${r.id} <= ${middle}`)
      .orderBy(sql`${r.id} desc`)
      .limit(1);
    if (row && row.ms >= beforeMs) high = row.id - 1;
    else low = middle;
  }
  return low;
}

export interface RetentionDue {
  readings: number;
  keys: number;
  importIssues: number;
  /** Incidents. */
  personal: number;
  /** Changes of a unit's state with somebody's words; under the rule for `personal`. */
  unitReasons: number;
  /** Acts on screens, scenes and playlists, and calls that have ended. */
  wallActs: number;
}

/** How many there are before each instant; null = none is due. */
export async function retentionDue(
  { reader: db, schema }: Connection,
  before: {
    keysMs: number;
    importIssuesMs: number | null;
    personalMs: number | null;
    wallActsMs: number | null;
    readingsMs: number | null;
  },
): Promise<RetentionDue> {
  const { idempotency, imports, importIssues, incidents, unitChanges, readings, screenActs, wallPieceActs, calls } = schema;
  const count = async (
    table:
      | typeof idempotency
      | typeof importIssues
      | typeof incidents
      | typeof unitChanges
      | typeof screenActs
      | typeof wallPieceActs
      | typeof calls
      | typeof readings,
    where: SQL,
  ): Promise<number> => {
    const [row] = await db.select({ n: sql<number>`count(*)` }).from(table).where(where);
    return Number(row!.n);
  };
  const { keysMs, importIssuesMs, personalMs, wallActsMs, readingsMs } = before;
  const wallActs = async (ms: number): Promise<number> =>
    (await count(screenActs, actedBefore(screenActs, ms))) +
    (await count(wallPieceActs, actedBefore(wallPieceActs, ms))) +
    (await count(calls, callEndedBefore(calls, ms)));
  const ofOldRuns = sql`${importIssues.importId} in (select ${imports.id} from ${imports} where ${imports.startedAtMs} < ${importIssuesMs})`;
  return {
    readings: readingsMs === null ? 0 : await count(readings, oldReadings(schema, await lastReadingBefore(db, schema, readingsMs))),
    keys: await count(idempotency, sql`${idempotency.atMs} < ${keysMs}`),
    importIssues: importIssuesMs === null ? 0 : await count(importIssues, ofOldRuns),
    personal: personalMs === null ? 0 : await count(incidents, endedBefore(schema, personalMs)),
    unitReasons: personalMs === null ? 0 : await count(unitChanges, writtenBefore(unitChanges, personalMs)),
    wallActs: wallActsMs === null ? 0 : await wallActs(wallActsMs),
  };
}
