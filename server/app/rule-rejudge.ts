import { dueMs } from '../domain/rules/engine.ts';
import type { Tree } from '../domain/tree.ts';
import { raiseAll } from './alarm-book.ts';
import { Overtaken } from './overtaken.ts';
import type { Catalogue, Store } from './ports.ts';
import { waitingApart } from './rule-memory.ts';
import { ruleReplay, type Marked, type ReplayDeps } from './rule-replay.ts';
import type { Rejudging, RuleRows } from './rule-ports.ts';
import type { RuleSeeds } from './rule-seeds.ts';
import { placeOf, type RuleBook } from './rule-subjects.ts';
import { settleAlarms } from './settle-alarms.ts';

export interface RejudgeDeps extends Omit<ReplayDeps, 'seeds'> {
  store: Store;
  rows: RuleRows;
  seeds: RuleSeeds;
  catalogue(): Promise<Catalogue>;
}

/**
 * Judges anew what a device told since it was doubted, or believed again: from an instant at which nothing stood, over the readings that
 * count now. What comes out takes the place of the subject's state, and of its alarms since then. Each subject is written at once; broken
 * off between two and begun again, it comes out the same.
 */
export function ruleRejudger({ store, rows, seeds, catalogue, ...others }: RejudgeDeps) {
  const replay = ruleReplay({ rows, seeds, ...others });
  async function subjectsOf(mark: Rejudging, { byIndicator }: RuleBook, tree: Tree, nowMs: number): Promise<Marked[]> {
    const found: Marked[] = [];
    for (const rule of new Set(mark.indicators.flatMap((indicator) => byIndicator.get(indicator) ?? []))) {
      const places = new Map((await rows.subjectsOf(rule.id, mark.device)).map((each) => [each.subject, each]));
      const { device, area } = mark;
      const here = placeOf(rule, { id: 0, device, area, atMs: nowMs, seenMs: nowMs, value: 0 }, tree);
      if (here && !places.has(here.subject)) places.set(here.subject, here);
      for (const place of places.values()) found.push({ ...place, rule, mark });
    }
    return found;
  }
  async function write(subject: Marked, told: Awaited<ReturnType<typeof replay>>, stamp: number, cursor: number): Promise<boolean> {
    const { rule, mark, subject: name, area } = subject;
    const key = { rule: rule.id, version: rule.version, subject: name };
    const { state, happenings, before, levels, sinceMs } = told;
    return store.write(async ({ recordedAtMs }) => {
      if ((await rows.txStamp()) !== stamp || (await rows.txCursor('readings')) !== cursor) throw new Overtaken();
      // One that was taken back before is not of this time.
      const alarms = (await rows.txAlarmsOf(key, sinceMs)).filter(({ raisedAtMs, isWithdrawn }) => raisedAtMs >= sinceMs || !isWithdrawn);
      const given = { rule, subject: name, area, alarms, happenings };
      const settled = settleAlarms({ ...given, lastN: await rows.txLastN(key), mark: markOf(mark), recordedAtMs });
      await rows.txPutAlarms([], settled.changed, settled.steps);
      await raiseAll(rows, settled.fresh, recordedAtMs);
      await rows.txDropStates(rule.id, name);
      const late = Math.max(before.core.late, state.core.late);
      const core = { ...state.core, late, ladder: { ...state.core.ladder, n: settled.n } };
      if (core.newestMs !== null || settled.n > 0)
        await rows.txPutStates([
          {
            rule: rule.id,
            subject: name,
            area,
            ...waitingApart(core),
            windows: Object.entries(state.windows),
            dueMs: dueMs(rule.content, levels, state),
            heard: cursor,
          },
        ]);
      await rows.txMoveCursor('marks', ((await rows.txCursor('marks')) ?? 0) + 1);
      return settled.steps.length > 0 || settled.fresh.length > 0;
    });
  }

  return {
    isDue: async (): Promise<boolean> => (await rows.rejudgings()).length > 0,
    /** Judges anew what there is to judge anew; whether it changed any alarm. @throws Overtaken */
    async turn(rules: RuleBook, cursor: number, nowMs: number): Promise<boolean> {
      const marks = await rows.rejudgings();
      if (marks.length === 0) return false;
      const { tree } = await catalogue();
      seeds.forgetUsual();
      let { stamp } = rules;
      let isChanged = false;
      for (const mark of marks) {
        for (const subject of await subjectsOf(mark, rules, tree, nowMs)) {
          const told = await replay(subject, { cursor, nowMs }, tree);
          isChanged = (await write(subject, told, stamp, cursor)) || isChanged;
          stamp += 1;
        }
        await store.write(() => rows.txEndRejudging(mark.device, mark.revision));
      }
      return isChanged;
    },
  };
}

/** The mark by the device that it was set on, and the revision that came of it. */
const markOf = ({ device, revision }: Rejudging): string => `${device}#${revision}`;
