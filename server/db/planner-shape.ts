import type Database from 'better-sqlite3';

/**
 * What SQLite's planner is told of the large tables: rows, then how many of them share the first column of an index, the first two,
 * and so on, as in `sqlite_stat1` (https://www.sqlite.org/fileformat2.html#the_sqlite_stat1_table). Counted by `ANALYZE` in a city of
 * ten million incidents a year, rounded; of indexes that were empty there, what a busy city has. One shape for every city: a small
 * one is quick by any plan, so a question is asked the same way in a test, in the first week and after years. Left to itself the
 * planner takes each index for as good as another, and reads all that a street ever had to find what is open there.
 */
const SHAPE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cells: { cells: '75000000 73000 13 4 4 1' },
  moved_cells: { moved_cells: '750000 700 2 1 1 1' },
  unit_cells: { unit_cells: '75000000 52000 13 4 4 1' },
  incidents: {
    incidents_desk: `40000 4 4${' 1'.repeat(14)}`,
    incidents_place_open: '40000 40 3',
    incidents_place_reported: '10000000 9700 1',
    incidents_former_place: '40000 1000',
    incidents_number: '10000000 1',
    incidents_reported_filter: '10000000 1 1 1 1',
    incidents_due_filter: '10000000 2 2 2 2 1',
    incidents_closed_filter: '10000000 1 1 1 1 1',
    incidents_place_kind_closed: '10000000 9700 80 80 1 1 1',
    incidents_kind: '10000000 83000 83000 80 1 1 1',
    incidents_reworked: '400000 1 1 1',
    incidents_due_moved: '200000 1',
    incidents_long: '400000 1 1',
    incidents_wake: '40000 1',
    incidents_recheck: '4000 1',
    incidents_recheck_waits: '400 40',
    incidents_exercise: '10000 1',
  },
};
const ROWS = Object.entries(SHAPE).flatMap(([table, indexes]) => Object.entries(indexes).map(([index, stat]) => [table, index, stat]));

/** Puts the shape into the file, in place of what it says there; connections that are opened later plan by it, and this one. */
export function tellPlanner(raw: Database.Database): void {
  const has = (table: string): boolean => raw.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined;
  const told = (): unknown => raw.prepare('SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY rowid').raw().all();
  if (has('sqlite_stat1') && JSON.stringify(told()) === JSON.stringify(ROWS)) return;
  raw
    .transaction(() => {
      // Makes the tables that cannot be made by name.
      raw.exec('ANALYZE settings');
      for (const table of ['sqlite_stat1', 'sqlite_stat4']) if (has(table)) raw.exec(`DELETE FROM ${table}`);
      const put = raw.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
      for (const row of ROWS) put.run(...row);
    })
    .immediate();
  raw.exec('ANALYZE sqlite_schema');
}
