import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { RuleAct } from '../../shared/rule-terms.ts';
import type { RuleContent } from '../../shared/rule-wire.ts';
import type { Rejudging, RuleRows, StateKey, StoredState } from '../app/rule-ports.ts';
import type { Core } from '../domain/rules/engine.ts';
import type { Rule } from '../domain/rules/rule.ts';
import type { Window } from '../domain/rules/window.ts';
import { alarmsRepo } from './alarms.repo.ts';
import { bulkWrite } from './bulk-write.ts';
import type { Connection } from './connection.ts';

/** Rows of a statement that names them one by one. */
const SLICE = 300;
const REJUDGED_AT_ONCE = 50;

/** Rules, how far each is, and what they have raised. */
export function rulesRepo(connection: Connection): RuleRows {
  const { reader, writer, schema } = connection;
  const { rules: r, ruleActs: acts, ruleStates: s, ruleCursors: c, alarms: a, rejudgings: j, devices: d, channels: ch } = schema;
  const toRule = ({ isOn, content, ...row }: typeof r.$inferSelect): Rule => ({
    ...row,
    isOn: isOn === 1,
    content: JSON.parse(content) as RuleContent,
  });
  const oneOf = async (db: typeof reader, id: number): Promise<Rule | null> => {
    const [row] = await db.select().from(r).where(sql`${r.id} = ${id}`);
    return row ? toRule(row) : null;
  };
  const cursorOf = async (db: typeof reader, log: string): Promise<number | null> => {
    const [row] = await db.select({ at: c.at }).from(c).where(sql`${c.log} = ${log}`);
    return row?.at ?? null;
  };
  const putStates = bulkWrite(connection, s, 'rule_state_put', {
    target: ['rule', 'subject', 'part'],
    set: {
      area: sql`excluded.area`,
      state: sql`excluded.state`,
      late: sql`excluded.late`,
      dueAtMs: sql`excluded.due_at_ms`,
    },
  });
  const stampOf = async (db: typeof reader): Promise<number> => {
    // Rules are never deleted, and each change is another version.
    const [row] = await db.select({ sum: sql<number | null>`sum(${r.version})` }).from(r);
    return Number(row?.sum ?? 0) + ((await cursorOf(db, 'marks')) ?? 0);
  };

  return {
    all: async () => (await reader.select().from(r).orderBy(asc(r.id))).map(toRule),
    one: (id) => oneOf(reader, id),
    async acts(rule) {
      const rows = await reader.select().from(acts).where(sql`${acts.rule} = ${rule}`).orderBy(desc(acts.version));
      return rows.map(({ act, isOn, content, ...row }) => ({
        ...row,
        act: act as RuleAct,
        isOn: isOn === 1,
        content: JSON.parse(content) as RuleContent,
      }));
    },
    stamp: () => stampOf(reader),
    async stats(heldSinceMs) {
      const last = await reader
        .select({ rule: a.rule, at: sql<number>`max(${a.recordedAtMs})` })
        .from(a)
        .groupBy(a.rule);
      const held = await reader
        .select({ rule: a.rule, n: sql<number>`count(*)` })
        .from(a)
        .where(sql`${a.recordedAtMs} > ${heldSinceMs} and ${a.isHeld} = 1`)
        .groupBy(a.rule);
      const late = await reader
        .select({ rule: s.rule, n: sql<number>`sum(${s.late})` })
        .from(s)
        .groupBy(s.rule);
      const [lastOf, heldOf, lateOf] = [
        new Map(last.map(({ rule, at }) => [rule, Number(at)])),
        new Map(held.map(({ rule, n }) => [rule, Number(n)])),
        new Map(late.map(({ rule, n }) => [rule, Number(n)])),
      ];
      return [...new Set([...lastOf.keys(), ...lateOf.keys()])].map((rule) => ({
        rule,
        lastMs: lastOf.get(rule) ?? null,
        held: heldOf.get(rule) ?? 0,
        late: lateOf.get(rule) ?? 0,
      }));
    },
    async states(keys) {
      const found = new Map<string, StoredState & { windows: Record<string, Window> }>();
      for (const [rule, subjects] of byRule(keys))
        for (let at = 0; at < subjects.length; at += SLICE) {
          const some = subjects.slice(at, at + SLICE);
          const rows = await reader
            .select()
            .from(s)
            .where(sql`${s.rule} = ${rule} and ${inArray(s.subject, some)}`)
            .orderBy(s.subject, s.part);
          for (const row of rows) {
            const state = found.get(`${rule} ${row.subject}`);
            // The empty part comes first.
            if (row.part === '') {
              const windows: Record<string, Window> = {};
              // One that does not say how far it had heard was written together with the cursor, by an earlier release.
              const { heard = 0, waiting = [], ...core } = JSON.parse(row.state) as Core & { heard?: number; waiting?: number[] };
              const { subject, area } = row;
              found.set(`${rule} ${subject}`, { rule, subject, area, state: { core, windows }, waiting, heard, windows });
            } else if (state) state.windows[row.part] = JSON.parse(row.state) as Window;
          }
        }
      return [...found.values()].map(({ windows: _windows, ...stored }) => stored);
    },
    async due(nowMs, limit, from) {
      const rows = await reader
        .select({ rule: s.rule, subject: s.subject })
        .from(s)
        .where(sql`${s.dueAtMs} is not null and ${s.dueAtMs} <= ${nowMs}`)
        .orderBy(asc(s.dueAtMs), asc(s.rule), asc(s.subject))
        .limit(limit)
        .offset(from);
      return rows;
    },
    async hasStates(rule) {
      const [row] = await reader.select({ rule: s.rule }).from(s).where(sql`${s.rule} = ${rule}`).limit(1);
      return row !== undefined;
    },
    subjectsOf: (rule, device) =>
      reader.selectDistinct({ subject: s.subject, area: s.area }).from(s).where(sql`${s.rule} = ${rule} and ${s.part} = ${device}`),
    async rejudgings() {
      const found = await reader
        .select({ device: j.device, area: d.area, fromMs: j.fromMs, act: j.act, revision: j.revision })
        .from(j)
        .innerJoin(d, sql`${d.code} = ${j.device} and ${d.recountFromMs} is null`)
        .orderBy(asc(j.device))
        .limit(REJUDGED_AT_ONCE);
      if (found.length === 0) return [];
      const told = await reader
        .select({ device: ch.device, indicator: ch.indicator })
        .from(ch)
        .where(
          inArray(
            ch.device,
            found.map(({ device }) => device),
          ),
        );
      return found.map(
        (each): Rejudging => ({
          ...each,
          act: each.act as Rejudging['act'],
          indicators: told.filter(({ device }) => device === each.device).map(({ indicator }) => indicator),
        }),
      );
    },
    cursor: (log) => cursorOf(reader, log),
    ...alarmsRepo(connection),
    txStamp: () => stampOf(writer),
    txCursor: (log) => cursorOf(writer, log),
    async txMoveCursor(log, at) {
      await writer.insert(c).values({ log, at }).onConflictDoUpdate({ target: c.log, set: { at } });
    },
    txOne: (id) => oneOf(writer, id),
    async txCount(node) {
      const [row] = await writer.select({ n: sql<number>`count(*)` }).from(r).where(sql`${r.node} = ${node}`);
      return Number(row?.n ?? 0);
    },
    async txPut(rule, act) {
      const [last] = await writer.select({ id: sql<number | null>`max(${r.id})` }).from(r);
      const id = rule.id ?? Number(last?.id ?? 0) + 1;
      const { node, version, by, atMs } = rule;
      const [isOn, content] = [rule.isOn ? 1 : 0, JSON.stringify(rule.content)];
      const row = { id, node, version, isOn, content, by, atMs };
      await writer.insert(r).values(row).onConflictDoUpdate({ target: r.id, set: row });
      await writer.insert(acts).values({ rule: id, version, act, isOn, content, actor: by, atMs });
      return { ...rule, id };
    },
    txPutStates: (changes) =>
      putStates(
        changes.flatMap(({ rule, subject, area, core, waiting, windows, dueMs, heard }) => [
          { rule, subject, part: '', area, state: JSON.stringify({ ...core, waiting, heard }), late: core.late, dueAtMs: dueMs },
          ...windows.map(([part, window]) => ({ rule, subject, part, area, state: JSON.stringify(window), late: 0, dueAtMs: null })),
        ]),
      ),
    async txDropStates(rule, subject) {
      const one = subject === undefined ? sql`` : sql` and ${s.subject} = ${subject}`;
      await writer.delete(s).where(sql`${s.rule} = ${rule}${one}`);
    },
    async txEndRejudging(device, revision) {
      await writer.delete(j).where(sql`${j.device} = ${device} and ${j.revision} = ${revision}`);
    },
  };
}

function byRule(keys: readonly StateKey[]): Map<number, string[]> {
  const subjects = new Map<number, string[]>();
  for (const { rule, subject } of keys) (subjects.get(rule) ?? subjects.set(rule, []).get(rule)!).push(subject);
  return subjects;
}
