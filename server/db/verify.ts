import { sql } from 'drizzle-orm';
import { catalogueReader } from './catalogue.repo.ts';
import type { Connection } from './connection.ts';
import { compareAlerts } from './verify/compare-alerts.ts';
import { CELLS, compareCells } from './verify/compare-cells.ts';
import { compareMemory, type MemorySums } from './verify/compare-memory.ts';
import { compareRows, compareStreams } from './verify/compare-rows.ts';
import { compareGroups } from './verify/compare-groups.ts';
import { MOST_DIFFERENCES, type Difference } from './verify/difference.ts';
import { readLog } from './verify/read-log.ts';
import { recountCells } from './verify/recount-cells.ts';
import { recountEvents, recountFormerPlaces, recountMarks, recountStreams } from './verify/recount-events.ts';
import { compareUnits } from './verify/compare-units.ts';
import { compareSearch } from './verify/compare-search.ts';
import { recountHeld } from './verify/recount-held.ts';
import { recountIncidents } from './verify/recount-incidents.ts';
import { recountMoved, recountUnits } from './verify/recount-moved.ts';

export interface VerifyOptions {
  /** Compared as well when given; nothing may be written meanwhile. */
  memory?: MemorySums;
  progress?: (step: string, events: number) => void;
}
export interface Verdict {
  ok: boolean;
  events: number;
  incidents: number;
  cells: number;
  lastSeq: number;
  /** The first `MOST_DIFFERENCES`, of every kind that was found. */
  differences: Difference[];
}

/**
 * Proves that log, incidents, stored cells and memory tell the same: the log by its chain, the rest by a recount in SQL of its
 * own, not through `evolve` or `weigh`. It keeps temporary tables outside the file and holds one snapshot, so a server may run
 * beside it. SQLite statements block their thread for seconds: call it from the command line or a worker.
 */
export async function verify(
  connection: Pick<Connection, 'dialect' | 'schema' | 'snapshot'>,
  { memory, progress = () => undefined }: VerifyOptions = {},
): Promise<Verdict> {
  const { dialect, schema } = connection;
  return connection.snapshot(async (db) => {
    const { time, tree } = await catalogueReader(db, schema).current();
    const log = await readLog(db, schema, time, (events) => progress('log', events));
    const count = async (table: 'incidents' | 'cells'): Promise<number> =>
      Number((await dialect.rows<{ n: number }>(db, sql.raw(`select count(*) as n from ${table}`)))[0]!.n);
    const found: Difference[][] = [log.differences, await compareGroups(db, schema, tree)];
    if (log.isReadable) {
      const step = async <T>(name: string, work: Promise<T>): Promise<T> => {
        progress(name, log.events);
        return work;
      };
      await step('events', recountEvents(db, dialect));
      await recountStreams(db, dialect);
      await recountMarks(db, dialect);
      await recountFormerPlaces(db, dialect);
      await recountHeld(db, dialect);
      await recountIncidents(db, dialect);
      found.push(await step('incidents', compareStreams(db, dialect, time)), await compareRows(db, dialect, schema, time));
      found.push(await compareUnits(db, dialect, schema));
      const weighings = await recountCells(db, dialect, time);
      found.push(await step('cells', compareCells(db, dialect, time, CELLS.placed)));
      await recountMoved(db, dialect, weighings);
      found.push(await step('moved cells', compareCells(db, dialect, time, CELLS.moved)));
      await recountUnits(db, dialect, weighings);
      found.push(await step('cells of units', compareCells(db, dialect, time, CELLS.units)));
    }
    progress('alerts', log.events);
    found.push(await compareAlerts(db, schema, time));
    progress('search', log.events);
    found.push(await compareSearch({ db, dialect, schema }));
    if (memory) {
      progress('memory', log.events);
      assertStands(memory, log.lastSeq);
      found.push(await compareMemory(db, dialect, time, tree, memory));
      assertStands(memory, log.lastSeq);
    }
    const differences = share(found);
    return {
      ok: differences.length === 0,
      events: log.events,
      incidents: await count('incidents'),
      cells: await count('cells'),
      lastSeq: log.lastSeq,
      differences,
    };
  });
}

/** Memory that runs ahead or behind would differ without a fault. */
function assertStands(memory: MemorySums, lastSeq: number): void {
  if (memory.seq() !== lastSeq)
    throw new Error(`Memory stands at seq ${memory.seq()}, the log at ${lastSeq}: nothing may be written while memory is compared`);
}

/** So many of one kind must not hide another. */
function share(found: readonly Difference[][]): Difference[] {
  const kinds = found.filter((list) => list.length > 0);
  const each = Math.floor(MOST_DIFFERENCES / Math.max(1, kinds.length));
  const named = kinds.flatMap((list) => list.slice(0, each));
  return [...named, ...kinds.flatMap((list) => list.slice(each))].slice(0, MOST_DIFFERENCES);
}
