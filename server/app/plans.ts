import type { PlanItemView, PlansWire, PlanValueWire, PlanView, PostPlanValue, PutPlan } from '../../shared/plan-wire.ts';
import type { Actor } from '../domain/actor.ts';
import { decidePlan } from '../domain/plans/decide-plan.ts';
import { decidePeriod, decideValue } from '../domain/plans/decide-value.ts';
import { assertOwnArea, holdsAt, mayEditPlan, mayEnterOf, maySeePlan } from '../domain/plans/may-plans.ts';
import { measureOf, type Plan } from '../domain/plans/plan.ts';
import { Rejection } from '../domain/rejection.ts';
import { assertCleanTexts } from './clean-texts.ts';
import { once } from './once.ts';
import type { PlanActRow, PlanRows } from './plan-ports.ts';
import { planBook, planRows, valueToWire } from './plan-views.ts';
import type { Catalogue, Store } from './ports.ts';

interface Deps {
  store: Store;
  rows: PlanRows;
  catalogue(): Promise<Catalogue>;
  now(): number;
}

/** The city's own day, as periods are told. */
export const todayOf = ({ time }: Catalogue, nowMs: number): string => time.dayKey(nowMs).replace(/^(\d{4})(\d{2})/, '$1-$2-');

/** Action plans and how they go: who sees them, makes them, and says what was reached. */
export function planUses({ store, rows, catalogue, now }: Deps) {
  /** A plan that holds at an area of the caller's. @throws Rejection */
  async function planAt(actor: Actor, code: string, area: string): Promise<{ plan: Plan; known: Catalogue; nowMs: number }> {
    const [known, nowMs] = [await catalogue(), now()];
    assertOwnArea(actor, area, known.tree, nowMs);
    const plan = await rows.one(code);
    if (!plan || !holdsAt(plan, area, known.tree, nowMs)) throw new Rejection('plan.unknown', { plan: code });
    return { plan, known, nowMs };
  }

  return {
    /** Plans that hold at an area, the newest first. @throws Rejection */
    async list(actor: Actor, area: string): Promise<PlansWire> {
      const [{ tree }, nowMs] = [await catalogue(), now()];
      assertOwnArea(actor, area, tree, nowMs);
      const held = (await rows.all()).filter((plan) => holdsAt(plan, area, tree, nowMs));
      return held
        .map(({ code, node, version, content: { names, from, to, isExample = false } }) => ({
          code,
          node,
          version,
          names,
          from,
          to,
          isExample,
        }))
        .sort((a, b) => b.to - a.to || b.from - a.from || a.code.localeCompare(b.code));
    },
    /** A plan as it goes at an area. @throws Rejection */
    async one(actor: Actor, code: string, area: string): Promise<PlanView> {
      const { plan, known, nowMs } = await planAt(actor, code, area);
      const children = known.tree.children(area, nowMs);
      const today = todayOf(known, nowMs);
      const areas = [...new Set([plan.node, area, ...children])];
      const book = planBook(plan, await rows.values({ plan: code, areas, item: null }), today);
      return {
        code,
        node: plan.node,
        version: plan.version,
        content: plan.content,
        area,
        asOf: new Date(nowMs).toISOString(),
        today,
        mayEdit: mayEditPlan(actor, plan.node, known.tree, nowMs),
        mayEnter: mayEnterOf(actor, plan, area, known.tree, nowMs),
        rows: planRows(plan, book, area, children),
      };
    },
    /** One indicator with its path, all that was ever said of it at an area, and the areas right below. @throws Rejection */
    async item(actor: Actor, code: string, item: string, area: string): Promise<PlanItemView> {
      const { plan, known, nowMs } = await planAt(actor, code, area);
      const measure = measureOf(plan.content, item);
      if (!measure) throw new Rejection('plan.item-unknown', { plan: code, item });
      const children = known.tree.children(area, nowMs);
      const areas = [...new Set([plan.node, area, ...children])];
      const values = await rows.values({ plan: code, areas, item });
      const book = planBook(plan, values, todayOf(known, nowMs));
      const here = book.at(item, measure, area);
      const isCompared = here.targets.some(({ kind }) => kind === 'relative');
      const said = values.filter(({ kind, area: of }) => of === area || (isCompared && kind === 'reference'));
      return {
        ...here,
        path: book.path(item, measure, area),
        values: said
          .sort((a, b) => (a.asOf === b.asOf ? b.atMs - a.atMs || b.revision - a.revision : a.asOf < b.asOf ? 1 : -1))
          .map(valueToWire),
        below: children.filter((child) => book.isKnown(item, child)).map((child) => book.at(item, measure, child)),
      };
    },
    /** @throws Rejection */
    async acts(actor: Actor, code: string): Promise<PlanActRow[]> {
      const [plan, { tree }] = [await rows.one(code), await catalogue()];
      if (!plan || !maySeePlan(actor, plan, tree, now())) throw new Rejection('plan.unknown', { plan: code });
      return rows.acts(code);
    },
    /** A new plan, or the next version of one. @throws Rejection */
    async put(actor: Actor, code: string, asked: PutPlan, key?: string): Promise<{ code: string; version: number }> {
      assertCleanTexts({ asked });
      return store.write((tx) =>
        once(tx, actor, key, { code, ...asked }, async () => {
          const ground = { tree: tx.catalogue.tree, nowMs: now(), hasDepartment: (of: string) => tx.catalogue.departments.has(of) };
          const { plan, act } = decidePlan(actor, code, await rows.txOne(code), asked, await rows.txTold(code), ground);
          await rows.txPut(plan, act);
          return { code, version: plan.version };
        }),
      );
    },
    /** What was reached in a period, or a correction of it. @throws Rejection */
    async enter(actor: Actor, code: string, asked: PostPlanValue, key?: string): Promise<PlanValueWire> {
      assertCleanTexts(asked);
      return store.write((tx) =>
        once(tx, actor, key, { code, ...asked }, async () => {
          const nowMs = now();
          const { tree } = tx.catalogue;
          const plan = await rows.txOne(code);
          assertOwnArea(actor, asked.area, tree, nowMs);
          if (!plan || !holdsAt(plan, asked.area, tree, nowMs)) throw new Rejection('plan.unknown', { plan: code });
          const { item, area, kind, value, judged = null, source, note = '' } = asked;
          const ground = { tree, nowMs, today: todayOf(tx.catalogue, nowMs) };
          const { period } = decidePeriod(asked.period, kind, ground.today);
          const before = await rows.txValue({ plan: code, item, area, kind, period });
          const next = decideValue(
            actor,
            plan,
            { item, area, kind, period, value, judged, source, note },
            before,
            asked.seenRevision,
            ground,
          );
          if (next) await rows.txPutValue(next);
          return valueToWire(next ?? before!);
        }),
      );
    },
  };
}
export type PlanUses = ReturnType<typeof planUses>;
