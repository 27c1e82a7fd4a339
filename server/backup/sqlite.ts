import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Part } from './archive.ts';
import type { Manifest } from './manifest.ts';

export type Head = Pick<Manifest, 'seq' | 'hash' | 'migration' | 'engineVersion'>;

const PAGES_AT_ONCE = 4_000;

/**
 * Copies the city's file, and the users' where it is named, as they were at one instant, while a server goes on writing: each is read in a transaction of its own, and both
 * begin before the first page is copied, so the online backup never has to start anew however much is written meanwhile.
 */
export async function copySqlite(
  { database, auth }: { database: string; auth?: string },
  folder: string,
  onProgress: (share: number) => void,
): Promise<{ head: Head; parts: Part[] }> {
  if (!existsSync(database)) throw new Error(`There is no database ${database}`);
  const sources = [
    { name: 'guantong.db' as const, file: database },
    ...(auth === undefined ? [] : [{ name: 'auth.db' as const, file: auth }]),
  ].filter(({ file }) => existsSync(file));
  const opened = sources.map(({ name, file }) => ({ name, db: new Database(file, { readonly: true, timeout: 5_000 }) }));
  try {
    for (const { db } of opened) {
      db.exec('BEGIN');
      db.prepare('SELECT count(*) FROM sqlite_master').get();
    }
    const head = headOf(opened[0]!.db);
    const parts: Part[] = [];
    for (const { name, db } of opened) {
      const path = join(folder, name);
      await db.backup(path, {
        progress({ totalPages, remainingPages }) {
          if (name === 'guantong.db') onProgress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
          return PAGES_AT_ONCE;
        },
      });
      settle(path);
      parts.push({ name, path });
    }
    return { head, parts };
  } finally {
    for (const { db } of opened) db.close();
  }
}

/** Where a database stands, as its log tells. @throws Error when there is no city in it */
export function headOf(db: Database.Database): Head {
  const hasLog = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'events'").get();
  if (hasLog === undefined) throw new Error('This database holds no city: there is nothing to back up');
  const last = db.prepare<[], { seq: number; hash: string }>('SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1').get();
  const migration = db.prepare<[], { at: number }>('SELECT max(created_at) AS at FROM __drizzle_migrations').get();
  const version = db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get();
  return { seq: last?.seq ?? 0, hash: last?.hash ?? '', migration: migration?.at ?? 0, engineVersion: version?.v ?? '' };
}

/** The copy says WAL in its header, as its source did; as a single file it needs none beside it. */
function settle(path: string): void {
  const copy = new Database(path);
  copy.pragma('journal_mode = DELETE');
  copy.close();
  chmodSync(path, 0o600);
}

/** Where a file that was put back stands. */
export function headOfFile(path: string): Head {
  const db = new Database(path, { readonly: true });
  try {
    return headOf(db);
  } finally {
    db.close();
  }
}
