import { hash as oneShot } from 'node:crypto';
import { asc, gt, sql } from 'drizzle-orm';
import type { LoggedEvent } from '../app/ports.ts';
import type { Decided, Detail, EventType, IncidentEvent } from '../domain/incident-event.ts';
import { prepare, type Dialect, type Queryable } from './dialect.ts';
import { hotWrite } from './hot-write.ts';
import type { Schema } from './schema.ts';

export interface LogHead {
  seq: number;
  hash: string;
  recordedAtMs: number;
  /** The highest incident id given out. */
  stream: number;
}
const START: LogHead = { seq: 0, hash: '', recordedAtMs: 0, stream: 0 };

const digest = (text: string): string => oneShot('sha256', text, 'base64url');

/** Each row's hash covers the row and the hash before it: an edit, a loss or a swap breaks the chain from there on. */
export const chainHash = (before: string, row: readonly (string | number | null)[]): string => digest(`${before}\n${JSON.stringify(row)}`);

interface Row {
  seq: number;
  recordedAtMs: number;
  occurredAtMs: number;
  actor: string;
  seat: string | null;
  stream: number;
  version: number;
  type: string;
  payload: string;
  hash: string;
}
export const rowForHash = (row: Omit<Row, 'hash'>): (string | number | null)[] => [
  row.seq,
  row.recordedAtMs,
  row.occurredAtMs,
  row.actor,
  row.seat,
  row.stream,
  row.version,
  row.type,
  row.payload,
];

export function toEvent(row: Row): LoggedEvent {
  const { detail, ...decided } = JSON.parse(row.payload) as Decided & { detail: Detail };
  return {
    seq: row.seq,
    recordedAtMs: row.recordedAtMs,
    hash: row.hash,
    type: row.type as EventType,
    id: row.stream,
    version: row.version,
    occurredAtMs: row.occurredAtMs,
    actor: row.actor,
    decided,
    detail,
  };
}

/** `{...decided, detail}` as JSON, without making that object: a spread takes longer than writing it out. */
const payloadOf = ({ decided, detail }: IncidentEvent): string =>
  `${JSON.stringify(decided).slice(0, -1)},"detail":${JSON.stringify(detail)}}`;

/** Writes the log under the lock: `seq` without gaps, in commit order. */
export function eventLogWriter(db: Queryable, dialect: Dialect, { events: t }: Schema) {
  const insert = hotWrite<Row>(
    db.insert(t).values({
      seq: sql.placeholder('seq'),
      recordedAtMs: sql.placeholder('recordedAtMs'),
      occurredAtMs: sql.placeholder('occurredAtMs'),
      actor: sql.placeholder('actor'),
      seat: sql.placeholder('seat'),
      stream: sql.placeholder('stream'),
      version: sql.placeholder('version'),
      type: sql.placeholder('type'),
      payload: sql.placeholder('payload'),
      hash: sql.placeholder('hash'),
    }),
    'event_insert',
  );
  const last = prepare(
    db.select({ seq: t.seq, hash: t.hash, recordedAtMs: t.recordedAtMs }).from(t).orderBy(sql`${t.seq} desc`).limit(1),
    'event_last',
  );
  const lastStream = prepare(db.select({ stream: sql<number | null>`max(${t.stream})` }).from(t), 'event_last_stream');
  void dialect;
  return {
    /** The log's end, read under the lock: another process may have written since. */
    async head(): Promise<LogHead> {
      const [row] = await last.execute();
      if (!row) return { ...START };
      const [{ stream } = { stream: 0 }] = await lastStream.execute();
      return { ...row, stream: Number(stream ?? 0) };
    },
    /** Appends one event after `head`, which it moves on. */
    async append(head: LogHead, event: IncidentEvent, recordedAtMs: number): Promise<void> {
      const row = {
        seq: head.seq + 1,
        recordedAtMs,
        occurredAtMs: event.occurredAtMs,
        actor: event.actor,
        seat: null,
        stream: event.id,
        version: event.version,
        type: event.type,
        payload: payloadOf(event),
      };
      const hash = chainHash(head.hash, rowForHash(row));
      await insert({ ...row, hash });
      head.seq = row.seq;
      head.hash = hash;
      head.recordedAtMs = recordedAtMs;
    },
  };
}

/** Reads the log in `seq` order, for tails, timelines and rebuilds. */
export function eventLogReader(db: Queryable, { events: t }: Schema) {
  const after = prepare(
    db
      .select()
      .from(t)
      .where(gt(t.seq, sql.placeholder('seq')))
      .orderBy(asc(t.seq))
      .limit(sql.placeholder('limit')),
    'events_after',
  );
  const ofStream = prepare(
    db
      .select()
      .from(t)
      .where(sql`${t.stream} = ${sql.placeholder('stream')}`)
      .orderBy(asc(t.version)),
    'events_of_stream',
  );
  const last = prepare(db.select({ seq: sql<number | null>`max(${t.seq})` }).from(t), 'events_last_seq');
  return {
    async after(seq: number, limit: number): Promise<LoggedEvent[]> {
      return (await after.execute({ seq, limit })).map(toEvent);
    },
    async ofStream(stream: number): Promise<LoggedEvent[]> {
      return (await ofStream.execute({ stream })).map(toEvent);
    },
    /** The hash of one event, by which two logs can be told apart; empty before the first, and where there is none. */
    async hashAt(seq: number): Promise<string> {
      const [row] = await db.select({ hash: t.hash }).from(t).where(sql`${t.seq} = ${seq}`);
      return row?.hash ?? '';
    },
    async lastSeq(): Promise<number> {
      const [row] = await last.execute();
      return Number(row?.seq ?? 0);
    },
  };
}
export type EventLogReader = ReturnType<typeof eventLogReader>;
