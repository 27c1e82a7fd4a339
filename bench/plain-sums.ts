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

/** One engine that counts the rows of incidents. */
export interface RowCounts {
  fromRows(fromMs: number, toMs: number, cohortTo: number): ByChild | Promise<ByChild>;
  close(): void | Promise<void>;
}
export interface PlainSums extends RowCounts {
  fromRows(fromMs: number, toMs: number, cohortTo: number): ByChild;
  fromCells(fromMs: number, toMs: number, cohortTo: number): ByChild;
  close(): void;
}

/** Which place lies below which child: a table `child_of (place, child)` that the queries join. */
export const placesByChild = ({ tree }: Catalogue, area: string, atMs: number): [place: string, child: string][] =>
  tree.children(area, atMs).flatMap((child) => tree.subtree(child, atMs).map((place) => [place, child] as [string, string]));

/** The same questions for every engine. Each has two parameters: an instant, and one after it (of the third: the cohort's end). */
export function countQueries(placeholder: (n: 1 | 2) => string = () => '?'): string[] {
  const [from, to] = [placeholder(1), placeholder(2)];
  const count = (what: string, where: string): string =>
    `SELECT child, ${what} FROM incidents JOIN child_of USING (place) WHERE exercise = 0 AND ${where} GROUP BY child`;
  const within = (time: string): string => `${time} >= ${from} AND ${time} < ${to}`;
  return [
    count('count(*) AS "received"', within('reported_at_ms')),
    count(
      `count(*) AS "closed", count(CASE WHEN closed_at_ms <= due_at_ms THEN 1 END) AS "closedOnTime",
       count(CASE WHEN closed_at_ms > due_at_ms THEN 1 END) AS "closedLate"`,
      `status = 'closed' AND ${within('closed_at_ms')}`,
    ),
    count(
      `count(*) AS "dueN", count(CASE WHEN status = 'closed' AND closed_at_ms <= due_at_ms THEN 1 END) AS "dueOnTime"`,
      `status NOT IN ('answered', 'rejected', 'merged', 'cancelled', 'voided') AND ${within('due_at_ms')}`,
    ),
    count('count(*) AS "open"', `is_open = 1 AND CAST(${from} AS BIGINT) < CAST(${to} AS BIGINT)`),
  ];
}
const COHORTS = 2;

/** The instants of each question. */
export const parametersOf = (i: number, fromMs: number, toMs: number, cohortTo: number): [number, number] => [
  fromMs,
  i === COHORTS ? cohortTo : toMs,
];

/** The answers to the questions above, put together. */
export function byChild(children: readonly string[], answers: readonly (readonly Record<string, unknown>[])[]): ByChild {
  const sums: ByChild = new Map(children.map((child) => [child, Object.fromEntries(NAMES.map((name) => [name, 0])) as unknown as Counts]));
  for (const { child, ...counts } of answers.flat())
    for (const [name, n] of Object.entries(counts)) sums.get(child as string)![name as keyof Counts] = Number(n);
  return sums;
}

export function plainSums(dataDir: string, catalogue: Catalogue, area: string, atMs: number): PlainSums {
  const db = new Database(join(dataDir, 'guantong.db'));
  db.pragma('cache_size = -524288');
  db.pragma('temp_store = MEMORY');
  db.exec('CREATE TEMP TABLE child_of (place TEXT PRIMARY KEY, child TEXT NOT NULL) WITHOUT ROWID');
  const put = db.prepare('INSERT INTO child_of VALUES (?, ?)');
  for (const pair of placesByChild(catalogue, area, atMs)) put.run(pair);
  const children = catalogue.tree.children(area, atMs);
  const ask = countQueries().map((query) => db.prepare<number[], Record<string, unknown>>(query));
  const cells = db.prepare<[number, number], { child: string; metric: number; n: number }>(
    'SELECT child, metric, sum(n) AS n FROM cells JOIN child_of USING (place) WHERE hour_ms >= ? AND hour_ms < ? AND metric < 100 GROUP BY child, metric',
  );
  return {
    fromRows: (fromMs, toMs, cohortTo) =>
      byChild(
        children,
        ask.map((statement, i) => statement.all(...parametersOf(i, fromMs, toMs, cohortTo))),
      ),
    fromCells(fromMs, toMs, cohortTo) {
      const sums = byChild(children, []);
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
