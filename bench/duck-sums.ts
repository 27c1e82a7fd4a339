import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import Database from 'better-sqlite3';
import type { Catalogue } from '../server/app/ports.ts';
import { byChild, countQueries, parametersOf, placesByChild, type RowCounts } from './plain-sums.ts';

/** The same rows in DuckDB, sorted by time, which its zone maps like best. One thread: CPU time is what is compared. */
export interface DuckRows {
  sums(catalogue: Catalogue, area: string, atMs: number): Promise<RowCounts>;
  close(): void;
}
const COLUMNS =
  'place VARCHAR, status VARCHAR, exercise TINYINT, is_open TINYINT, reported_at_ms BIGINT, closed_at_ms BIGINT, due_at_ms BIGINT';
const LINES = 20_000;

export async function duckRows(dataDir: string, folder: string): Promise<DuckRows> {
  const own = mkdtempSync(join(folder, 'duck-'));
  const csv = join(own, 'incidents.csv');
  writeCsv(dataDir, csv);
  const instance = await DuckDBInstance.create(join(own, 'incidents.duckdb'));
  const connection = await instance.connect();
  const names = COLUMNS.split(', ').map((column) => `'${column.replace(' ', "': '")}'`);
  await connection.run(`CREATE TABLE incidents (${COLUMNS})`);
  await connection.run(
    `INSERT INTO incidents SELECT * FROM read_csv('${csv}', header = false, columns = {${names.join(', ')}}) ORDER BY reported_at_ms`,
  );
  rmSync(csv);
  await connection.run('CHECKPOINT');
  await connection.run('SET threads = 1');
  return {
    sums: (...asked) => duckSums(connection, ...asked),
    close() {
      connection.closeSync();
      instance.closeSync();
      rmSync(own, { recursive: true, force: true });
    },
  };
}

function writeCsv(dataDir: string, csv: string): void {
  const db = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const out = openSync(csv, 'w');
  const names = COLUMNS.split(', ').map((column) => column.split(' ')[0]!);
  let lines: string[] = [];
  for (const row of db
    .prepare<[], unknown[]>(`SELECT ${names.join(', ')} FROM incidents`)
    .raw()
    .iterate()) {
    lines.push(row.join());
    if (lines.length === LINES) {
      writeSync(out, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  writeSync(out, lines.map((line) => `${line}\n`).join(''));
  closeSync(out);
  db.close();
}

async function duckSums(connection: DuckDBConnection, catalogue: Catalogue, area: string, atMs: number): Promise<RowCounts> {
  await connection.run('CREATE OR REPLACE TEMP TABLE child_of (place VARCHAR, child VARCHAR)');
  const rows = placesByChild(catalogue, area, atMs).map(([place, child]) => `('${place}', '${child}')`);
  await connection.run(`INSERT INTO child_of VALUES ${rows.join(', ')}`);
  const ask = await Promise.all(countQueries((n) => `$${n}`).map((query) => connection.prepare(query)));
  const children = catalogue.tree.children(area, atMs);
  return {
    async fromRows(fromMs, toMs, cohortTo) {
      const answers: Record<string, unknown>[][] = [];
      for (const [i, statement] of ask.entries()) {
        parametersOf(i, fromMs, toMs, cohortTo).forEach((ms, at) => statement.bindBigInt(at + 1, BigInt(ms)));
        answers.push((await statement.runAndReadAll()).getRowObjects());
      }
      return byChild(children, answers);
    },
    close: () => undefined,
  };
}
