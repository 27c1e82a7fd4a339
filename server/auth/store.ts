import { chmodSync, closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Cut, SignIn } from './auth.ts';

export type Store = ReturnType<typeof openStore>;

/** Long enough for the six months of network logs that Chinese law asks for. */
const KEEP_SIGN_INS_MS = 400 * 86_400_000;
/** Other processes poll each second; a day is for those that slept. */
const KEEP_CUTS_MS = 86_400_000;

const TABLES = `
  CREATE TABLE IF NOT EXISTS cuts (id INTEGER PRIMARY KEY AUTOINCREMENT, atMs INTEGER NOT NULL, sessionId TEXT, userId TEXT);
  CREATE TABLE IF NOT EXISTS sign_ins (
    id INTEGER PRIMARY KEY, atMs INTEGER NOT NULL, username TEXT, address TEXT NOT NULL, agent TEXT NOT NULL, outcome TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS tokens (
    id INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE, label TEXT NOT NULL, role TEXT NOT NULL, scope TEXT NOT NULL,
    department TEXT, unit TEXT, createdAtMs INTEGER NOT NULL, lastUsedAtMs INTEGER, revokedAtMs INTEGER);`;

/** SQLite gives the -wal and -shm files the mode of the database, so it has to be right before the first write. */
function openPrivate(file: string): Database.Database {
  if (file !== ':memory:') {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  return new Database(file, { timeout: 2_000 });
}

/** auth.db: one file for better-auth's tables and ours, apart from the city's data because it has its own writer. */
export function openStore(file: string, now: () => number) {
  const sqlite = openPrivate(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  sqlite.exec(TABLES);
  sqlite.prepare('DELETE FROM sign_ins WHERE atMs < ?').run(now() - KEEP_SIGN_INS_MS);
  sqlite.prepare('DELETE FROM cuts WHERE atMs < ?').run(now() - KEEP_CUTS_MS);

  const insertCut = sqlite.prepare('INSERT INTO cuts (atMs, sessionId, userId) VALUES (?, ?, ?)');
  const cutsAfter = sqlite.prepare<[number], { id: number; sessionId: string | null; userId: string | null }>(
    'SELECT id, sessionId, userId FROM cuts WHERE id > ? ORDER BY id',
  );
  const lastCut = sqlite.prepare<[], { id: number }>("SELECT coalesce(max(seq), 0) AS id FROM sqlite_sequence WHERE name = 'cuts'");
  const insertSignIn = sqlite.prepare('INSERT INTO sign_ins (atMs, username, address, agent, outcome) VALUES (?, ?, ?, ?, ?)');
  const newestSignIns = sqlite.prepare<[number], SignIn>('SELECT * FROM sign_ins ORDER BY id DESC LIMIT ?');

  return {
    sqlite,
    addCut: (cut: Cut): number => Number(insertCut.run(now(), cut.sessionId ?? null, cut.userId ?? null).lastInsertRowid),
    cutsAfter: (id: number) => cutsAfter.all(id),
    lastCutId: (): number => lastCut.get()?.id ?? 0,
    addSignIn({ username, address, agent, outcome }: Omit<SignIn, 'id' | 'atMs'>): void {
      insertSignIn.run(now(), username, address, agent.slice(0, 200), outcome);
    },
    signIns: (limit: number): SignIn[] => newestSignIns.all(limit),
  };
}
