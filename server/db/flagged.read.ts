import { desc, inArray, sql } from 'drizzle-orm';
import type { FlaggedReads } from '../app/reading-ports.ts';
import type { Connection } from './connection.ts';

/** Readings that are kept and not believed: an index of their own holds these alone, for most readings are good. */
export function flaggedReads({ reader: db, schema: { readings: r } }: Pick<Connection, 'reader' | 'schema'>): FlaggedReads {
  return {
    async counts(channels, sinceMs) {
      if (channels.length === 0) return [];
      const rows = await db
        .select({ channel: r.channel, flags: r.flags, n: sql<number>`count(*)` })
        .from(r)
        .where(sql`${inArray(r.channel, [...channels])} and ${r.atMs} >= ${sinceMs} and flags <> 0`)
        .groupBy(r.channel, r.flags);
      return rows.map(({ n, ...row }) => ({ ...row, n: Number(n) }));
    },
    rows: (channel, { fromMs, toMs, limit }) =>
      db
        .select({ atMs: r.atMs, value: r.value, flags: r.flags })
        .from(r)
        .where(sql`${r.channel} = ${channel} and ${r.atMs} >= ${fromMs} and ${r.atMs} < ${toMs} and flags <> 0`)
        .orderBy(desc(r.atMs))
        .limit(limit),
  };
}
