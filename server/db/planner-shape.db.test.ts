import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { openSqlite } from './connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'guantong-shape-'));
const file = join(folder, 'guantong.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read<T>(work: (raw: Database.Database) => T): Promise<T> {
  await openSqlite(file).close();
  const raw = new Database(file);
  try {
    return work(raw);
  } finally {
    raw.close();
  }
}
type Told = [table: string, index: string, stat: string];
const told = (raw: Database.Database): Told[] =>
  raw.prepare<[], Told>('SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx').raw().all();

/** Indexes of the large tables with how many columns each has; of a table without row ids the primary key is the table. */
const INDEXES = `
  SELECT t.name AS tbl, CASE i.origin WHEN 'pk' THEN t.name ELSE i.name END AS idx, (SELECT count(*) FROM pragma_index_info(i.name)) AS columns
  FROM sqlite_master t, pragma_index_list(t.name) i
  WHERE t.name IN ('incidents', 'cells', 'moved_cells', 'unit_cells') ORDER BY tbl, idx`;

it('the planner is told of every index of the large tables, and of none that is not there', async () => {
  const [named, there] = await read((raw) => [
    told(raw).map(([table, index, stat]) => [table, index, stat.split(' ').length - 1]),
    raw.prepare(INDEXES).raw().all(),
  ]);
  expect(named).toEqual(there);
});

it('is told again after somebody counted', async () => {
  const before = await read(told);
  await read((raw) => raw.exec('ANALYZE'));
  expect(await read(told)).toEqual(before);
});

it('what is open in a district is found among what is open, a few hours of all places place by place', async () => {
  const plan = (question: string): Promise<string> =>
    read((raw) =>
      raw
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${question}`)
        .all()
        .map(({ detail }) => detail)
        .join('\n'),
    );
  expect(
    await plan(
      "SELECT id FROM incidents WHERE place IN ('a', 'b') AND is_open = 1 AND severity_rank IN (1, 2) ORDER BY risk_at_ms LIMIT 9",
    ),
  ).toContain('incidents_place_open (place=?)');
  expect(await plan('SELECT metric, sum(n) FROM cells WHERE hour_ms >= 0 AND hour_ms < 9 GROUP BY metric')).not.toContain('SCAN cells');
});
