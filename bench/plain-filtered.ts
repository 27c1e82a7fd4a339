import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Catalogue } from '../server/app/ports.ts';
import type { BreakdownBy } from '../server/sums/ports.ts';
import type { Window } from '../server/domain/hours.ts';
import { SEVERITIES, type Severity } from '../shared/terms.ts';

/** What is asked of the rows themselves. */
export interface PlainAsk extends Window {
  area: string;
  categories: readonly string[] | null;
  severity: string | undefined;
}
/** The counts that one writes without sums of one's own: over incident rows, with the indexes that they have. */
export interface PlainCounts {
  received: number;
  closed: number;
  closedLate: number;
  dueN: number;
  dueOnTime: number;
  urgentN: number;
  open: number;
}

/** Plain SQL over incident rows with any filter, by the tree of now: the generated city has no other. */
export function plainFiltered(dataDir: string, { tree }: Catalogue, atMs: number) {
  const db = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  db.pragma('cache_size = -524288');
  db.pragma('temp_store = MEMORY');
  const list = (values: readonly (string | number)[]): string =>
    values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(', ');
  const only = ({ area, categories, severity }: PlainAsk): string =>
    [
      'exercise = 0',
      ...(area === tree.root ? [] : [`place IN (${list(tree.subtree(area, atMs))})`]),
      ...(categories ? [`category IN (${list(categories)})`] : []),
      ...(severity ? [`severity IN (${list(severity.split(',').map((each) => each as Severity))})`] : []),
    ].join(' AND ');
  const one = <T>(sql: string): T => db.prepare(sql).get() as T;
  return {
    counts(ask: PlainAsk, cohortTo: number): PlainCounts {
      const where = only(ask);
      const { fromMs, toMs } = ask;
      return {
        ...one<object>(
          `SELECT count(*) AS received FROM incidents WHERE ${where} AND reported_at_ms >= ${fromMs} AND reported_at_ms < ${toMs}`,
        ),
        ...one<object>(
          `SELECT count(*) AS closed, count(CASE WHEN closed_at_ms > due_at_ms THEN 1 END) AS closedLate
           FROM incidents WHERE ${where} AND status = 'closed' AND closed_at_ms >= ${fromMs} AND closed_at_ms < ${toMs}`,
        ),
        ...one<object>(
          `SELECT count(*) AS dueN, count(CASE WHEN status = 'closed' AND closed_at_ms <= due_at_ms THEN 1 END) AS dueOnTime,
             count(CASE WHEN severity IN (${list(SEVERITIES.slice(0, 2))}) THEN 1 END) AS urgentN
           FROM incidents WHERE ${where} AND due_at_ms >= ${fromMs} AND due_at_ms < ${cohortTo}`,
        ),
        ...one<object>(`SELECT count(*) AS open FROM incidents WHERE ${where} AND is_open = 1`),
      } as PlainCounts;
    },
    breakdown: (ask: PlainAsk, by: BreakdownBy): { key: string; count: number }[] =>
      db
        .prepare(
          `SELECT ${by === 'department' ? 'holder_department' : by} AS key, count(*) AS count FROM incidents
           WHERE ${only(ask)} AND reported_at_ms >= ${ask.fromMs} AND reported_at_ms < ${ask.toMs} GROUP BY 1 ORDER BY 2 DESC, 1`,
        )
        .all() as { key: string; count: number }[],
    received: (ask: PlainAsk): number =>
      one<{ n: number }>(
        `SELECT count(*) AS n FROM incidents WHERE ${only(ask)} AND reported_at_ms >= ${ask.fromMs} AND reported_at_ms < ${ask.toMs}`,
      ).n,
    rows(ask: PlainAsk, by: 'open' | 'reportedAt' | 'dueAt' | 'closedAt'): number {
      const column = { open: '', reportedAt: 'reported_at_ms', dueAt: 'due_at_ms', closedAt: 'closed_at_ms' }[by];
      const when = by === 'open' ? 'is_open = 1' : `${column} >= ${ask.fromMs} AND ${column} < ${ask.toMs}`;
      return one<{ n: number }>(`SELECT count(*) AS n FROM incidents WHERE ${only(ask)} AND ${when}`).n;
    },
    close: () => void db.close(),
  };
}
