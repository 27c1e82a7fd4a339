import type { PlanImport } from '../../shared/plan-wire.ts';
import { problemText } from '../../shared/problem-texts.ts';
import type { Language } from '../../shared/terms.ts';
import type { Actor } from '../domain/actor.ts';
import { decidePeriod, decideValue, type AskedValue } from '../domain/plans/decide-value.ts';
import { mayEnterOf, maySeePlan } from '../domain/plans/may-plans.ts';
import { measureOf, type Plan } from '../domain/plans/plan.ts';
import { Rejection } from '../domain/rejection.ts';
import { JUDGED_STATES, PLAN_STATE_NAMES } from '../../shared/plan-terms.ts';
import { assertCleanTexts } from './clean-texts.ts';
import { issue, issueText, shown, type Issue } from './import-issue.ts';
import type { ImportRuns, Quarantined } from './import-ports.ts';
import type { PlanRow, PlanRows } from './plan-ports.ts';
import { todayOf } from './plans.ts';
import type { Store, Tx } from './ports.ts';

type Cells = NonNullable<PlanRow['cells']>;
interface Deps {
  store: Store;
  rows: PlanRows;
  runs: ImportRuns;
  now(): number;
}
const ROWS_MOST = 10_000;
/** Rows of one transaction: others write in between. */
const SLICE = 200;
const SHOWN_MOST = 200;

/**
 * Takes a table of values: each row as if it were typed, or quarantined with its reason. Sending it twice changes nothing; another value
 * for a period that is known is a correction, and has to say why in `note`.
 */
export function planValueImport({ store, rows, runs, now }: Deps) {
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
    if (table.length > ROWS_MOST)
      throw new Rejection('plan.file-unsound', { why: { zh: `超过 ${ROWS_MOST} 行`, en: `more than ${ROWS_MOST} rows` } });
    const importId = await store.write(async (tx) => {
      await planFor(tx, actor, code);
      return runs.begin('plan-values', shown(file, 120), now());
    });
    const counts = { read: table.length, taken: 0, same: 0, quarantined: 0 };
    const quarantine: PlanImport['quarantine'] = [];
    for (let at = 0; at < table.length; at += SLICE) {
      const { bad, taken, same } = await store.write(async (tx) => {
        const done = { bad: [] as Quarantined[], taken: 0, same: 0 };
        const plan = await planFor(tx, actor, code);
        for (const { line, ordinal, cells, issue: broken } of table.slice(at, at + SLICE)) {
          if (!cells) {
            done.bad.push({ line, ordinal, issue: broken! });
            continue;
          }
          try {
            done[(await takeRow(tx, actor, plan, cells)) ? 'taken' : 'same'] += 1;
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
            done.bad.push({ line, ordinal, subject: cells.item, issue: refusal(error) });
          }
        }
        await runs.addIssues(importId, done.bad);
        return done;
      });
      counts.taken += taken;
      counts.same += same;
      counts.quarantined += bad.length;
      for (const { line, issue: why } of bad.slice(0, SHOWN_MOST - quarantine.length))
        quarantine.push({ line, field: why.field, reason: issueText(why)[language] });
    }
    await store.write(() => runs.end(importId, now(), { importId, plan: code, by: actor.id, ...counts }));
    return { importId, ...counts, quarantine };
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
const refusal = ({ code, detail }: Rejection): Issue =>
  issue('reading.refused', typeof detail['field'] === 'string' ? detail['field'] : null, {
    code,
    zh: problemText(code, detail, 'zh'),
    en: problemText(code, detail, 'en'),
  });
