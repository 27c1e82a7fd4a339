import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { AlarmChange } from '../../shared/rule-terms.ts';
import type { RuleContent } from '../../shared/rule-wire.ts';
import type { ActionName, Alarm, AlarmStep, RuleRows, SubjectKey } from '../app/rule-ports.ts';
import type { Evidence } from '../domain/rules/rule.ts';
import type { Connection } from './connection.ts';

const SLICE = 100;

type AlarmPart = Pick<
  RuleRows,
  | 'alarms'
  | 'countOpen'
  | 'alarm'
  | 'steps'
  | 'since'
  | 'lastRev'
  | 'toDo'
  | 'alarmsOf'
  | 'txFind'
  | 'txAlarm'
  | 'txAlarmsOf'
  | 'txLastN'
  | 'txOpenOf'
  | 'txActing'
  | 'txLastAlarm'
  | 'txPutAlarms'
>;

/** Alarms and the log of what happened to each. */
export function alarmsRepo({
  reader,
  writer,
  schema: { alarms: a, alarmChanges: c },
}: Pick<Connection, 'reader' | 'writer' | 'schema'>): AlarmPart {
  const one = async (db: typeof reader, where: ReturnType<typeof sql>): Promise<Alarm | null> => {
    const [row] = await db.select().from(a).where(where);
    return row ? toAlarm(row) : null;
  };
  const within = (places: readonly string[] | null) => (places === null ? sql`true` : inArray(a.area, [...places]));
  const lastOf = async (db: typeof reader, column: typeof a.id | typeof c.id, table: typeof a | typeof c): Promise<number> => {
    const [row] = await db.select({ last: sql<number | null>`max(${column})` }).from(table);
    return Number(row?.last ?? 0);
  };
  const isOf = ({ rule, version, subject }: SubjectKey) =>
    sql`${a.rule} = ${rule} and ${a.version} = ${version} and ${a.subject} = ${subject}`;
  const ofSubject = async (db: typeof reader, key: SubjectKey, sinceMs: number): Promise<Alarm[]> =>
    (
      await db
        .select()
        .from(a)
        .where(sql`${isOf(key)} and (${a.clearedAtMs} is null or ${a.clearedAtMs} >= ${sinceMs})`)
        .orderBy(asc(a.raisedAtMs), asc(a.id))
    ).map(toAlarm);
  return {
    async alarms({ places, isOpen, rule, before, limit }) {
      const rows = await reader
        .select()
        .from(a)
        .where(
          sql.join(
            [
              within(places),
              ...(isOpen === null ? [] : [isOpen ? sql`${a.clearedAtMs} is null` : sql`${a.clearedAtMs} is not null`]),
              ...(rule === null ? [] : [sql`${a.rule} = ${rule}`]),
              ...(before === null ? [] : [sql`${a.id} < ${before}`]),
            ],
            sql` and `,
          ),
        )
        .orderBy(desc(a.id))
        .limit(limit);
      return rows.map(toAlarm);
    },
    async countOpen(places) {
      const rows = await reader
        .select({ rule: a.rule, n: sql<number>`count(*)` })
        .from(a)
        .where(sql`${a.clearedAtMs} is null and ${within(places)}`)
        .groupBy(a.rule);
      return new Map(rows.map(({ rule, n }) => [rule, Number(n)]));
    },
    alarm: (id) => one(reader, sql`${a.id} = ${id}`),
    async steps(alarm) {
      const rows = await reader.select().from(c).where(sql`${c.alarm} = ${alarm}`).orderBy(asc(c.id));
      return rows.map(
        ({ id: _id, change, readings, ...row }): AlarmStep => ({
          ...row,
          change: change as AlarmChange,
          readings: JSON.parse(readings) as Evidence[],
        }),
      );
    },
    async since(rev) {
      const last = await lastOf(reader, c.id, c);
      if (last <= rev) return { areas: [], rev };
      const rows = await reader
        .selectDistinct({ area: a.area })
        .from(c)
        .innerJoin(a, sql`${a.id} = ${c.alarm}`)
        .where(sql`${c.id} > ${rev} and ${c.id} <= ${last}`);
      return { areas: rows.map(({ area }) => area), rev: last };
    },
    lastRev: () => lastOf(reader, c.id, c),
    toDo: async (limit) => (await reader.select().from(a).where(sql`${a.todo} is not null`).orderBy(asc(a.id)).limit(limit)).map(toAlarm),
    alarmsOf: (key, sinceMs) => ofSubject(reader, key, sinceMs),
    txAlarmsOf: (key, sinceMs) => ofSubject(writer, key, sinceMs),
    async txLastN(key) {
      const [row] = await writer
        .select({ n: sql<number | null>`max(${a.n})` })
        .from(a)
        .where(isOf(key));
      return Number(row?.n ?? 0);
    },
    txFind: ({ n, ...key }) => one(writer, sql`${isOf(key)} and ${a.n} = ${n}`),
    txAlarm: (id) => one(writer, sql`${a.id} = ${id}`),
    txOpenOf: async (rule) =>
      (await writer.select().from(a).where(sql`${a.rule} = ${rule} and ${a.clearedAtMs} is null`).orderBy(asc(a.id))).map(toAlarm),
    async txActing(rule, sinceMs) {
      const [row] = await writer
        .select({ n: sql<number>`count(*)` })
        .from(a)
        .where(sql`${a.rule} = ${rule} and ${a.recordedAtMs} > ${sinceMs} and ${a.isHeld} = 0`);
      return Number(row?.n ?? 0);
    },
    txLastAlarm: () => lastOf(writer, a.id, a),
    async txPutAlarms(fresh, changed, steps) {
      const rows = fresh.map(toRow);
      for (let at = 0; at < rows.length; at += SLICE) await writer.insert(a).values(rows.slice(at, at + SLICE));
      for (const alarm of changed) await writer.update(a).set(toRow(alarm)).where(sql`${a.id} = ${alarm.id}`);
      let id = await lastOf(writer, c.id, c);
      const told = steps.map((step) => ({ ...step, id: (id += 1), readings: JSON.stringify(step.readings) }));
      for (let at = 0; at < told.length; at += SLICE) await writer.insert(c).values(told.slice(at, at + SLICE));
    },
  };

  function toAlarm({ names, isHeld, isWithdrawn, asked, todo, readings, ...row }: typeof a.$inferSelect): Alarm {
    return {
      ...row,
      names: JSON.parse(names) as RuleContent['names'],
      isHeld: isHeld === 1,
      isWithdrawn: isWithdrawn === 1,
      asked: toActions(asked),
      todo: toActions(todo),
      readings: JSON.parse(readings) as Evidence[],
    };
  }
  function toRow({ names, isHeld, isWithdrawn, asked, todo, readings, ...alarm }: Alarm): typeof a.$inferInsert {
    return {
      ...alarm,
      names: JSON.stringify(names),
      isHeld: isHeld ? 1 : 0,
      isWithdrawn: isWithdrawn ? 1 : 0,
      asked: asked.join(',') || null,
      todo: todo.join(',') || null,
      readings: JSON.stringify(readings),
    };
  }
}

const toActions = (text: string | null): ActionName[] => (text === null ? [] : (text.split(',') as ActionName[]));
