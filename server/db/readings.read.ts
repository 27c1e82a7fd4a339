import { asc, desc, inArray, sql, type SQL } from 'drizzle-orm';
import { BUCKET_STEPS } from '../../shared/readings.ts';
import type { KeptReading, RawReads, ReadingBucket, ReadingReads } from '../app/reading-ports.ts';
import { BUCKET_GRID_MS } from '../domain/readings/buckets.ts';
import { flagsOf } from '../domain/readings/flags.ts';
import type { Connection } from './connection.ts';

/** Looking up one takes about two microseconds. */
const LOOKS_MOST = 40_000;
/** Numbers in one statement. */
const NAMED_AT_ONCE = 500;

/** Readings and buckets for whoever reckons from them. */
export function readingReads({ reader: db, schema, dialect }: Pick<Connection, 'reader' | 'schema' | 'dialect'>): ReadingReads & RawReads {
  const { readings: r, readingBuckets: b, channels: c, channelStates: s, devices: d } = schema;
  const whose = { device: c.device, indicator: c.indicator, area: d.area };
  const toKept = ({ flags, ...row }: Omit<KeptReading, 'flags'> & { flags: number }): KeptReading => ({ ...row, flags: flagsOf(flags) });
  const raw = (where: SQL) =>
    db
      .select({ id: r.id, ...whose, atMs: r.atMs, receivedMs: r.receivedMs, value: r.value, flags: r.flags })
      .from(r)
      .innerJoin(c, sql`${c.id} = ${r.channel}`)
      .innerJoin(d, sql`${d.code} = ${c.device}`)
      .where(where);
  return {
    since: async (id, most) => (await raw(sql`${r.id} > ${id}`).orderBy(asc(r.id)).limit(most)).map(toKept),
    async these(ids) {
      const found: KeptReading[] = [];
      for (let at = 0; at < ids.length; at += NAMED_AT_ONCE)
        found.push(...(await raw(inArray(r.id, ids.slice(at, at + NAMED_AT_ONCE)))).map(toKept));
      return found;
    },
    async before({ indicator, devices, upToId, atMs }) {
      let newest: KeptReading | null = null;
      // Each by itself, where it would stand: together they would be read past.
      const channels = await db
        .select({ id: c.id })
        .from(c)
        .where(sql`${c.indicator} = ${indicator} and ${inArray(c.device, [...devices])}`);
      for (const { id } of channels) {
        const [row] = await raw(sql`${r.channel} = ${id} and ${r.atMs} <= ${atMs} and ${r.id} <= ${upToId} and ${r.flags} = 0`)
          .orderBy(desc(r.atMs))
          .limit(1);
        if (row && (newest === null || row.atMs > newest.atMs)) newest = toKept(row);
      }
      return newest;
    },
    async newest({ indicator, device, upToId, fromMs, beforeMs, limit }) {
      const [channel] = await db.select({ id: c.id }).from(c).where(sql`${c.indicator} = ${indicator} and ${c.device} = ${device}`);
      if (!channel) return [];
      const within = sql`${r.channel} = ${channel.id} and ${r.atMs} >= ${fromMs} and ${r.atMs} < ${beforeMs}`;
      const rows = await raw(sql`${within} and ${r.id} <= ${upToId} and ${r.flags} = 0`).orderBy(desc(r.atMs)).limit(limit);
      return rows.map(toKept);
    },
    async buckets(ask) {
      const { indicator, devices, step, fromMs, toMs } = ask;
      if (devices?.length === 0 || toMs <= fromMs) return [];
      const stepNo = BUCKET_STEPS.indexOf(step);
      const columns = sql`${c.device} as device, ${c.indicator} as indicator, ${b.startMs} as "startMs", ${b.n} as n, ${b.sum} as sum,
        ${b.min} as min, ${b.max} as max, ${b.last} as last, ${b.lastAtMs} as "lastAtMs"`;
      const firstMs = Math.ceil(fromMs / BUCKET_GRID_MS[step]) * BUCKET_GRID_MS[step];
      const looks = ((devices?.length ?? Number.POSITIVE_INFINITY) * (toMs - firstMs)) / BUCKET_GRID_MS[step];
      if (devices !== null && looks <= LOOKS_MOST)
        // They lie by time first: for a few devices each is looked up where it would stand, rather than reading past all others'.
        return dialect.rows<ReadingBucket>(
          db,
          sql`with recursive grid (ms) as (select ${sql.raw(String(firstMs))} where ${sql.raw(String(firstMs))} < ${sql.raw(String(toMs))}
            union all select ms + ${sql.raw(String(BUCKET_GRID_MS[step]))} from grid where ms + ${sql.raw(String(BUCKET_GRID_MS[step]))} < ${sql.raw(String(toMs))})
            select ${columns} from ${c} cross join grid
            join ${b} on ${b.step} = ${stepNo} and ${b.startMs} = grid.ms and ${b.channel} = ${c.id}
            where ${c.indicator} = ${indicator} and ${c.device} in ${devices} order by "startMs", device`,
        );
      const of: SQL = devices === null ? sql`` : sql` and ${c.device} in ${devices}`;
      return dialect.rows<ReadingBucket>(
        db,
        sql`select ${columns} from ${b} join ${c} on ${c.id} = ${b.channel}
          where ${b.step} = ${stepNo} and ${b.startMs} >= ${fromMs} and ${b.startMs} < ${toMs} and ${c.indicator} = ${indicator}${of}
          order by "startMs", device`,
      );
    },
    async latest(indicator) {
      const rows = await db
        .select({ id: s.goodId, ...whose, atMs: s.goodAtMs, receivedMs: s.goodReceivedMs, value: s.goodValue })
        .from(c)
        .innerJoin(s, sql`${s.channel} = ${c.id}`)
        .innerJoin(d, sql`${d.code} = ${c.device}`)
        .where(sql`${c.indicator} = ${indicator} and ${c.isOpen} = 1 and ${s.goodId} is not null`)
        .orderBy(asc(c.device));
      return rows.map(({ id, atMs, receivedMs, value, ...row }) =>
        toKept({ ...row, id: id!, atMs: atMs!, receivedMs: receivedMs!, value: value!, flags: 0 }),
      );
    },
  };
}
