import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { CapIdentity } from '../../shared/cap.ts';
import type { AlertRows, AlertText, LoggedAlertEvent } from '../app/alert-ports.ts';
import type { Alert, AlertEvent } from '../domain/alerts/alert.ts';
import { evolveAlert } from '../domain/alerts/evolve-alert.ts';
import { settledAtMs } from '../domain/alerts/standing.ts';
import type { Connection } from './connection.ts';
import { chainHash, rowForHash } from './event-log.ts';
import { salted } from './salted.ts';

/** Alerts, their log, and what lies beside it. */
export function alertsRepo({ reader, writer, schema }: Connection): AlertRows {
  const { alerts: a, alertEvents: e, alertAreas: areas, alertMessages: m, alertReferences: r, alertTexts: t } = schema;
  type Row = typeof a.$inferSelect;
  const toAlert = ({ state }: Row): Alert => JSON.parse(state) as Alert;
  const toFound = (rows: readonly Row[], rev: number) => ({
    alerts: rows.map(toAlert),
    rev: rows.reduce((most, row) => Math.max(most, row.rev), rev),
  });
  const one = async (db: typeof reader, id: number): Promise<Alert | null> => {
    const [row] = await db.select().from(a).where(sql`${a.id} = ${id}`);
    return row ? toAlert(row) : null;
  };
  const currentIn = (db: typeof reader, nowMs: number) =>
    db.select().from(a).where(sql`${a.settledAtMs} > ${nowMs} or ${a.isDraft} = 1`).orderBy(asc(a.rev));
  const is = (table: typeof m | typeof r, { sender, identifier, sent }: CapIdentity) =>
    sql`${table.sender} = ${sender} and ${table.identifier} = ${identifier} and ${table.sentAtMs} = ${Date.parse(sent)}`;
  const keyOf = ({ sender, identifier, sent }: CapIdentity) => ({ sender, identifier, sentAtMs: Date.parse(sent) });

  async function log(event: AlertEvent, recordedAtMs: number): Promise<number> {
    const [last] = await writer.select({ seq: e.seq, hash: e.hash, atMs: e.recordedAtMs }).from(e).orderBy(desc(e.seq)).limit(1);
    const row = {
      seq: (last?.seq ?? 0) + 1,
      recordedAtMs: Math.max(recordedAtMs, last?.atMs ?? 0),
      occurredAtMs: event.occurredAtMs,
      actor: event.actor,
      seat: null,
      stream: event.id,
      version: event.version,
      type: event.type,
      payload: JSON.stringify({ ...event.decided, textHash: event.textHash }),
    };
    await writer.insert(e).values({ ...row, hash: chainHash(last?.hash ?? '', rowForHash(row)) });
    return row.seq;
  }
  async function put(alert: Alert, rev: number, before: Alert | null): Promise<void> {
    const row = alertRow(alert, rev);
    if (before) await writer.update(a).set(row).where(sql`${a.id} = ${alert.id}`);
    else await writer.insert(a).values({ id: alert.id, ...row });
    const known = new Set(before?.reach);
    const reached = alert.reach.filter((area) => !known.has(area)).map((area) => ({ area, alert: alert.id }));
    const left = before?.reach.filter((area) => !alert.reach.includes(area)) ?? [];
    for (const area of left) await writer.delete(areas).where(sql`${areas.alert} = ${alert.id} and ${areas.area} = ${area}`);
    for (let at = 0; at < reached.length; at += 500) await writer.insert(areas).values(reached.slice(at, at + 500));
  }
  async function nextId(): Promise<number> {
    const [row] = await writer.select({ last: sql<number | null>`max(${a.id})` }).from(a);
    return Number(row?.last ?? 0) + 1;
  }

  return {
    since: async (rev) => toFound(await reader.select().from(a).where(sql`${a.rev} > ${rev}`).orderBy(asc(a.rev)), rev),
    async current(nowMs) {
      const [row] = await reader.select({ rev: sql<number | null>`max(${a.rev})` }).from(a);
      return toFound(await currentIn(reader, nowMs), Number(row?.rev ?? 0));
    },
    one: (id) => one(reader, id),
    async list({ area, before, limit }) {
      const older = before === null ? sql`` : sql` and ${a.id} < ${before}`;
      const within = area === null ? sql`` : sql` and ${a.id} in (select ${areas.alert} from ${areas} where ${areas.area} = ${area})`;
      const rows = await reader.select().from(a).where(sql`${a.id} > 0${older}${within}`).orderBy(desc(a.id)).limit(limit);
      return rows.map(toAlert);
    },
    async eventsOf(id): Promise<LoggedAlertEvent[]> {
      const rows = await reader.select().from(e).where(sql`${e.stream} = ${id}`).orderBy(asc(e.version));
      return rows.map((row) => ({ seq: row.seq, recordedAtMs: row.recordedAtMs, event: toAlertEvent(row) }));
    },
    async contentsOf(ids) {
      const found = new Map<number, AlertText['content'][]>();
      if (ids.length === 0) return found;
      const rows = await reader
        .select({ alert: t.alert, content: t.content })
        .from(t)
        .where(inArray(t.alert, [...ids]))
        .orderBy(asc(t.alert), asc(t.version));
      for (const { alert, content } of rows) found.set(alert, [...(found.get(alert) ?? []), JSON.parse(content) as AlertText['content']]);
      return found;
    },
    async textsOf(id) {
      const rows = await reader.select().from(t).where(sql`${t.alert} = ${id}`).orderBy(asc(t.version));
      return new Map(rows.map(({ version, content, raw }) => [version, { content: JSON.parse(content) as AlertText['content'], raw }]));
    },
    txOne: (id) => one(writer, id),
    txCurrent: async (nowMs) => (await currentIn(writer, nowMs)).map(toAlert),
    async txContentsOf(id) {
      const rows = await writer.select({ content: t.content }).from(t).where(sql`${t.alert} = ${id}`).orderBy(asc(t.version));
      return rows.map(({ content }) => JSON.parse(content) as AlertText['content']);
    },
    txMessages: (identity) =>
      writer.select({ alert: m.alert, contentHash: m.contentHash }).from(m).where(is(m, identity)).orderBy(asc(m.alert)),
    async txReferrer(identity) {
      const [row] = await writer.select().from(r).where(is(r, identity)).orderBy(asc(r.alert)).limit(1);
      return row?.alert ?? null;
    },
    async txNoteMessage(identity, references, alert, contentHash) {
      await writer.insert(m).values({ ...keyOf(identity), alert, contentHash });
      for (const reference of references)
        await writer
          .insert(r)
          .values({ ...keyOf(reference), alert })
          .onConflictDoNothing();
    },
    async txAppend(before, happening, { actor, occurredAtMs, recordedAtMs, text }) {
      const [id, version] = [before?.id ?? (await nextId()), (before?.version ?? 0) + 1];
      const side = text === null ? null : salted(text);
      const event: AlertEvent = { ...happening, id, version, occurredAtMs, actor, textHash: side?.hash ?? null };
      const after = evolveAlert(before, event);
      await put(after, await log(event, recordedAtMs), before);
      if (text && side)
        await writer.insert(t).values({ alert: id, version, content: JSON.stringify(text.content), raw: text.raw, salt: side.salt });
      return after;
    },
  };
}

/** What is stored of an alert, but for its id. */
export const alertRow = (alert: Alert, rev: number) => ({
  rev,
  settledAtMs: settledAtMs(alert),
  isDraft: Number(alert.isDraft && !alert.ended),
  state: JSON.stringify(alert),
});
/** A row of the log as the event that it was. */
export function toAlertEvent(row: {
  stream: number;
  version: number;
  occurredAtMs: number;
  actor: string;
  type: string;
  payload: string;
}): AlertEvent {
  const { textHash, ...decided } = JSON.parse(row.payload) as { textHash: string | null };
  const { stream: id, version, occurredAtMs, actor, type } = row;
  return { type, decided, id, version, occurredAtMs, actor, textHash } as AlertEvent;
}
