import { sql } from 'drizzle-orm';
import type { Connection } from './connection.ts';

interface CellSum {
  place: string;
  hourMs: number;
  metric: number;
  n: number;
}

/**
 * Gives every stored cell (summed over categories) and the log position they stand for, both from one snapshot: what came later is
 * told by the log tail from there on.
 */
export async function loadCells({ schema: { cells, events }, snapshot }: Connection, give: (cell: CellSum) => void): Promise<number> {
  return snapshot(async (db) => {
    const [last] = await db.select({ seq: sql<number | null>`max(${events.seq})` }).from(events);
    const places = await db.selectDistinct({ place: cells.place }).from(cells);
    for (const { place } of places) {
      const rows = await db
        .select({ hourMs: cells.hourMs, metric: cells.metric, n: sql<number>`sum(${cells.n})` })
        .from(cells)
        .where(sql`${cells.place} = ${place}`)
        .groupBy(cells.hourMs, cells.metric);
      for (const row of rows) {
        const n = Number(row.n);
        if (n !== 0) give({ place, hourMs: row.hourMs, metric: row.metric, n });
      }
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return Number(last?.seq ?? 0);
  });
}
