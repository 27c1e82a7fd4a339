import { join } from 'node:path';
import Database from 'better-sqlite3';

interface Kept {
  total: number;
  /** With a flag: in no bucket. */
  flagged: number;
  bytes: number;
  /** Good readings in the buckets of each step. */
  inSteps: number[];
  /** Minutes and channels whose bucket is not what its readings come to. */
  wrong: number;
}
/** What a server has kept, and whether its buckets are what plain SQL makes of its rows. */
export function keptIn(dataDir: string): Kept {
  const db = new Database(join(dataDir, 'guantong.db'), { readonly: true });
  const total = db.prepare('SELECT count(*) FROM readings').pluck().get() as number;
  const flagged = db.prepare('SELECT count(*) FROM readings WHERE flags <> 0').pluck().get() as number;
  const inSteps = db.prepare('SELECT sum(n) FROM reading_buckets GROUP BY step ORDER BY step').pluck().all() as number[];
  const wrong = db
    .prepare(
      `WITH anew AS (SELECT at_ms - at_ms % 60000 AS start, channel, count(*) AS n, sum(value) AS sum, min(value) AS min, max(value) AS max
         FROM readings WHERE flags = 0 GROUP BY 1, 2)
       SELECT count(*) FROM anew FULL JOIN (SELECT * FROM reading_buckets WHERE step = 0) b ON b.start_ms = anew.start AND b.channel = anew.channel
       WHERE b.n IS NOT anew.n OR abs(b.sum - anew.sum) > 1e-6 OR b.min IS NOT anew.min OR b.max IS NOT anew.max`,
    )
    .pluck()
    .get() as number;
  const pages = db.pragma('page_count', { simple: true }) as number;
  const bytes = pages * (db.pragma('page_size', { simple: true }) as number);
  db.close();
  return { total, flagged, bytes, inSteps, wrong };
}
