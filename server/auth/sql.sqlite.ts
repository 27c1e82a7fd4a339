import { chmodSync, closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Sql } from './sql.ts';

/** auth.db: one file for better-auth's tables and ours, apart from the city's data because it has its own writer. */
export function openSqliteSql(file: string): Sql {
  const sqlite = openPrivate(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('secure_delete = ON');
  const prepared = new Map<string, Database.Statement>();
  const all: Sql['all'] = async (text, ...values) => {
    let statement = prepared.get(text);
    if (!statement) prepared.set(text, (statement = sqlite.prepare(text)));
    // `$1` is the name "1" here.
    const named = values.length === 0 ? [] : [Object.fromEntries(values.map((value, i) => [i + 1, value]))];
    if (statement.reader) return statement.all(...named) as never;
    statement.run(...named);
    return [];
  };
  return {
    database: sqlite,
    countingKey: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    all,
    allInOrder: all,
    settingUp: (work) => work(),
    close: async () => void sqlite.close(),
  };
}

/** SQLite gives the -wal and -shm files the mode of the database, so it has to be right before the first write. */
function openPrivate(file: string): Database.Database {
  if (file !== ':memory:') {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  return new Database(file, { timeout: 2_000 });
}
