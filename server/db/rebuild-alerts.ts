import { asc, sql } from 'drizzle-orm';
import type { Alert } from '../domain/alerts/alert.ts';
import { evolveAlert } from '../domain/alerts/evolve-alert.ts';
import { alertRow, toAlertEvent } from './alerts.repo.ts';
import type { Connection } from './connection.ts';

const BATCH = 500;

/** Alerts as their log tells them. They are few, so they are made within the transaction at hand. */
export async function rebuildAlerts({ writer, schema: { alertEvents: e, alerts: a, alertAreas } }: Connection): Promise<void> {
  const found = new Map<number, { alert: Alert; rev: number }>();
  for (let seq = 0; ; ) {
    const rows = await writer.select().from(e).where(sql`${e.seq} > ${seq}`).orderBy(asc(e.seq)).limit(BATCH);
    for (const row of rows)
      found.set(row.stream, { alert: evolveAlert(found.get(row.stream)?.alert ?? null, toAlertEvent(row)), rev: row.seq });
    if (rows.length === 0) break;
    seq = rows.at(-1)!.seq;
  }
  await writer.delete(a);
  await writer.delete(alertAreas);
  for (const { alert, rev } of found.values()) {
    await writer.insert(a).values({ id: alert.id, ...alertRow(alert, rev) });
    const areas = alert.reach.map((area) => ({ area, alert: alert.id }));
    for (let at = 0; at < areas.length; at += BATCH) await writer.insert(alertAreas).values(areas.slice(at, at + BATCH));
  }
}
