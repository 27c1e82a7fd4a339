import { sql } from 'drizzle-orm';
import { evolve, type Incident } from '../domain/incident.ts';
import type { PlayedLog } from '../app/replay.ts';
import { catalogueReader } from './catalogue.repo.ts';
import { cellsWriter, sumsBuffer } from './cells.repo.ts';
import { putSettings } from './city.writer.ts';
import type { Connection } from './connection.ts';
import { eventLogReader } from './event-log.ts';
import { eventFolder } from './fold-events.ts';
import { incidentsWriter } from './incidents.repo.ts';
import { nextTurn } from './next-turn.ts';

/** Setting: this database is the copy of a replay, which nobody must take for the city itself. */
export const IS_REPLAY = 'isReplay';
/** The recording: rows of the log, as they were, that the copy's own log does not have yet or has had already. */
const RECORDING = 'recording';
/** So many incidents are taken back before the loop breathes. */
const BREATH = 200;

/** The first and the last instant that a log has recorded; null = there is nothing in it. */
export async function recordedSpan({ reader, schema: { events: t } }: Connection): Promise<{ firstMs: number; lastMs: number } | null> {
  const end = async (order: 'asc' | 'desc') =>
    (
      await reader
        .select({ atMs: t.recordedAtMs })
        .from(t)
        .orderBy(sql.raw(`seq ${order}`))
        .limit(1)
    )[0]?.atMs;
  const [firstMs, lastMs] = [await end('asc'), await end('desc')];
  return firstMs === undefined || lastMs === undefined ? null : { firstMs, lastMs };
}

/**
 * Makes a copy that stands at `fromMs` out of a copy that stands at its end: log, incidents and sums as known then; what was
 * recorded from there to `toMs` is laid by, to be played. Only for an embedded database that nobody else writes.
 */
export async function cutForReplay(connection: Connection, { fromMs, toMs }: { fromMs: number; toMs: number }): Promise<void> {
  const { dialect, writer, schema } = connection;
  await connection.begin();
  await dialect.run(
    writer,
    sql`create table ${sql.raw(RECORDING)} as select * from events where recorded_at_ms > ${fromMs} and recorded_at_ms <= ${toMs}`,
  );
  await dialect.run(writer, sql.raw(`create unique index ${RECORDING}_seq on ${RECORDING} (seq)`));
  // How units stood, who was on duty, what called and which alerts held is known as it is, not as it was: a replay shows nothing of it.
  const asTheyAre = [schema.unitStates, schema.unitHolds, schema.unitChanges, schema.duty, schema.calls, schema.callActs];
  const alarms = [schema.ruleStates, schema.ruleCursors, schema.alarms, schema.alarmChanges];
  const alerts = [schema.alertEvents, schema.alerts, schema.alertAreas, schema.alertMessages, schema.alertReferences, schema.alertTexts];
  const feeds = [schema.alertFeeds, schema.alertFeedEntries, schema.alertFeedActs];
  for (const table of [...asTheyAre, ...alarms, ...alerts, ...feeds]) await writer.delete(table);
  await putSettings(writer, schema, { [IS_REPLAY]: true });
  await connection.commit();
  await (await playedLog(connection)).takeBack(fromMs);
}

/** The log of a copy that was cut: its rows come bit for bit from the recording, so its chain of hashes is the original's. */
export async function playedLog(connection: Connection): Promise<PlayedLog> {
  const { dialect, writer, schema } = connection;
  const { hourOf } = (await catalogueReader(writer, schema).current()).time;
  const log = eventLogReader(writer, schema);
  const incidents = incidentsWriter(writer, schema);
  const cells = cellsWriter(writer, schema);
  const fold = eventFolder({ incidents, cells, hourOf });
  const due = (seq: number, untilMs: number, limit: number) =>
    dialect.rows<{ seq: number }>(
      writer,
      sql`select seq from ${sql.raw(RECORDING)} where seq > ${seq} and recorded_at_ms <= ${untilMs} order by seq limit ${limit}`,
    );
  let seq = await log.lastSeq();

  async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
    await connection.begin();
    try {
      const value = await work();
      await connection.commit();
      return value;
    } catch (fault) {
      await connection.rollback();
      throw fault;
    }
  }

  /** An incident as the log leaves it now; null = it was not reported yet. */
  async function restate(id: number): Promise<[before: Incident | null, after: Incident | null]> {
    const before = await incidents.load(id);
    let after: Incident | null = null;
    for (const event of await log.ofStream(id)) after = evolve(after, event);
    if (after) await incidents.put(after);
    else await incidents.remove(id);
    return [before, after];
  }

  return {
    async play(untilMs, limit) {
      const last = (await due(seq, untilMs, limit)).at(-1)?.seq;
      if (last === undefined) return { lastMs: null, isMore: false };
      const events = await inTransaction(async () => {
        await dialect.run(
          writer,
          sql`insert into events select * from ${sql.raw(RECORDING)} where seq > ${seq} and seq <= ${last} order by seq`,
        );
        const appended = await log.after(seq, limit);
        await fold(appended);
        return appended;
      });
      seq = last;
      return { lastMs: events.at(-1)!.recordedAtMs, isMore: events.length === limit };
    },
    async takeBack(toMs) {
      await inTransaction(async () => {
        const [kept] = await dialect.rows<{ seq: number }>(
          writer,
          sql`select seq from events where recorded_at_ms <= ${toMs} order by seq desc limit 1`,
        );
        const head = kept?.seq ?? 0;
        const touched = await dialect.rows<{ stream: number }>(writer, sql`select distinct stream from events where seq > ${head}`);
        await dialect.run(writer, sql`delete from events where seq > ${head}`);
        const buffer = sumsBuffer(cells, () => hourOf);
        for (const [i, { stream }] of touched.entries()) {
          buffer.gather(...(await restate(stream)));
          if (i % BREATH === BREATH - 1) await nextTurn();
        }
        buffer.keep();
        await buffer.write();
        seq = head;
      });
      return seq;
    },
  };
}
