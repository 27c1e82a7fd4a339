import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { JudgedState, ValueKind } from '../../shared/plan-terms.ts';
import type { PlanContent } from '../../shared/plan-wire.ts';
import type { PlanRows } from '../app/plan-ports.ts';
import type { PlanAct } from '../domain/plans/decide-plan.ts';
import type { Plan, PlanValue } from '../domain/plans/plan.ts';
import type { Connection } from './connection.ts';

/** Action plans, every version of each, and every revision of what was reached. */
export function plansRepo({ reader, writer, schema }: Pick<Connection, 'reader' | 'writer' | 'schema'>): PlanRows {
  const { plans: p, planActs: a, planValues: v } = schema;
  const toPlan = ({ content, ...row }: typeof p.$inferSelect): Plan => ({ ...row, content: JSON.parse(content) as PlanContent });
  const toValue = ({ kind, judged, ...row }: typeof v.$inferSelect): PlanValue => ({
    ...row,
    kind: kind as ValueKind,
    judged: judged as JudgedState | null,
  });
  const oneOf = async (db: typeof reader, code: string): Promise<Plan | null> => {
    const [row] = await db.select().from(p).where(sql`${p.code} = ${code}`);
    return row ? toPlan(row) : null;
  };

  return {
    all: async () => (await reader.select().from(p).orderBy(asc(p.code))).map(toPlan),
    one: (code) => oneOf(reader, code),
    async acts(code) {
      const rows = await reader.select().from(a).where(sql`${a.plan} = ${code}`).orderBy(desc(a.version));
      return rows.map(({ version, act, content, by, atMs }) => ({
        version,
        act: act as PlanAct,
        content: JSON.parse(content) as PlanContent,
        by,
        atMs,
      }));
    },
    async values({ plan, areas, item }) {
      const ofItem = item === null ? sql`` : sql` and ${v.item} = ${item}`;
      const rows = await reader
        .select()
        .from(v)
        .where(sql`${v.plan} = ${plan} and ${inArray(v.area, [...areas])}${ofItem}`)
        .orderBy(asc(v.asOf), asc(v.revision));
      return rows.map(toValue);
    },
    txOne: (code) => oneOf(writer, code),
    async txPut({ content, ...plan }, act) {
      const row = { ...plan, content: JSON.stringify(content) };
      await writer.insert(p).values(row).onConflictDoUpdate({ target: p.code, set: row });
      const { code, version, by, atMs } = plan;
      await writer.insert(a).values({ plan: code, version, act, content: row.content, by, atMs });
    },
    async txValue({ plan, item, area, kind, period }) {
      const [row] = await writer
        .select()
        .from(v)
        .where(sql`${v.plan} = ${plan} and ${v.item} = ${item} and ${v.area} = ${area} and ${v.kind} = ${kind} and ${v.period} = ${period}`)
        .orderBy(desc(v.revision))
        .limit(1);
      return row ? toValue(row) : null;
    },
    async txTold(plan) {
      const rows = await writer.selectDistinct({ item: v.item }).from(v).where(sql`${v.plan} = ${plan}`);
      return rows.map(({ item }) => item);
    },
    async txPutValue(value) {
      await writer.insert(v).values(value);
    },
  };
}
