import { sql } from 'drizzle-orm';
import type { Cell } from '../domain/weigh.ts';
import type { Queryable } from './dialect.ts';
import { hotWrite } from './hot-write.ts';
import type { Schema } from './schema.ts';

/** Stored sums, at the place only. Added inside the database, never read-modify-write, so two writers cannot lose one. */
export function cellsWriter(db: Queryable, { cells: t }: Schema) {
  const add = hotWrite<Cell>(
    db
      .insert(t)
      .values({
        place: sql.placeholder('place'),
        hourMs: sql.placeholder('hourMs'),
        category: sql.placeholder('category'),
        metric: sql.placeholder('metric'),
        n: sql.placeholder('n'),
      })
      .onConflictDoUpdate({ target: [t.place, t.hourMs, t.category, t.metric], set: { n: sql`${t.n} + excluded.n` } }),
    'cell_add',
  );
  return { add };
}

/** Gathers the cell changes of a group: a cell that many commands touch is written once. */
export function cellBuffer() {
  const sums = new Map<string, Cell>();
  let pending: Cell[] = [];
  return {
    mark: () => void (pending = []),
    gather: (cells: readonly Cell[]) => void pending.push(...cells),
    keep() {
      for (const cell of pending) {
        const key = `${cell.place}\n${cell.category}\n${cell.hourMs}\n${cell.metric}`;
        const sum = sums.get(key);
        if (sum) sum.n += cell.n;
        else sums.set(key, { ...cell });
      }
      pending = [];
    },
    *all(): Generator<Cell> {
      for (const cell of sums.values()) if (cell.n !== 0) yield cell;
    },
  };
}
