import { join } from 'node:path';
import Database from 'better-sqlite3';
import { coreSeconds } from './core-time.ts';
import type { DemoCity } from './demo-city.ts';

/** The very rows that ours has written, in the groups that came at one time, into a fresh copy of the same tables; gives seconds. */
export function writeBareReadings(city: DemoCity, dataDir: string, withBuckets: boolean): number {
  const source = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const rows = source.prepare('SELECT id, channel, at_ms, received_ms, value, flags FROM readings ORDER BY id').raw().all() as number[][];
  source.close();
  const db = new Database(join(city.fresh(), 'guantong.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -65536');
  const insert = db.prepare('INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?)');
  const bucket = db.prepare(
    `INSERT INTO reading_buckets VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + 1, sum = sum + excluded.sum,
     min = min(min, excluded.min), max = max(max, excluded.max), last = excluded.last, last_at_ms = excluded.last_at_ms`,
  );
  const [begin, commit] = [db.prepare('BEGIN IMMEDIATE'), db.prepare('COMMIT')];
  const seconds = coreSeconds(() => {
    for (let i = 0; i < rows.length; ) {
      const receivedMs = rows[i]![3];
      begin.run();
      for (; i < rows.length && rows[i]![3] === receivedMs; i++) {
        const row = rows[i]!;
        insert.run(row);
        if (!withBuckets) continue;
        const [, channel, at, , value] = row as [number, number, number, number, number];
        for (const [step, ms] of [60_000, 3_600_000, 86_400_000].entries())
          bucket.run(step, at - (at % ms), channel, value, value, value, value, at);
      }
      commit.run();
    }
  });
  db.close();
  return seconds;
}
