import { asc, desc, inArray, sql, type SQL } from 'drizzle-orm';
import { BUCKET_GRID_MS } from '../domain/readings/buckets.ts';
import { BUCKET_STEPS } from '../../shared/readings.ts';
import type { Neighbours, ReadingRows } from '../app/reading-ports.ts';
import type { Bucket } from '../domain/readings/buckets.ts';
import type { ChannelState } from '../domain/readings/judge.ts';
import { bulkWrite } from './bulk-write.ts';
import type { Connection } from './connection.ts';
import { prepare } from './dialect.ts';
import { hotWrite } from './hot-write.ts';
import type { Schema } from './schema.ts';

const HEAD = 1;
const [MINUTE, HOUR, DAY] = [0, 1, 2];

/** Raw readings, buckets and what each channel last told, on the writing connection. */
export function readingsRepo(connection: Connection): ReadingRows {
  const { writer: db, dialect, schema } = connection;
  const { readings: r, readingBuckets: b, channelStates: s, readingHead: h } = schema;
  const p = sql.placeholder;
  const head = prepare(db.select({ lastId: h.lastId, devicesRev: h.devicesRev }).from(h).where(sql`${h.id} = ${HEAD}`), 'reading_head_get');
  const putHead = hotWrite<{ id: number; lastId: number; devicesRev: number }>(
    db
      .insert(h)
      .values({ id: p('id'), lastId: p('lastId'), devicesRev: p('devicesRev') })
      .onConflictDoUpdate({ target: h.id, set: { lastId: sql`excluded.last_id`, devicesRev: sql`excluded.devices_rev` } }),
    'reading_head_put',
  );
  const add = bulkWrite(connection, r, 'reading_add');
  const least = (mine: SQLColumn, other: string, than: '<' | '>') =>
    sql.raw(`case when excluded.${other} ${than} reading_buckets.${other} then excluded.${other} else reading_buckets.${mine} end`);
  const isLater = 'excluded.last_at_ms >= reading_buckets.last_at_ms';
  const addBuckets = bulkWrite(connection, b, 'reading_bucket_add', {
    target: ['step', 'startMs', 'channel'],
    set: {
      n: sql.raw('reading_buckets.n + excluded.n'),
      sum: sql.raw('reading_buckets.sum + excluded.sum'),
      min: least('min', 'min', '<'),
      max: least('max', 'max', '>'),
      last: sql.raw(`case when ${isLater} then excluded.last else reading_buckets.last end`),
      lastAtMs: sql.raw(`case when ${isLater} then excluded.last_at_ms else reading_buckets.last_at_ms end`),
    },
  });
  const putStates = bulkWrite(connection, s, 'channel_state_put', {
    target: ['channel'],
    set: {
      lastId: sql`excluded.last_id`,
      lastAtMs: sql`excluded.last_at_ms`,
      lastReceivedMs: sql`excluded.last_received_ms`,
      lastValue: sql`excluded.last_value`,
      lastFlags: sql`excluded.last_flags`,
      sameSinceMs: sql`excluded.same_since_ms`,
      goodId: sql`excluded.good_id`,
      goodAtMs: sql`excluded.good_at_ms`,
      goodReceivedMs: sql`excluded.good_received_ms`,
      goodValue: sql`excluded.good_value`,
    },
  });
  const setFlags = hotWrite<{ id: number; flags: number }>(
    db
      .update(r)
      .set({ flags: p('flags') as never })
      .where(sql`${r.id} = ${p('id')}`),
    'reading_flags_set',
  );

  /** Each looked up where it would stand: they lie by time first, and all others' of that time are not read. */
  const standing = (channel: number, step: number, fromMs: number, toMs: number): SQL =>
    sql`${b.step} = ${step} and ${b.startMs} in ${startsWithin(step, fromMs, toMs)} and ${b.channel} = ${channel}`;

  return {
    async head() {
      const [row] = await head.execute();
      return row ?? { lastId: 0, devicesRev: 0 };
    },
    putHead: (to) => putHead({ id: HEAD, ...to }),
    states: (channels) => channelStatesOf(db, schema, channels),
    putStates: (states) =>
      putStates([...states].flatMap(([channel, state]) => (state.last === null ? [] : [stateRow(channel, state, state.last)]))),
    async neighbours(asked) {
      if (asked.length === 0) return [];
      const rows = sql.join(
        asked.map(({ channel, atMs }, i) => sql.raw(`(${i}, ${channel}, ${atMs})`)),
        sql`, `,
      );
      const before = (column: string) =>
        sql.raw(`(select ${column} from readings where channel = asked.c and at_ms < asked.t and flags = 0 order by at_ms desc limit 1)`);
      const found = await dialect.rows<{ i: number; same: number | null; atMs: number | null; value: number | null }>(
        db,
        sql`with asked (i, c, t) as (values ${rows})
          select i, (select value from readings where channel = asked.c and at_ms = asked.t) as same,
            ${before('at_ms')} as "atMs", ${before('value')} as value from asked order by i`,
      );
      return found.map(
        ({ same, atMs, value }): Neighbours => ({
          same: same === null ? null : { value: same },
          before: atMs === null || value === null ? null : { atMs, value },
        }),
      );
    },
    add,
    addBuckets,
    raw: (channel, fromMs, toMs) =>
      db.select().from(r).where(sql`${r.channel} = ${channel} and ${r.atMs} >= ${fromMs} and ${r.atMs} < ${toMs}`).orderBy(asc(r.atMs)),
    setFlags: (id, flags) => setFlags({ id, flags }),
    async replaceBuckets(channel, fromMs, toMs, buckets) {
      for (const step of [MINUTE, HOUR]) await db.delete(b).where(standing(channel, step, fromMs, toMs));
      await addBuckets(buckets);
    },
    hours: (channel, fromMs, toMs) =>
      db
        .select()
        .from(b)
        .where(standing(channel, HOUR, fromMs, toMs))
        .orderBy(asc(b.startMs)),
    async putDay(channel, startMs, bucket) {
      await db.delete(b).where(sql`${b.step} = ${DAY} and ${b.startMs} = ${startMs} and ${b.channel} = ${channel}`);
      if (bucket) await addBuckets([bucket]);
    },
    async lastGood(channel, beforeMs) {
      const [row] = await db
        .select({ id: r.id, atMs: r.atMs, receivedMs: r.receivedMs, value: r.value })
        .from(r)
        .where(sql`${r.channel} = ${channel} and ${r.atMs} < ${beforeMs} and ${r.flags} = 0`)
        .orderBy(desc(r.atMs))
        .limit(1);
      return row ?? null;
    },
  };
}
type SQLColumn = keyof Pick<Bucket, 'min' | 'max'>;

