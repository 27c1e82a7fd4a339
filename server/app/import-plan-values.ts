import type { PlanImport } from '../../shared/plan-wire.ts';
import type { Language } from '../../shared/terms.ts';
import type { Actor } from '../domain/actor.ts';
import { decidePeriod, decideValue, type AskedValue } from '../domain/plans/decide-value.ts';
import { mayEnterOf, maySeePlan } from '../domain/plans/may-plans.ts';
import { measureOf, type Plan } from '../domain/plans/plan.ts';
import { Rejection } from '../domain/rejection.ts';
import { JUDGED_STATES, PLAN_STATE_NAMES } from '../../shared/plan-terms.ts';
import { assertCleanTexts } from './clean-texts.ts';
import { issueText } from './import-issue.ts';
import { importTable, type TableDeps } from './import-table.ts';
import type { PlanRow, PlanRows } from './plan-ports.ts';
import { todayOf } from './plans.ts';
import type { Tx } from './ports.ts';

type Cells = NonNullable<PlanRow['cells']>;
interface Deps extends TableDeps {
  rows: PlanRows;
}
/** Of those that were not taken, so many are answered; all are kept with the run. */
const SHOWN_MOST = 200;

/**
 * Takes a table of values. Sending it twice changes nothing; another value for a period that is known is a correction, and has to say why in
 * `note`.
 */
export function planValueImport({ rows, ...deps }: Deps) {
  const { now } = deps;
  async function takeRow(tx: Tx, actor: Actor, plan: Plan, cells: Cells): Promise<boolean> {
    const nowMs = now();
    const ground = { tree: tx.catalogue.tree, nowMs, today: todayOf(tx.catalogue, nowMs) };
    const asked = askedOf(plan, cells);
    assertCleanTexts({ ...asked });
    const { item, area, kind } = asked;
    const { period } = decidePeriod(asked.period, kind, ground.today);
    const before = await rows.txValue({ plan: plan.code, item, area, kind, period });
    const next = decideValue(actor, plan, { ...asked, period }, before, null, ground);
    if (next) await rows.txPutValue(next);
    return next !== null;
  }
  /** A plan of which the caller may enter anything. @throws Rejection */
  async function planFor(tx: Tx, actor: Actor, code: string): Promise<Plan> {
    const [plan, { tree }, nowMs] = [await rows.txOne(code), tx.catalogue, now()];
    if (!plan || !maySeePlan(actor, plan, tree, nowMs)) throw new Rejection('plan.unknown', { plan: code });
    if (mayEnterOf(actor, plan, actor.scope, tree, nowMs).length === 0)
      throw new Rejection('role.denied', { role: actor.role, command: 'plan-values' });
    return plan;
  }

  /** @throws Rejection where nothing at all may be entered */
  return async (actor: Actor, code: string, file: string, table: readonly PlanRow[], language: Language): Promise<PlanImport> => {
    const { importId, read, counts, quarantine } = await importTable(
      deps,
      actor,
      { file, rows: table },
      {
        kind: 'plan-values',
        outcomes: ['taken', 'same'],
        kept: { plan: code },
        ground: (tx) => planFor(tx, actor, code),
        take: async (tx, plan, { cells }) => ((await takeRow(tx, actor, plan, cells)) ? 'taken' : 'same'),
        subjectOf: ({ item }) => item,
      },
    );
    return {
      importId,
      read,
      ...counts,
      quarantined: quarantine.length,
      quarantine: quarantine
        .slice(0, SHOWN_MOST)
        .map(({ line, issue }) => ({ line, field: issue.field, reason: issueText(issue)[language] })),
    };
  };
}
export type ImportPlanValues = ReturnType<typeof planValueImport>;

/** What a row says. The kind follows from the indicator, but for `reference:` before the period. */
function askedOf(plan: Plan, cells: Cells): AskedValue {
  const { source, note } = cells;
  const item = plan.content.items.find(({ code, names }) => [code, names.zh, names.en].includes(cells.item))?.code ?? cells.item;
  const [, isReference, period = ''] = /^(reference:|比较值[:：])?(.*)$/.exec(cells.period)!;
  const isText = measureOf(plan.content, item)?.targets.every(({ kind }) => kind === 'text') ?? false;
  const asked = { item, area: cells.area === '' ? plan.node : cells.area, period, source, note };
  const judged =
    JUDGED_STATES.find((state) => [state, PLAN_STATE_NAMES[state].zh, PLAN_STATE_NAMES[state].en].includes(cells.value)) ?? null;
  if (isText && !isReference) return { ...asked, kind: 'judged', value: null, judged };
  const value = cells.value === '' ? null : Number(cells.value.replace(/%$/, ''));
  return { ...asked, kind: isReference ? 'reference' : 'measured', value, judged: null };
}
