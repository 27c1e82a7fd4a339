import { sql } from 'drizzle-orm';
import type { Incident } from '../domain/incident.ts';
import { movedChanges, unitCellChanges } from '../domain/moved.ts';
import { cellChanges, type Cell, type HourOf } from '../domain/weigh.ts';
import type { Queryable } from './dialect.ts';
import { hotWrite } from './hot-write.ts';
import type { Schema } from './schema.ts';

type CellTable = Schema['cells' | 'movedCells' | 'unitCells'];
type Adders = Record<'add' | 'addMoved' | 'addUnit', (cell: Cell) => Promise<void>>;

/**
 * Stored sums: at the place only, what is moved, and of units. Added inside the database, never read-modify-write, so two writers
 * cannot lose one.
 */
export function cellsWriter(db: Queryable, { cells, movedCells, unitCells }: Schema): Adders {
  const adder = (t: CellTable, name: string) =>
    hotWrite<Cell>(
      db
        .insert(t)
        .values({
          place: sql.placeholder('place'),
          hourMs: sql.placeholder('hourMs'),
          category: sql.placeholder('category'),
          severity: sql.placeholder('severity'),
          metric: sql.placeholder('metric'),
          n: sql.placeholder('n'),
        })
        .onConflictDoUpdate({ target: [t.place, t.hourMs, t.category, t.severity, t.metric], set: { n: sql`${t.n} + excluded.n` } }),
      name,
    );
  return { add: adder(cells, 'cell_add'), addMoved: adder(movedCells, 'moved_cell_add'), addUnit: adder(unitCells, 'unit_cell_add') };
}

/** Gathers what the incidents of a group change in the sums, by place, by responsibility and of units. */
export function sumsBuffer({ add, addMoved, addUnit }: Adders, hourOf: () => HourOf) {
  const [placed, moved, charged] = [cellBuffer(), cellBuffer(), cellBuffer()];
  return {
    mark(): void {
      placed.mark();
      moved.mark();
      charged.mark();
    },
    /** Null = nothing yet, or not any more. */
    gather(before: Incident | null, after: Incident | null): void {
      placed.gather(cellChanges(before, after, hourOf()));
      moved.gather(movedChanges(before, after, hourOf()));
      charged.gather(unitCellChanges(before, after, hourOf()));
    },
    keep(): void {
      placed.keep();
      moved.keep();
      charged.keep();
    },
    async write(): Promise<void> {
      for (const cell of placed.all()) await add(cell);
      for (const cell of moved.all()) await addMoved(cell);
      for (const cell of charged.all()) await addUnit(cell);
    },
  };
}

/** A cell that many commands touch is written once. */
function cellBuffer() {
  const sums = new Map<string, Map<number, Cell>>();
  let pending: Cell[] = [];
  return {
    mark: () => void (pending = []),
    gather(cells: readonly Cell[]) {
      for (const cell of cells) pending.push(cell);
    },
    keep() {
      // The cells of one incident stand together and mostly share place, category and severity: these are looked up once.
      let [place, category, severity, sumsHere] = ['', '', -1, new Map<number, Cell>()];
      for (const cell of pending) {
        if (cell.place !== place || cell.category !== category || cell.severity !== severity) {
          ({ place, category, severity } = cell);
          const key = `${place}\n${category}\n${severity}`;
          sumsHere = sums.get(key) ?? new Map<number, Cell>();
          sums.set(key, sumsHere);
        }
        const key = (cell.hourMs / MINUTE_MS) * METRICS_MOST + cell.metric;
        const sum = sumsHere.get(key);
        if (sum) sum.n += cell.n;
        else sumsHere.set(key, { ...cell });
      }
      pending = [];
    },
    *all(): Generator<Cell> {
      for (const here of sums.values()) for (const cell of here.values()) if (cell.n !== 0) yield cell;
    },
  };
}

/** Hours begin on whole minutes in every zone since 1972, and metrics have numbers below this. */
const MINUTE_MS = 60_000;
const METRICS_MOST = 1024;
