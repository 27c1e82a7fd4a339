import type { RuleContent } from '../../shared/rule-wire.ts';
import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import { assertReadsRules, decideRule, mayChangeRule, maySeeRule, RULES_MOST } from '../domain/rules/decide-rule.ts';
import type { RuleGround } from '../domain/rules/rule-faults.ts';
import type { Rule } from '../domain/rules/rule.ts';
import { writesRules } from '../../shared/rule-terms.ts';
import { assertCleanTexts } from './clean-texts.ts';
import { once } from './once.ts';
import type { Catalogue, Store, Tx } from './ports.ts';
import type { Alarm, AlarmStep, RuleActRow, RuleRows, RuleStats } from './rule-ports.ts';

const HOUR_MS = 3_600_000;

interface Deps {
  store: Store;
  rows: RuleRows;
  catalogue(): Promise<Catalogue>;
  onChanged(): void;
  now(): number;
}
export interface SeenRule {
  rule: Rule;
  mayChange: boolean;
  open: number;
  stats: RuleStats;
}

export const groundOf = ({ tree, indicators, categories, alerts }: Catalogue, nowMs: number): RuleGround => ({
  tree,
  nowMs,
  hasIndicator: (code) => indicators.get(code) !== undefined,
  hasCategory: (code) => categories.has(code),
  alerts,
});

/** Rules and their alarms: who sees, makes and changes which. */
export function ruleUses({ store, rows, catalogue, onChanged, now }: Deps) {
  async function seen(actor: Actor, rules: readonly Rule[]): Promise<SeenRule[]> {
    const { tree } = await catalogue();
    const nowMs = now();
    const stats = new Map((await rows.stats(nowMs - HOUR_MS)).map((each) => [each.rule, each]));
    const open = await rows.countOpen(placesOf(actor.scope, tree, nowMs));
    return rules
      .filter(({ node }) => maySeeRule(actor, node, tree, nowMs))
      .map((rule) => ({
        rule,
        mayChange: mayChangeRule(actor, rule.node, tree, nowMs),
        open: open.get(rule.id) ?? 0,
        stats: stats.get(rule.id) ?? { rule: rule.id, lastMs: null, held: 0, late: 0 },
      }));
  }
  async function one(actor: Actor, id: number): Promise<Rule> {
    assertReadsRules(actor);
    const [rule, { tree }] = [await rows.one(id), await catalogue()];
    if (!rule || !maySeeRule(actor, rule.node, tree, now())) throw new Rejection('rule.unknown', { id });
    return rule;
  }
  /** What stood under the former version is over: the next one judges for itself. */
  async function supersede(rule: Rule, recordedAtMs: number): Promise<void> {
    const open = await rows.txOpenOf(rule.id);
    const changed = open.map((alarm): Alarm => ({ ...alarm, clearedAtMs: recordedAtMs, todo: [] }));
    const steps = open.map(
      ({ id, level }): AlarmStep => ({
        alarm: id,
        atMs: recordedAtMs,
        recordedAtMs,
        change: 'superseded',
        level,
        value: null,
        readings: [],
        detail: String(rule.version + 1),
      }),
    );
    await rows.txPutAlarms([], changed, steps);
    await rows.txDropStates(rule.id);
  }
  async function put(
    tx: Tx,
    actor: Actor,
    before: Rule | null,
    asked: { node: string; isOn: boolean; content: RuleContent; seenVersion: number | null },
  ): Promise<Rule> {
    const { rule, act } = decideRule(actor, before, asked, groundOf(tx.catalogue, now()));
    if (!before && (await rows.txCount(rule.node)) >= RULES_MOST)
      throw new Rejection('rule.too-many', { node: rule.node, most: RULES_MOST });
    if (before) await supersede(before, tx.recordedAtMs);
    return rows.txPut(before ? { ...rule, id: before.id } : rule, act);
  }

  return {
    /** @throws Rejection */
    async list(actor: Actor): Promise<{ rules: SeenRule[]; mayWrite: boolean }> {
      assertReadsRules(actor);
      return { rules: await seen(actor, await rows.all()), mayWrite: writesRules(actor.role) };
    },
    /** @throws Rejection */
    async one(actor: Actor, id: number): Promise<SeenRule> {
      return (await seen(actor, [await one(actor, id)]))[0]!;
    },
    /** Every version, the newest first. @throws Rejection */
    async acts(actor: Actor, id: number): Promise<RuleActRow[]> {
      await one(actor, id);
      return rows.acts(id);
    },
    /** @throws Rejection */
    async create(actor: Actor, asked: { node: string; isOn: boolean; content: RuleContent }, key?: string): Promise<SeenRule> {
      assertCleanTexts(asked.content);
      const { id } = await store.write((tx) => once(tx, actor, key, asked, () => put(tx, actor, null, { ...asked, seenVersion: null })));
      onChanged();
      return this.one(actor, id);
    },
    /** A new version, also where it is only switched on or off. @throws Rejection */
    async change(
      actor: Actor,
      id: number,
      asked: { isOn: boolean; content: RuleContent; seenVersion: number },
      key?: string,
    ): Promise<SeenRule> {
      assertCleanTexts(asked.content);
      assertReadsRules(actor);
      await store.write((tx) =>
        once(tx, actor, key, { id, ...asked }, async () => {
          const before = await rows.txOne(id);
          if (!before || !maySeeRule(actor, before.node, tx.catalogue.tree, now())) throw new Rejection('rule.unknown', { id });
          return put(tx, actor, before, { node: before.node, ...asked });
        }),
      );
      onChanged();
      return this.one(actor, id);
    },
    /** Of an area and all below it, newest first. @throws Rejection */
    async alarms(
      actor: Actor,
      ask: { area: string; isOpen: boolean | null; rule: number | null; before: number | null; limit: number },
    ): Promise<{ alarms: Alarm[]; open: number }> {
      assertReadsRules(actor);
      const { tree } = await catalogue();
      const nowMs = now();
      if (!tree.row(ask.area, nowMs)) throw new Rejection('area.unknown', { field: 'area', area: ask.area });
      if (!tree.isWithin(actor.scope, ask.area, nowMs)) throw new Rejection('scope.denied', { area: ask.area, scope: actor.scope });
      const places = placesOf(ask.area, tree, nowMs);
      const open = await rows.countOpen(places);
      return { alarms: await rows.alarms({ ...ask, places }), open: [...open.values()].reduce((all, n) => all + n, 0) };
    },
    /** @throws Rejection */
    async alarm(actor: Actor, id: number): Promise<{ alarm: Alarm; steps: AlarmStep[] }> {
      assertReadsRules(actor);
      const [alarm, { tree }] = [await rows.alarm(id), await catalogue()];
      if (!alarm || !tree.isWithin(actor.scope, alarm.area, now())) throw new Rejection('alarm.unknown', { id });
      return { alarm, steps: await rows.steps(id) };
    },
    /** Areas in which alarms have changed after a revision, for the live line. */
    since: rows.since,
    lastRev: rows.lastRev,
  };
}
export type RuleUses = ReturnType<typeof ruleUses>;

/** Null = the whole city. */
export const placesOf = (area: string, tree: Catalogue['tree'], atMs: number): readonly string[] | null =>
  area === tree.root ? null : tree.subtree(area, atMs);
