import { asc, gt, sql } from 'drizzle-orm';
import type { LocalTime } from '../../../shared/local-time.ts';
import { prepare, type Queryable } from '../dialect.ts';
import { chainHash, rowForHash } from '../event-log.ts';
import type { Schema } from '../schema.ts';
import { hourText, MOST_DIFFERENCES, type Difference } from './difference.ts';
import { nextTurn } from '../next-turn.ts';

const BATCH = 2_000;

export interface LogReading {
  events: number;
  lastSeq: number;
  /** False when a payload is no JSON any more: then nothing can be recounted. */
  isReadable: boolean;
  differences: Difference[];
}

/** Walks the whole log once: no gap in `seq`, time of recording never backwards, each row under the hash that the next one continues. */
export async function readLog(
  db: Queryable,
  { events: t }: Schema,
  time: LocalTime,
  progress: (events: number) => void,
): Promise<LogReading> {
  const page = prepare(
    db
      .select()
      .from(t)
      .where(gt(t.seq, sql.placeholder('seq')))
      .orderBy(asc(t.seq))
      .limit(BATCH),
    'verify_log',
  );
  const reading: LogReading = { events: 0, lastSeq: 0, isReadable: true, differences: [] };
  let hash = '';
  let recordedAtMs = 0;
  for (;;) {
    const rows = await page.execute({ seq: reading.lastSeq });
    if (rows.length === 0) return reading;
    for (const row of rows) {
      const wrong = (metric: string, stored: string, recounted: string): void => {
        const area = placeOf(row.payload);
        if (area === null) reading.isReadable = false;
        if (reading.differences.length >= MOST_DIFFERENCES) return;
        const hour = hourText(time.hourOf(row.occurredAtMs), time.timeZone);
        reading.differences.push({
          kind: 'log',
          area: area ?? '?',
          metric: `${row.type} ${metric}`,
          hour,
          stored,
          recounted,
          incident: row.stream,
          seq: row.seq,
        });
      };
      const expected = chainHash(hash, rowForHash(row));
      if (row.seq !== reading.lastSeq + 1) wrong('after a gap in seq', `seq ${row.seq}`, `seq ${reading.lastSeq + 1}`);
      else if (row.hash !== expected) wrong('hash', row.hash, expected);
      if (row.recordedAtMs < recordedAtMs) wrong('recordedAt before the row before', String(row.recordedAtMs), `≥ ${recordedAtMs}`);
      // Go on from what is stored: one edit is one difference, not all that follows.
      hash = row.hash;
      recordedAtMs = row.recordedAtMs;
      reading.lastSeq = row.seq;
      reading.events += 1;
    }
    progress(reading.events);
    await nextTurn();
  }
}

function placeOf(payload: string): string | null {
  try {
    const { place } = JSON.parse(payload) as { place?: unknown };
    return typeof place === 'string' ? place : null;
  } catch {
    return null;
  }
}
