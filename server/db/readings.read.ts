import { asc, sql, type SQL } from 'drizzle-orm';
import { BUCKET_STEPS } from '../../shared/readings.ts';
import type { KeptReading, ReadingReads } from '../app/reading-ports.ts';
import { flagsOf } from '../domain/readings/flags.ts';
import type { Connection } from './connection.ts';

/** Readings and buckets for whoever reckons from them. */
export function readingReads({ reader: db, schema }: Pick<Connection, 'reader' | 'schema'>): ReadingReads {
  const { readings: r, readingBuckets: b, channels: c, channelStates: s, devices: d } = schema;
  const whose = { device: c.device, indicator: c.indicator, area: d.area };
  const toKept = ({ flags, ...row }: Omit<KeptReading, 'flags'> & { flags: number }): KeptReading => ({ ...row, flags: flagsOf(flags) });
  return {
    async since(id, most) {
      const rows = await db
        .select({ id: r.id, ...whose, atMs: r.atMs, receivedMs: r.receivedMs, value: r.value, flags: r.flags })
        .from(r)
        .innerJoin(c, sql`${c.id} = ${r.channel}`)
        .innerJoin(d, sql`${d.code} = ${c.device}`)
        .where(sql`${r.id} > ${id}`)
        .orderBy(asc(r.id))
        .limit(most);
      return rows.map(toKept);
    },
    async buckets({ indicator, devices, step, fromMs, toMs }) {
      if (devices?.length === 0) return [];
      const of: SQL = devices === null ? sql`` : sql` and ${c.device} in ${devices}`;
      return db
        .select({
          device: c.device,
          indicator: c.indicator,
          startMs: b.startMs,
          n: b.n,
          sum: b.sum,
          min: b.min,
          max: b.max,
          last: b.last,
          lastAtMs: b.lastAtMs,
        })
        .from(b)
        .innerJoin(c, sql`${c.id} = ${b.channel}`)
        .where(
          sql`${b.step} = ${BUCKET_STEPS.indexOf(step)} and ${b.startMs} >= ${fromMs} and ${b.startMs} < ${toMs} and ${c.indicator} = ${indicator}${of}`,
        )
        .orderBy(asc(b.startMs), asc(c.device));
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
