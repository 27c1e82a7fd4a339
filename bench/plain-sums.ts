import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Catalogue } from '../server/app/ports.ts';
import { METRICS, STOCK_HOUR } from '../server/domain/metrics.ts';

/** Counts of the children of an area, by plain SQL: what one writes without sums of one's own. */
interface Counts {
  received: number;
  closed: number;
  closedOnTime: number;
  closedLate: number;
  dueN: number;
  dueOnTime: number;
  open: number;
}
export type ByChild = Map<string, Counts>;
const NAMES = ['received', 'closed', 'closedOnTime', 'closedLate', 'dueN', 'dueOnTime', 'open'] as const;

/** Another engine can stand beside these two (DuckDB on the same rows, say): it has to give the same counts. */
export interface PlainSums {
  fromRows(fromMs: number, toMs: number, cohortTo: number): ByChild;
  fromCells(fromMs: number, toMs: number, cohortTo: number): ByChild;
  close(): void;
}

export function plainSums(dataDir: string, { tree }: Catalogue, area: string, atMs: number): PlainSums {
  const db = new Database(join(dataDir, 'guantong.db'));
  db.pragma('cache_size = -524288');
  db.pragma('temp_store = MEMORY');
  db.exec('CREATE TEMP TABLE child_of (place TEXT PRIMARY KEY, child TEXT NOT NULL) WITHOUT ROWID');
  const put = db.prepare('INSERT INTO child_of VALUES (?, ?)');
  for (const child of tree.children(area, atMs)) for (const place of tree.subtree(child, atMs)) put.run(place, child);

  const count = (what: string, where: string): Database.Statement<number[]> =>
    db.prepare(`SELECT child, ${what} FROM incidents JOIN child_of USING (place) WHERE exercise = 0 AND ${where} GROUP BY child`);
  const ask = [
    count('count(*) AS received', 'reported_at_ms >= ? AND reported_at_ms < ?'),
    count(
      `count(*) AS closed, count(CASE WHEN closed_at_ms <= due_at_ms THEN 1 END) AS closedOnTime,
       count(CASE WHEN closed_at_ms > due_at_ms THEN 1 END) AS closedLate`,
      "status = 'closed' AND closed_at_ms >= ? AND closed_at_ms < ?",
    ),
    count(
      "count(*) AS dueN, count(CASE WHEN status = 'closed' AND closed_at_ms <= due_at_ms THEN 1 END) AS dueOnTime",
      "status NOT IN ('answered', 'rejected', 'merged', 'cancelled', 'voided') AND due_at_ms >= ? AND due_at_ms < ?",
    ),
    count('count(*) AS open', 'is_open = 1 AND ? < ?'),
  ];
  const cells = db.prepare<[number, number], { child: string; metric: number; n: number }>(
    'SELECT child, metric, sum(n) AS n FROM cells JOIN child_of USING (place) WHERE hour_ms >= ? AND hour_ms < ? AND metric < 100 GROUP BY child, metric',
  );
  const empty = (): ByChild =>
    new Map(tree.children(area, atMs).map((child) => [child, Object.fromEntries(NAMES.map((name) => [name, 0])) as unknown as Counts]));
  return {
    fromRows(fromMs, toMs, cohortTo) {
      const sums = empty();
      ask.forEach((statement, i) => {
        for (const row of statement.all(fromMs, i === 2 ? cohortTo : toMs) as ({ child: string } & Partial<Counts>)[]) {
          const { child, ...counts } = row;
          Object.assign(sums.get(child)!, counts);
        }
      });
      return sums;
    },
    fromCells(fromMs, toMs, cohortTo) {
      const sums = empty();
      const isCohort = (name: string): boolean => name.startsWith('due');
      const take = (from: number, to: number, isTaken: (name: string) => boolean): void => {
        for (const { child, metric, n } of cells.all(from, to)) {
          const name = METRICS[metric] as keyof Counts;
          if (NAMES.includes(name) && isTaken(name)) sums.get(child)![name] = n;
        }
      };
      take(fromMs, cohortTo, isCohort);
      take(fromMs, toMs, (name) => !isCohort(name));
      take(STOCK_HOUR, STOCK_HOUR + 1, () => true);
      return sums;
    },
    close: () => void db.close(),
  };
}
