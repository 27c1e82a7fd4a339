import { sql, type SQL } from 'drizzle-orm';
import type { FacetCount } from '../domain/facets.ts';
import type { KindCount } from '../domain/weigh.ts';
import type { Connection } from './connection.ts';
import { DAY_MS, type LoadOptions, type Run, runsOf, treeCuts } from './day-runs.ts';
import type { Dialect, Queryable } from './dialect.ts';
import { giveFacets } from './load-facets.ts';
import type { Schema } from './schema.ts';

export interface Given {
  /** The cells of a place and an hour, or some of them. */
  cells(place: string, hourMs: number, counts: readonly KindCount[]): void;
  facets(count: FacetCount): void;
}

/**
 * Gives every stored cell, what breakdowns count, and the log position they stand for, all from one snapshot: what came later is
 * told by the log tail from there on.
 */
export async function loadCells(
  { dialect, schema, snapshot }: Pick<Connection, 'dialect' | 'schema' | 'snapshot'>,
  options: LoadOptions,
  give: Given,
): Promise<number> {
  return snapshot(async (db) => {
    const { cells, events } = schema;
    const [last] = await db.select({ seq: sql<number | null>`max(${events.seq})` }).from(events);
    const places = (await db.selectDistinct({ place: cells.place }).from(cells)).map(({ place }) => place);
    const runs = await dayRuns(db, dialect, schema, places, options);
    const [from, to] = [runs[0]?.fromMs ?? 0, runs.at(-1)?.toMs ?? 0];
    const what = sql`min(${cells.hourMs}) as hour, ${cells.category} as category, ${cells.severity} as severity, ${cells.metric} as metric, sum(${cells.n}) as n`;
    for (const place of places) {
      const some = (where: SQL, by: SQL) =>
        dialect.tuples(
          db,
          sql`select ${by} as part, ${what} from ${cells} where ${cells.place} = ${place} and ${cells.n} <> 0 and ${where} group by ${by}, ${cells.category}, ${cells.severity}, ${cells.metric}`,
        );
      const giveAll = (rows: readonly (number | string)[][]): void => {
        let [of, hourMs, counts]: [unknown, number, KindCount[]] = [null, Number.POSITIVE_INFINITY, []];
        for (const [part, hour, category, severity, metric, n] of rows) {
          if (part !== of) {
            if (counts.length > 0) give.cells(place, hourMs, counts);
            [of, hourMs, counts] = [part, Number.POSITIVE_INFINITY, []];
          }
          if (Number(n) === 0) continue;
          hourMs = Math.min(hourMs, Number(hour));
          counts.push({ category: String(category), severity: Number(severity), metric: Number(metric), n: Number(n) });
        }
        if (counts.length > 0) give.cells(place, hourMs, counts);
      };
      giveAll(await some(sql`(${cells.hourMs} < ${from} or ${cells.hourMs} >= ${to})`, sql`${cells.hourMs}`));
      for (const { baseMs, fromMs, toMs } of runs) {
        giveAll(await some(sql`${cells.hourMs} >= ${fromMs} and ${cells.hourMs} < ${toMs}`, sql.raw(`(hour_ms - ${baseMs}) / ${DAY_MS}`)));
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
    await giveFacets(db, { dialect, schema }, options, give.facets);
    return Number(last?.seq ?? 0);
  });
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
  return runsOf(await treeCuts(db, areas), firstMs, { time, hoursFromMs });
}
