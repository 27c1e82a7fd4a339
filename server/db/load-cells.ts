import { sql, type SQL } from 'drizzle-orm';
import type { LocalTime } from '../../shared/local-time.ts';
import type { Connection } from './connection.ts';
import type { Dialect, Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

interface CellSum {
  place: string;
  hourMs: number;
  metric: number;
  n: number;
}
export interface LoadOptions {
  time: LocalTime;
  /** Before this instant only the day matters, so cells of one local day come as one, at the first hour that has any. */
  hoursFromMs: number;
}

const DAY_MS = 86_400_000;

/**
 * Gives every stored cell (summed over categories) and the log position they stand for, both from one snapshot: what came later is
 * told by the log tail from there on.
 */
export async function loadCells(
  { dialect, schema, snapshot }: Pick<Connection, 'dialect' | 'schema' | 'snapshot'>,
  options: LoadOptions,
  give: (cell: CellSum) => void,
): Promise<number> {
  return snapshot(async (db) => {
    const { cells, events } = schema;
    const [last] = await db.select({ seq: sql<number | null>`max(${events.seq})` }).from(events);
    const places = (await db.selectDistinct({ place: cells.place }).from(cells)).map(({ place }) => place);
    const runs = await dayRuns(db, dialect, schema, places, options);
    const [from, to] = [runs[0]?.fromMs ?? 0, runs.at(-1)?.toMs ?? 0];
    const byHour = sql`min(${cells.hourMs}) as hour, ${cells.metric} as metric, sum(${cells.n}) as n`;
    for (const place of places) {
      const some = (where: SQL, by: SQL) =>
        dialect.tuples(
          db,
          sql`select ${byHour} from ${cells} where ${cells.place} = ${place} and ${cells.n} <> 0 and ${where} group by ${by}, ${cells.metric}`,
        );
      const giveAll = (rows: readonly number[][]): void => {
        for (const [hourMs, metric, n] of rows)
          if (Number(n) !== 0) give({ place, hourMs: Number(hourMs), metric: Number(metric), n: Number(n) });
      };
      giveAll(await some(sql`(${cells.hourMs} < ${from} or ${cells.hourMs} >= ${to})`, sql`${cells.hourMs}`));
      for (const { baseMs, fromMs, toMs } of runs)
        giveAll(await some(sql`${cells.hourMs} >= ${fromMs} and ${cells.hourMs} < ${toMs}`, sql.raw(`(hour_ms - ${baseMs}) / ${DAY_MS}`)));
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return Number(last?.seq ?? 0);
  });
}

/** Local days of 24 hours in a row, [fromMs, toMs): since `baseMs`, a day's start, each has a number by division. */
interface Run {
  baseMs: number;
  fromMs: number;
  toMs: number;
}

/** From the first cell to the horizon; cut where the clock is changed and where the tree is, so no group holds hours of two trees. */
async function dayRuns(
  db: Queryable,
  dialect: Dialect,
  { cells, areas }: Schema,
  places: readonly string[],
  { time, hoursFromMs }: LoadOptions,
): Promise<Run[]> {
  let firstMs = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const [row] = await dialect.tuples(
      db,
      sql`select min(${cells.hourMs}) from ${cells} where ${cells.place} = ${place} and ${cells.hourMs} >= 0`,
    );
    if (row?.[0] != null) firstMs = Math.min(firstMs, Number(row[0]));
  }
  if (firstMs >= hoursFromMs) return [];
  const changes = await db.select({ from: areas.validFromMs, to: areas.validToMs }).from(areas);
  const cuts = new Set(changes.flatMap(({ from, to }) => (to === null ? [from] : [from, to])));
  const sorted = [...cuts].sort((a, b) => a - b);
  const runs: Run[] = [];
  for (let day = time.dayStart(firstMs); day < hoursFromMs; ) {
    const next = time.addDays(day, 1);
    const edges = [day, ...sorted.filter((cut) => cut > day && cut < next), next];
    for (const [i, toMs] of edges.slice(1).entries()) {
      const before = runs.at(-1);
      const isMore = i === 0 && before && !cuts.has(day) && (day - before.baseMs) % DAY_MS === 0;
      if (isMore) before.toMs = toMs;
      else runs.push({ baseMs: day, fromMs: edges[i]!, toMs });
    }
    day = next;
  }
  return runs;
}
