import { sql } from 'drizzle-orm';
import { IS_REPLAY } from '../played-log.ts';
import type { Dialect, Queryable } from '../dialect.ts';
import type { Schema } from '../schema.ts';
import { MOST_DIFFERENCES, type Difference } from './difference.ts';

interface Held {
  incident: number;
  branch: number;
  unit: string;
  stage: number;
}
interface BranchJson {
  id: number;
  unit: string | null;
  status: string;
}
/** By the state of an incident, or of a branch, told a second time: verify does not trust the rule that wrote the rows. */
const LEAD_STAGES: Readonly<Record<string, number>> = { dispatched: 0, accepted: 1, handling: 2 };
const BRANCH_STAGES: Readonly<Record<string, number>> = { ...LEAD_STAGES, arrived: 2 };

/** What units have in hand against the incidents as the log tells them, and their states against what they have in hand. */
export async function compareUnits(
  db: Queryable,
  dialect: Dialect,
  { unitHolds: h, unitStates: s, settings }: Schema,
): Promise<Difference[]> {
  // A replay keeps nothing of units.
  const [replayed] = await db.select().from(settings).where(sql`${settings.key} = ${IS_REPLAY}`);
  if (replayed) return [];
  const expected = new Map((await recountHolds(db, dialect)).map((held) => [keyOf(held), held]));
  const stored = (await db.select().from(h)).map((row): Held => ({ ...row }));
  const differences: Difference[] = [];
  const differ = (held: Held, is: string, should: string): void =>
    void differences.push({
      kind: 'unit',
      area: held.unit,
      metric: held.branch === 0 ? 'case in hand' : `branch ${held.branch} in hand`,
      hour: 'now',
      stored: is,
      recounted: should,
      incident: held.incident,
    });
  for (const held of stored) {
    const should = expected.get(keyOf(held));
    expected.delete(keyOf(held));
    if (textOf(held) !== textOf(should)) differ(held, textOf(held), textOf(should));
  }
  for (const held of expected.values()) differ(held, textOf(undefined), textOf(held));

  const loads = new Map<string, number>();
  for (const { unit } of stored) loads.set(unit, (loads.get(unit) ?? 0) + 1);
  for (const { unit, state } of await db.select({ unit: s.unit, state: s.state }).from(s)) {
    const load = loads.get(unit) ?? 0;
    if (state === 'off' || (state === 'available') === (load === 0)) continue;
    differences.push({ kind: 'unit', area: unit, metric: 'state', hour: 'now', stored: state, recounted: `${load} in hand` });
  }
  return differences.slice(0, MOST_DIFFERENCES);
}

const keyOf = ({ incident, branch }: Held): string => `${incident}/${branch}`;
const textOf = (held: Held | undefined): string => (held ? `${held.unit} at stage ${held.stage}` : 'nobody');

async function recountHolds(db: Queryable, dialect: Dialect): Promise<Held[]> {
  const atWork = sql.raw('is_open = 1 and suspended = 0');
  const leads = await dialect.rows<{ id: number; unit: string; status: string }>(
    db,
    sql`select id, holder_unit as unit, status from v_incident where ${atWork} and holder_unit is not null`,
  );
  const others = await dialect.rows<{ id: number; branches: string | null }>(
    db,
    sql`select id, ${dialect.jsonText(sql.raw('extra'), 'branches')} as branches from v_incident where ${atWork} and extra is not null`,
  );
  return [
    ...leads.flatMap(({ id, unit, status }) => at(Number(id), 0, unit, LEAD_STAGES[status])),
    ...others.flatMap(({ id, branches }) =>
      (JSON.parse(branches ?? '[]') as BranchJson[]).flatMap((branch) =>
        branch.unit === null ? [] : at(Number(id), branch.id, branch.unit, BRANCH_STAGES[branch.status]),
      ),
    ),
  ];
}
const at = (incident: number, branch: number, unit: string, stage: number | undefined): Held[] =>
  stage === undefined ? [] : [{ incident, branch, unit, stage }];
