import { asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { UnitState } from '../../shared/unit-states.ts';
import type { UnitChange, UnitNow } from '../app/unit-ports.ts';
import { HOLD_STAGES, type Hold } from '../domain/unit-holds.ts';
import { prepare, type Queryable } from './dialect.ts';
import { hotWrite } from './hot-write.ts';
import type { Schema } from './schema.ts';

/** A unit's row with its revision. */
export interface StoredUnit extends Omit<UnitNow, 'holds'> {
  rev: number;
}
interface StateRow {
  unit: string;
  state: string;
  sinceMs: number;
  lng: number | null;
  lat: number | null;
  positionAtMs: number | null;
  accuracyM: number | null;
  rev: number;
}

const fromRow = ({ unit, state, sinceMs, lng, lat, positionAtMs, accuracyM, rev }: StateRow): StoredUnit => ({
  unit,
  state: state as UnitState,
  sinceMs,
  position: lng === null || lat === null || positionAtMs === null ? null : { lng, lat, atMs: positionAtMs, accuracyM },
  rev,
});
const toRow = ({ unit, state, sinceMs, position, rev }: StoredUnit): StateRow => ({
  unit,
  state,
  sinceMs,
  lng: position?.lng ?? null,
  lat: position?.lat ?? null,
  positionAtMs: position?.atMs ?? null,
  accuracyM: position?.accuracyM ?? null,
  rev,
});

/** Statements of the writing connection: they are in the way of every dispatch, so they are prepared. */
export function unitsWriter(db: Queryable, { unitStates: s, unitHolds: h, unitChanges: c }: Schema) {
  const p = sql.placeholder;
  const state = prepare(
    db
      .select()
      .from(s)
      .where(sql`${s.unit} = ${p('unit')}`),
    'unit_get',
  );
  const holds = prepare(
    db
      .select()
      .from(h)
      .where(sql`${h.unit} = ${p('unit')}`),
    'unit_holds_get',
  );
  const last = prepare(db.select({ rev: sql<number | null>`max(${s.rev})` }).from(s), 'unit_last_rev');
  const putState = hotWrite<StateRow>(
    db
      .insert(s)
      .values({
        unit: p('unit'),
        state: p('state'),
        sinceMs: p('sinceMs'),
        lng: p('lng'),
        lat: p('lat'),
        positionAtMs: p('positionAtMs'),
        accuracyM: p('accuracyM'),
        rev: p('rev'),
      })
      .onConflictDoUpdate({
        target: s.unit,
        set: {
          state: sql`excluded.state`,
          sinceMs: sql`excluded.since_ms`,
          lng: sql`excluded.lng`,
          lat: sql`excluded.lat`,
          positionAtMs: sql`excluded.position_at_ms`,
          accuracyM: sql`excluded.accuracy_m`,
          rev: sql`excluded.rev`,
        },
      }),
    'unit_put',
  );
  const putHold = hotWrite<{ incident: number; branch: number; unit: string; stage: number }>(
    db
      .insert(h)
      .values({ incident: p('incident'), branch: p('branch'), unit: p('unit'), stage: p('stage') })
      .onConflictDoUpdate({ target: [h.incident, h.branch], set: { unit: sql`excluded.unit`, stage: sql`excluded.stage` } }),
    'unit_hold_put',
  );
  const dropHold = hotWrite<{ incident: number; branch: number }>(
    db.delete(h).where(sql`${h.incident} = ${p('incident')} and ${h.branch} = ${p('branch')}`),
    'unit_hold_drop',
  );
  const putChange = hotWrite<UnitChange & { rev: number }>(
    db.insert(c).values({
      rev: p('rev'),
      unit: p('unit'),
      atMs: p('atMs'),
      was: p('was'),
      state: p('state'),
      actor: p('actor'),
      reason: p('reason'),
      incident: p('incident'),
    }),
    'unit_change_put',
  );
  return {
    /** Null = nothing was ever said of it. */
    async state(unit: string): Promise<StoredUnit | null> {
      const [row] = await state.execute({ unit });
      return row ? fromRow(row) : null;
    },
    holds: async (unit: string): Promise<Hold[]> => (await holds.execute({ unit })).map(toHold),
    lastRev: async (): Promise<number> => Number((await last.execute())[0]?.rev ?? 0),
    putState: (unit: StoredUnit): Promise<void> => putState(toRow(unit)),
    putHold: ({ incident, branch, unit, stage }: Hold): Promise<void> =>
      putHold({ incident, branch, unit, stage: HOLD_STAGES.indexOf(stage) }),
    dropHold: ({ incident, branch }: Pick<Hold, 'incident' | 'branch'>): Promise<void> => dropHold({ incident, branch }),
    putChange: (change: UnitChange & { rev: number }): Promise<void> => putChange(change),
  };
}
export type UnitsWriter = ReturnType<typeof unitsWriter>;

const toHold = (row: { incident: number; branch: number; unit: string; stage: number }): Hold => ({
  unit: row.unit,
  incident: row.incident,
  branch: row.branch,
  stage: HOLD_STAGES[row.stage]!,
});

const LOG_MOST = 50;

/** Units for screens: all of them are some thousand small rows, held by few. */
export function unitsReader(db: Queryable, { unitStates: s, unitHolds: h, unitChanges: c }: Schema) {
  const since = prepare(
    db
      .select()
      .from(s)
      .where(gt(s.rev, sql.placeholder('rev')))
      .orderBy(asc(s.rev)),
    'units_since',
  );
  /** Cases in the hands of each unit. */
  const loads = async (units: readonly string[] | null): Promise<Map<string, number>> => {
    const rows = await db
      .select({ unit: h.unit, n: sql<number>`count(distinct ${h.incident})` })
      .from(h)
      .where(units === null ? undefined : inArray(h.unit, [...units]))
      .groupBy(h.unit);
    return new Map(rows.map(({ unit, n }) => [unit, Number(n)]));
  };
  return {
    loads,
    /** Units with something new to say, oldest first. */
    since: async (rev: number): Promise<StoredUnit[]> => (await since.execute({ rev })).map(fromRow),
    async of(units: readonly string[]): Promise<StoredUnit[]> {
      if (units.length === 0) return [];
      return (
        await db
          .select()
          .from(s)
          .where(inArray(s.unit, [...units]))
      ).map(fromRow);
    },
    async holds(units: readonly string[]): Promise<Hold[]> {
      if (units.length === 0) return [];
      return (
        await db
          .select()
          .from(h)
          .where(inArray(h.unit, [...units]))
          .orderBy(asc(h.incident))
      ).map(toHold);
    },
    /** The last changes of a unit, newest first. */
    changes: (unit: string) => db.select().from(c).where(eq(c.unit, unit)).orderBy(desc(c.rev)).limit(LOG_MOST),
  };
}
export type UnitsReader = ReturnType<typeof unitsReader>;
