import { sql, type SQL } from 'drizzle-orm';
import type { Dialect, Queryable } from '../dialect.ts';
import { cellColumns, placeOf, type Weighing } from './recount-cells.ts';
import { holderAtSql, unitAtSql } from './recount-held.ts';

// The rules of server/domain/moved.ts a second time, in SQL over `v_incident` and `v_held`.

/** `v_moved`: what every moved cell should hold: a plus at the node that is charged, a minus where it lies. */
export async function recountMoved(db: Queryable, dialect: Dialect, weighings: readonly Weighing[]): Promise<void> {
  await dialect.run(db, sql`create temp table v_moved ${cellColumns(dialect)}`);
  await dialect.run(
    db,
    sql`create temp table v_away as select id from v_incident
      where holder_node <> place or former_place is not null or id in (select stream from v_held)`,
  );
  await dialect.run(db, sql`create index v_away_id on v_away (id)`);
  for (const { from, where, ms, hour, metric } of weighings) {
    const node = ms === null ? sql`i.holder_node` : holderAtSql(ms);
    const told = sql`select ${node} as node, ${placeOf(ms && hour)} as place, i.category as category, i.severity_rank as severity,
      ${hour} as hour_ms, ${metric} as metric from ${from} where i.exercise = 0 and i.id in (select id from v_away) and ${where}`;
    for (const [at, n] of SIDES)
      await dialect.run(
        db,
        sql`insert into v_moved select ${at}, category, severity, hour_ms, metric, ${n} from (${told}) as told
          where node <> place group by ${at}, category, severity, hour_ms, metric`,
      );
  }
}

const SIDES: readonly [at: SQL, n: SQL][] = [
  [sql`node`, sql`count(*)`],
  [sql`place`, sql`-count(*)`],
];

/** `v_unit`: what every cell of a unit should hold, by the unit that is charged; what a desk answers for is in none. */
export async function recountUnits(db: Queryable, dialect: Dialect, weighings: readonly Weighing[]): Promise<void> {
  await dialect.run(db, sql`create temp table v_unit ${cellColumns(dialect)}`);
  await dialect.run(
    db,
    sql`create temp table v_given as select id from v_incident
      where holder_unit is not null or id in (select stream from v_held where unit is not null)`,
  );
  await dialect.run(db, sql`create index v_given_id on v_given (id)`);
  for (const { from, where, ms, hour, metric } of weighings) {
    const unit = ms === null ? sql`i.holder_unit` : unitAtSql(ms);
    await dialect.run(
      db,
      sql`insert into v_unit select unit, category, severity, hour_ms, metric, count(*) from (
          select ${unit} as unit, i.category as category, i.severity_rank as severity, ${hour} as hour_ms, ${metric} as metric
            from ${from} where i.exercise = 0 and i.id in (select id from v_given) and ${where}) as told
        where unit is not null group by unit, category, severity, hour_ms, metric`,
    );
  }
}
