import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { DatabaseFacts } from '../facts.ts';
import { yearsOf, type WorkCalendar } from '../../../shared/work-calendar.ts';
import { isZoneKnown } from './zone.ts';

/**
 * Reads only, beside a server as well. SQLite itself puts two empty companions beside a file that nobody has open; taking them away
 * again would harm a server that starts just then.
 */
export function probeSqliteDatabase(file: string, newestMigration: number): DatabaseFacts {
  const base = { engine: 'sqlite', place: file } as const;
  if (!existsSync(file)) return { ...base, state: 'none' };
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, timeout: 5_000 });
    return { ...base, ...read(db, file, newestMigration) };
  } catch (fault) {
    return { ...base, state: 'closed', problem: (fault as Error).message };
  } finally {
    db?.close();
  }
}

function read(db: Database.Database, file: string, newestMigration: number): Extract<DatabaseFacts, { state: 'open' }> {
  const one = <T>(text: string): T | undefined => db.prepare<[], T>(text).get();
  const has = (table: string): boolean => one(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${table}'`) !== undefined;
  const damage = db
    .prepare<[], { quick_check: string }>('PRAGMA quick_check(5)')
    .all()
    .map((row) => row.quick_check)
    .filter((line) => line !== 'ok');
  const last = has('events')
    ? one<{ seq: number; at: number }>('SELECT seq, recorded_at_ms AS at FROM events ORDER BY seq DESC LIMIT 1')
    : undefined;
  const zone = has('settings') ? one<{ value: string }>("SELECT value FROM settings WHERE key = 'timeZone'") : undefined;
  const calendar = has('settings') ? one<{ value: string }>("SELECT value FROM settings WHERE key = 'calendar'") : undefined;
  const timeZone = zone ? (JSON.parse(zone.value) as string) : null;
  const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return {
    engine: 'sqlite',
    place: file,
    state: 'open',
    version: one<{ v: string }>('SELECT sqlite_version() AS v')!.v,
    bytes: sizeOf(file) + sizeOf(`${file}-wal`),
    walBytes: sizeOf(`${file}-wal`),
    damage,
    migration: has('__drizzle_migrations')
      ? (one<{ at: number | null }>('SELECT max(created_at) AS at FROM __drizzle_migrations')?.at ?? null)
      : null,
    newestMigration,
    seq: last?.seq ?? 0,
    lastRecordedMs: last?.at ?? null,
    timeZone,
    calendarYears: calendar ? yearsOf(JSON.parse(calendar.value) as WorkCalendar) : null,
    isZoneKnown: timeZone !== null && isZoneKnown(timeZone),
    clockOffsetMs: null,
    isReadOnly: false,
  };
}
