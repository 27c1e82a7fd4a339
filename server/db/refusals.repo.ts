import { and, desc, inArray, sql } from 'drizzle-orm';
import type { ReadingRefusal, RefusalReads, RefusalRows } from '../app/reading-ports.ts';
import { bulkWrite } from './bulk-write.ts';
import type { Connection } from './connection.ts';
import type { Schema } from './schema.ts';

/** Of the senders of one node so many are kept, the newest: one that makes up codes drives out its own alone. */
const KEPT_MOST = 5_000;
const UNKNOWN = 'device.unknown';

/** Readings that were not taken, counted by instrument, sign and reason. */
export function refusalsRepo(connection: Connection): RefusalRows & RefusalReads {
  const { reader, writer, schema } = connection;
  const { readingRefusals: r, devices: d } = schema;
  const add = bulkWrite(connection, r, 'reading_refusal_add', {
    target: ['device', 'indicator', 'code', 'node'],
    set: {
      n: sql.raw('reading_refusals.n + excluded.n'),
      lastMs: sql.raw('excluded.last_ms'),
      detail: sql.raw('excluded.detail'),
    },
  });
  async function dropOldest(node: string): Promise<void> {
    const [row] = await writer.select({ n: sql<number>`count(*)` }).from(r).where(sql`${r.node} = ${node}`);
    const beyond = Number(row!.n) - KEPT_MOST;
    if (beyond <= 0) return;
    const { device, indicator, code } = r;
    const oldest = writer
      .select({ device, indicator, code })
      .from(r)
      .where(sql`${r.node} = ${node}`)
      .orderBy(r.lastMs, device, indicator, code)
      .limit(beyond);
    await writer.delete(r).where(sql`${r.node} = ${node} and (${device}, ${indicator}, ${code}) in ${oldest}`);
  }
  return {
    async addRefusals(refusals) {
      if (refusals.length === 0) return;
      await add(refusals.map(({ detail, ...row }) => ({ ...row, detail: JSON.stringify(detail) })));
      for (const node of new Set(refusals.map((each) => each.node))) await dropOldest(node);
    },
    async ofDevice(device, limit) {
      const rows = await reader
        .select()
        .from(r)
        .where(sql`${r.device} = ${device}`)
        .orderBy(desc(r.lastMs), r.indicator, r.code)
        .limit(limit);
      return rows.map(toRefusal);
    },
    async unregistered(nodes, limit) {
      const lastMs = sql<number>`max(${r.lastMs})`;
      const isStrange = sql`${r.code} = ${UNKNOWN} and not exists (select 1 from ${d} where ${d.code} = ${r.device})`;
      const within = nodes === null ? undefined : inArray(r.node, [...nodes]);
      const found = await reader
        .select({ device: r.device, n: sql<number>`sum(${r.n})`, firstMs: sql<number>`min(${r.firstMs})`, lastMs })
        .from(r)
        .where(and(isStrange, within))
        .groupBy(r.device)
        .orderBy(desc(lastMs), r.device)
        .limit(limit);
      if (found.length === 0) return [];
      const codes = found.map(({ device }) => device);
      const told = await reader
        .selectDistinct({ device: r.device, indicator: r.indicator })
        .from(r)
        .where(and(isStrange, within, inArray(r.device, codes)))
        .orderBy(r.indicator);
      return found.map(({ device, ...row }) => ({
        device,
        indicators: told.filter((each) => each.device === device).map(({ indicator }) => indicator),
        n: Number(row.n),
        firstMs: Number(row.firstMs),
        lastMs: Number(row.lastMs),
      }));
    },
  };
}

const toRefusal = ({ detail, ...row }: Schema['readingRefusals']['$inferSelect']): ReadingRefusal => ({
  ...row,
  detail: JSON.parse(detail) as Record<string, unknown>,
});
