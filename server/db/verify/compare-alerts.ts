import { asc, sql } from 'drizzle-orm';
import type { LocalTime } from '../../../shared/local-time.ts';
import type { Alert } from '../../domain/alerts/alert.ts';
import { evolveAlert } from '../../domain/alerts/evolve-alert.ts';
import { toAlertEvent } from '../alerts.repo.ts';
import type { Queryable } from '../dialect.ts';
import { chainHash, rowForHash } from '../event-log.ts';
import { nextTurn } from '../next-turn.ts';
import type { Schema } from '../schema.ts';
import { hourText, type Difference } from './difference.ts';

const BATCH = 500;

/** The log of alerts by its chain, and what it tells against what is stored of each alert. */
export async function compareAlerts(db: Queryable, { alertEvents: e, alerts: a }: Schema, time: LocalTime): Promise<Difference[]> {
  const found: Difference[] = [];
  const states = new Map<number, Alert>();
  let [seq, hash, recordedAtMs] = [0, '', 0];
  for (;;) {
    const rows = await db.select().from(e).where(sql`${e.seq} > ${seq}`).orderBy(asc(e.seq)).limit(BATCH);
    if (rows.length === 0) break;
    for (const row of rows) {
      const hour = hourText(time.hourOf(row.occurredAtMs), time.timeZone);
      const wrong = (metric: string, stored: string, recounted: string): void =>
        void found.push({
          kind: 'alert',
          area: `alert ${row.stream}`,
          metric: `${row.type} ${metric}`,
          hour,
          stored,
          recounted,
          seq: row.seq,
        });
      const expected = chainHash(hash, rowForHash(row));
      if (row.seq !== seq + 1) wrong('after a gap in seq', `seq ${row.seq}`, `seq ${seq + 1}`);
      else if (row.hash !== expected) wrong('hash', row.hash, expected);
      if (row.recordedAtMs < recordedAtMs) wrong('recordedAt before the row before', String(row.recordedAtMs), `≥ ${recordedAtMs}`);
      states.set(row.stream, evolveAlert(states.get(row.stream) ?? null, toAlertEvent(row)));
      ({ seq, hash, recordedAtMs } = row);
    }
    await nextTurn();
  }
  const stored = new Map((await db.select({ id: a.id, state: a.state }).from(a)).map(({ id, state }) => [id, state]));
  for (const id of new Set([...stored.keys(), ...states.keys()])) {
    const told = states.get(id);
    const [is, should] = [stored.get(id) ?? 'no row', told ? JSON.stringify(told) : 'no event'];
    if (is !== should)
      found.push({
        kind: 'alert',
        area: `alert ${id}`,
        metric: 'state',
        hour: 'now',
        stored: is.slice(0, 80),
        recounted: should.slice(0, 80),
      });
  }
  return found;
}
