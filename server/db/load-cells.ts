import { sql } from 'drizzle-orm';
import type { LocalTime } from '../../shared/local-time.ts';
import type { FacetCount } from '../domain/facets.ts';
import type { KindCount } from '../domain/weigh.ts';
import type { Connection } from './connection.ts';
import { giveFacets } from './load-facets.ts';
import { nextTurn } from './next-turn.ts';

export interface LoadOptions {
  time: LocalTime;
  /** Before this instant only the day matters, so cells of one local day come as one, at the first hour that has any. */
  hoursFromMs: number;
}

type GiveCells = (place: string, hourMs: number, counts: readonly KindCount[]) => void;
export interface Given {
  /** The cells of a place and an hour, or some of them. */
  cells: GiveCells;
  moved: GiveCells;
  facets(count: FacetCount): void;
}

/** One statement gives no more days than this: a busy place has hundreds of cells a day. */
const SLICE_MS = 32 * 86_400_000;

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
    const { cells, movedCells, events } = schema;
    const [last] = await db.select({ seq: sql<number | null>`max(${events.seq})` }).from(events);
    for (const [t, take] of [
      [cells, give.cells],
      [movedCells, give.moved],
    ] as const)
      for (const { place } of await db.selectDistinct({ place: t.place }).from(t)) {
        const some = async (fromMs: number, toMs: number): Promise<void> => {
          const where = sql`${t.place} = ${place} and ${t.hourMs} >= ${fromMs} and ${t.hourMs} < ${toMs} and ${t.n} <> 0`;
          const what = sql`select ${t.hourMs} as hour, ${t.category} as category, ${t.severity} as severity, ${t.metric} as metric, ${t.n} as n`;
          giveAll(place, await dialect.tuples(db, sql`${what} from ${t} where ${where} order by ${t.hourMs}`), options, take);
          await nextTurn();
        };
        // Stocks have an hour of their own; nothing else is that old.
        await some(Number.MIN_SAFE_INTEGER, 0);
        const where = sql`${t.place} = ${place} and ${t.hourMs} >= 0`;
        const [span] = await dialect.tuples(db, sql`select min(${t.hourMs}) as first, max(${t.hourMs}) as last from ${t} where ${where}`);
        if (span?.[0] == null) continue;
        for (let fromMs = Number(span[0]); fromMs <= Number(span[1]); fromMs += SLICE_MS) await some(fromMs, fromMs + SLICE_MS);
      }
    await giveFacets(db, { dialect, schema }, options.time, give.facets);
    return Number(last?.seq ?? 0);
  });
}

/** Rows in the order of their hours: those of one hour together, or, where the day is all that matters, of one day. */
function giveAll(
  place: string,
  rows: readonly (readonly (number | string)[])[],
  { time, hoursFromMs }: LoadOptions,
  give: GiveCells,
): void {
  let [of, first, counts]: [number, number, KindCount[]] = [Number.NaN, Number.NaN, []];
  for (const [hour, category, severity, metric, n] of rows) {
    const hourMs = Number(hour);
    const part = hourMs < 0 || hourMs >= hoursFromMs ? hourMs : time.dayStart(hourMs);
    if (part !== of) {
      if (counts.length > 0) give(place, first, counts);
      [of, first, counts] = [part, hourMs, []];
    }
    counts.push({ category: category as string, severity: Number(severity), metric: Number(metric), n: Number(n) });
  }
  if (counts.length > 0) give(place, first, counts);
}