/** Every instant at which a bucket of this step could begin. */
function startsWithin(step: number, fromMs: number, toMs: number): number[] {
  const gridMs = BUCKET_GRID_MS[BUCKET_STEPS[step]!];
  const firstMs = Math.ceil(fromMs / gridMs) * gridMs;
  return Array.from({ length: Math.max(0, Math.ceil((toMs - firstMs) / gridMs)) }, (_, i) => firstMs + i * gridMs);
}

/** What channels last told; those that never spoke are not among them. */
export async function channelStatesOf(
  db: Connection['reader'],
  { channelStates: s }: Schema,
  channels: readonly number[],
): Promise<Map<number, ChannelState>> {
  const found = new Map<number, ChannelState>();
  for (let i = 0; i < channels.length; i += AT_ONCE)
    for (const row of await db
      .select()
      .from(s)
      .where(inArray(s.channel, channels.slice(i, i + AT_ONCE))))
      found.set(row.channel, toState(row));
  return found;
}
const AT_ONCE = 1_000;

const toState = (row: Schema['channelStates']['$inferSelect']): ChannelState => ({
  last: { id: row.lastId, atMs: row.lastAtMs, receivedMs: row.lastReceivedMs, value: row.lastValue, flags: row.lastFlags },
  sameSinceMs: row.sameSinceMs,
  good: row.goodId === null ? null : { id: row.goodId, atMs: row.goodAtMs!, receivedMs: row.goodReceivedMs!, value: row.goodValue! },
});
const stateRow = (channel: number, { sameSinceMs, good }: ChannelState, last: NonNullable<ChannelState['last']>) => ({
  channel,
  lastId: last.id,
  lastAtMs: last.atMs,
  lastReceivedMs: last.receivedMs,
  lastValue: last.value,
  lastFlags: last.flags,
  sameSinceMs,
  goodId: good?.id ?? null,
  goodAtMs: good?.atMs ?? null,
  goodReceivedMs: good?.receivedMs ?? null,
  goodValue: good?.value ?? null,
});
