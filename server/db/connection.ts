import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { dialects, type Dialect, type Queryable } from './dialect.ts';
import { assertTablesKnown } from './known-tables.ts';
import { tellPlanner } from './planner-shape.ts';
import type { Schema } from './schema.ts';
import { schema as sqliteSchema } from './schema.sqlite.ts';

/** One database as this process sees it: one writing connection, used only by the write queue, and one that reads. */
export interface Connection {
  dialect: Dialect;
  schema: Schema;
  writer: Queryable;
  reader: Queryable;
  /** For questions that may take seconds, where they do not go to a worker thread; they are cut off there. */
  slowReader: Queryable;
  /** Takes the lock that all writing processes share, then begins. */
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  savepoint(): Promise<void>;
  release(): Promise<void>;
  rollbackToSavepoint(): Promise<void>;
  /** A number that changes when any connection has committed to the log; to be asked every `pollMs`. */
  dataVersion(): Promise<number>;
  pollMs: number;
  /** Tells that somebody has committed, where the engine can; the poll is the safety then. */
  onNews(listener: () => void): void;
  /** Short texts to every process on this database; null = there is only one. */
  relay: { tell(text: string): void; onTold(hear: (text: string) => void): () => void } | null;
  /** One state of the database for many questions, on a session of its own, which may keep temporary tables. */
  snapshot<T>(work: (db: Queryable) => Promise<T>): Promise<T>;
  /** Room that the database takes, with its write-ahead log where that is a file of its own. */
  bytes(): Promise<number>;
  /** The file that worker threads open for reading; null where there is none. */
  file: string | null;
  close(): Promise<void>;
}

/** The package's root, from the sources as from `dist/`. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** Opens (and makes, and migrates) the embedded database. The file is readable by its owner only. */
export function openSqlite(file: string): Connection {
  mkdirSync(dirname(file), { recursive: true });
  const raw = new Database(file, { timeout: 5_000 });
  chmodSync(file, 0o600);
  const migrationsFolder = join(packageRoot(), 'server/db/migrations/sqlite');
  try {
    assertTablesKnown(migrationOf(raw), migrationsFolder, file);
  } catch (refusal) {
    raw.close();
    throw refusal;
  }
  raw.pragma('journal_mode = WAL');
  // FULL: what was acknowledged survives a power cut; group commits make it nearly free.
  raw.pragma('synchronous = FULL');
  raw.pragma('cache_size = -65536');
  raw.pragma('temp_store = MEMORY');
  // A purged text is overwritten, not only forgotten.
  raw.pragma('secure_delete = ON');
  raw.pragma('journal_size_limit = 67108864');
  const writer = drizzle(raw);
  migrate(writer, { migrationsFolder });
  tellPlanner(raw);
  // From here on a lock that another process holds is waited for outside the loop, in `begin`.
  raw.pragma('busy_timeout = 0');
  const rawReader = new Database(file, { readonly: true, timeout: 5_000 });
  rawReader.pragma('cache_size = -65536');
  const reader = drizzle(rawReader) as unknown as Queryable;
  const statement = (text: string): (() => Promise<void>) => {
    const prepared = raw.prepare(text);
    return async () => void prepared.run();
  };
  const version = rawReader.prepare('PRAGMA data_version').pluck();
  return {
    dialect: dialects.sqlite,
    schema: sqliteSchema,
    writer: writer as unknown as Queryable,
    reader,
    slowReader: reader,
    begin: beginner(raw),
    commit: statement('COMMIT'),
    rollback: async () => void (raw.inTransaction && raw.exec('ROLLBACK')),
    savepoint: statement('SAVEPOINT command'),
    release: statement('RELEASE command'),
    rollbackToSavepoint: async () => void raw.exec('ROLLBACK TO command; RELEASE command'),
    dataVersion: async () => version.get() as number,
    pollMs: 100,
    onNews: () => undefined,
    relay: null,
    async snapshot(work) {
      const own = openSqliteReader(file);
      try {
        await own.dialect.run(own.db, sql`PRAGMA cache_size = -131072`);
        await own.dialect.run(own.db, sql`BEGIN`);
        return await work(own.db);
      } finally {
        own.close();
      }
    },
    bytes: async () => [file, `${file}-wal`].reduce((sum, each) => sum + (statSync(each, { throwIfNoEntry: false })?.size ?? 0), 0),
    file,
    async close() {
      rawReader.close();
      if (raw.open) raw.close();
    },
  };
}

function migrationOf(raw: Database.Database): number | null {
  const has = raw.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'").get() !== undefined;
  return has ? (raw.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get() as number | null) : null;
}

const LOCK_WAIT_MS = 30_000;

/** Takes the lock when the other process lets it go; meanwhile this one goes on serving. */
function beginner(raw: Database.Database): () => Promise<void> {
  const statement = raw.prepare('BEGIN IMMEDIATE');
  return async () => {
    const until = Date.now() + LOCK_WAIT_MS;
    for (;;) {
      try {
        statement.run();
        return;
      } catch (error) {
        if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY') || Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    }
  };
}

/** Opens the embedded database for reading alone, e.g. in a worker thread. */
export function openSqliteReader(file: string): { db: Queryable; dialect: Dialect; schema: Schema; close(): void } {
  const raw = new Database(file, { readonly: true, timeout: 5_000 });
  raw.pragma('cache_size = -65536');
  return { db: drizzle(raw) as unknown as Queryable, dialect: dialects.sqlite, schema: sqliteSchema, close: () => void raw.close() };
}
