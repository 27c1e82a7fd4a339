import type { PlanAct } from '../domain/plans/decide-plan.ts';
import type { Plan, PlanValue, ValueKey } from '../domain/plans/plan.ts';
import type { TableRow } from './import-table.ts';

export interface PlanActRow extends Pick<Plan, 'version' | 'content' | 'by' | 'atMs'> {
  act: PlanAct;
}

/** Where action plans and what was reached of them are kept; what begins with `tx` is called inside `Store.write` only. */
export interface PlanRows {
  all(): Promise<Plan[]>;
  one(code: string): Promise<Plan | null>;
  /** Newest first. */
  acts(code: string): Promise<PlanActRow[]>;
  /** Every revision of every value of a plan at these areas, of one indicator or of all; oldest first. */
  values(ask: { plan: string; areas: readonly string[]; item: string | null }): Promise<PlanValue[]>;
  txOne(code: string): Promise<Plan | null>;
  txPut(plan: Plan, act: PlanAct): Promise<void>;
  /** The revision that holds. */
  txValue(key: ValueKey): Promise<PlanValue | null>;
  /** Indicators of a plan of which anything was ever told. */
  txTold(plan: string): Promise<string[]>;
  txPutValue(value: PlanValue): Promise<void>;
}

/** A row of a table of values. */
export type PlanRow = TableRow<Readonly<Record<'item' | 'area' | 'period' | 'value' | 'source' | 'note', string>>>;
