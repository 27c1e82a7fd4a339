import { desc, inArray, sql } from 'drizzle-orm';
import type { CallAct, CallKind } from '../../shared/calls.ts';
import type { CallActRow, CallRows } from '../app/calls.ts';
import type { Call } from '../domain/call.ts';
import type { Connection } from './connection.ts';

/** Calls and what happened to them. What begins with `tx` is called inside `Store.write` only. */
export function callsRepo({
  reader,
  writer,
  schema: { calls: c, callActs: a, screens: s },
}: Pick<Connection, 'reader' | 'writer' | 'schema'>) {
  const toCall = (row: typeof c.$inferSelect): Call => ({ ...row, kind: row.kind as CallKind });
  const nextOf = async (column: typeof c.rev | typeof c.id | typeof a.id, table: typeof c | typeof a): Promise<number> => {
    const [row] = await writer.select({ last: sql<number | null>`max(${column})` }).from(table);
    return Number(row?.last ?? 0) + 1;
  };
  const rows: CallRows = {
    async standing() {
      return (await reader.select().from(c).where(sql`${c.endedAtMs} is null`).orderBy(desc(c.id))).map(toCall);
    },
    async since(rev) {
      return (await reader.select().from(c).where(sql`${c.rev} > ${rev}`).orderBy(c.rev)).map(toCall);
    },
    async lastRev() {
      const [row] = await reader.select({ last: sql<number | null>`max(${c.rev})` }).from(c);
      return Number(row?.last ?? 0);
    },
    async acts(nodes, limit) {
      const found = await reader
        .select({ act: a, call: c })
        .from(a)
        .innerJoin(c, sql`${c.id} = ${a.call}`)
        .where(nodes === null ? undefined : inArray(c.node, [...nodes]))
        .orderBy(desc(a.id))
        .limit(limit);
      return found.map(
        ({ act: { atMs, actor, act, toNode }, call }): CallActRow => ({ atMs, actor, act: act as CallAct, toNode, call: toCall(call) }),
      );
    },
    async txStanding(upTo, limit, beforeId) {
      const found = await writer
        .select()
        .from(c)
        .where(sql`${c.endedAtMs} is null and ${c.id} <= ${upTo} and ${c.id} < ${beforeId}`)
        .orderBy(desc(c.id))
        .limit(limit);
      return found.map(toCall);
    },
    async txOf(kind, subject) {
      return (await writer.select().from(c).where(sql`${c.kind} = ${kind} and ${c.subject} = ${subject} and ${c.endedAtMs} is null`)).map(
        toCall,
      );
    },
    async txDue(nowMs, limit) {
      return (await writer.select().from(c).where(sql`${c.nextAtMs} <= ${nowMs}`).orderBy(c.nextAtMs, c.id).limit(limit)).map(toCall);
    },
    async txPut(call, act, actor, atMs) {
      const rev = await nextOf(c.rev, c);
      const id = call.id ?? (await nextOf(c.id, c));
      const row = { ...call, id, rev };
      if (call.id === undefined) await writer.insert(c).values(row);
      else await writer.update(c).set(row).where(sql`${c.id} = ${id}`);
      await writer.insert(a).values({ id: await nextOf(a.id, a), atMs, call: id, act, actor, toNode: row.toNode });
    },
    /** Nodes that have a wall. */
    async txWalls() {
      const found = await writer.selectDistinct({ area: s.area }).from(s).where(sql`${s.revokedAtMs} is null`);
      return new Set(found.map(({ area }) => area));
    },
  };
  return rows;
}
