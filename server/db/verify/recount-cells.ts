import { sql, type SQL } from 'drizzle-orm';
import type { LocalTime } from '../../../shared/local-time.ts';
import { ENDED_STATUSES } from '../../../shared/terms.ts';
import { DURATION_BASE, DURATION_LIMITS_MS, metricIndex, STOCK_HOUR, type Metric } from '../../domain/metrics.ts';
import { CLOSED_BEFORE_OPENED } from '../../domain/weigh.ts';
import type { Dialect, Queryable } from '../dialect.ts';
import { sqlHour } from './sql-hour.ts';

// The rules of server/domain/weigh.ts a second time, in SQL over `v_incident`.

type Clock = 'reported' | 'first_dispatched' | 'accept_due' | 'contact_due' | 'due' | 'original_due' | 'closed';
const CLOCKS: readonly Clock[] = ['reported', 'first_dispatched', 'accept_due', 'contact_due', 'due', 'original_due', 'closed'];

const NOT_VOID = "status <> 'voided'";
const IS_STAGED = `${NOT_VOID} and not (suspended = 1 and accepted_at_ms is null)`;
const ACCEPTED = 'accepted_at_ms <= accept_due_at_ms';
const IS_CASE = `status not in ('answered', 'rejected', 'merged', 'cancelled', 'voided') and replace(flags, '"${CLOSED_BEFORE_OPENED}"', '') = flags and not (status = 'closed' and closed_at_ms is null)`;
const DUE = `${IS_CASE} and due_at_ms is not null and suspended = 0`;
const HELD = `${IS_CASE} and due_at_ms is not null and suspended = 1`;
const URGENT = "severity in ('critical', 'urgent')";
const CLOSED = "status = 'closed' and closed_at_ms is not null";
const REGISTRABLE = "status not in ('merged', 'answered') and is_imported = 0";

/** Each cohort: whose it is and the clock that it is counted at. A comparison with an unknown time is not true. */
const COHORTS: readonly [metric: Metric, clock: Clock, condition: string][] = [
  ['registrationN', 'reported', REGISTRABLE],
  ['registrationNumerator', 'reported', `${REGISTRABLE} and registered_at_ms is not null`],
  ['dispatchN', 'first_dispatched', NOT_VOID],
  ['dispatchNumerator', 'first_dispatched', `${NOT_VOID} and has_upheld_return = 0`],
  ['acceptanceN', 'accept_due', IS_STAGED],
  ['acceptanceNumerator', 'accept_due', `${IS_STAGED} and ${ACCEPTED}`],
  ['responseN', 'contact_due', `${IS_STAGED} and accept_due_at_ms is not null`],
  ['responseNumerator', 'contact_due', `${IS_STAGED} and ${ACCEPTED} and contacted_at_ms <= contact_due_at_ms`],
  ['noDue', 'reported', `${IS_CASE} and due_at_ms is null`],
  ['urgentNoDue', 'reported', `${IS_CASE} and due_at_ms is null and ${URGENT}`],
  ['dueSuspended', 'due', HELD],
  ['urgentSuspended', 'due', `${HELD} and ${URGENT}`],
  ['originalSuspended', 'original_due', HELD],
  ['dueN', 'due', DUE],
  ['urgentN', 'due', `${DUE} and ${URGENT}`],
  ['dueClosed', 'due', `${DUE} and ${CLOSED}`],
  ['dueOnTime', 'due', `${DUE} and ${CLOSED} and closed_at_ms <= due_at_ms`],
  ['urgentOnTime', 'due', `${DUE} and ${CLOSED} and closed_at_ms <= due_at_ms and ${URGENT}`],
  ['originalN', 'original_due', DUE],
  ['originalOnTime', 'original_due', `${DUE} and ${CLOSED} and closed_at_ms <= original_due_at_ms`],
];
const IS_OPEN = `status not in (${ENDED_STATUSES.map((status) => `'${status}'`).join(', ')})`;
const STOCKS: readonly [Metric, string][] = [
  ['open', IS_OPEN],
  ['overdue', `${IS_OPEN} and overdue = 1`],
  ['suspended', `${IS_OPEN} and suspended = 1`],
  ['supervised', `${IS_OPEN} and supervised = 1`],
];
const DURATIONS: readonly [base: number, fromMs: string, toMs: string][] = [
  [DURATION_BASE.close, 'reported_at_ms', 'closed_at_ms'],
  [DURATION_BASE.accept, 'dispatched_at_ms', 'accepted_at_ms'],
  [DURATION_BASE.arrive, 'dispatched_at_ms', 'started_at_ms'],
];

/** Something that weighs: of which rows, whose holder is charged at what instant (null = now), in which hour, as which metric. */
export interface Weighing {
  from: SQL;
  where: SQL;
  ms: SQL | null;
  hour: SQL;
  metric: SQL;
}

/** `v_cell`: what every stored cell should hold, in parts that add up. An exercise counts nowhere. Gives the weighings for other sums of them. */
export async function recountCells(db: Queryable, dialect: Dialect, time: LocalTime): Promise<Weighing[]> {
  const all = weighings(await hourOfSpan(db, dialect, time));
  await dialect.run(db, sql`create temp table v_cell ${cellColumns(dialect)}`);
  for (const { hour, metric, from, where, ms } of all) {
    const place = placeOf(ms && hour);
    await dialect.run(
      db,
      sql`insert into v_cell select ${place}, i.category, i.severity_rank, ${hour}, ${metric}, count(*) from ${from} where i.exercise = 0 and ${where} group by ${place}, i.category, i.severity_rank, ${hour}, ${metric}`,
    );
  }
  return all;
}

export function cellColumns({ engine }: Dialect): SQL {
  const integer = sql.raw(engine === 'postgres' ? 'bigint' : 'integer');
  return sql`(place text, category text, severity ${integer}, hour_ms ${integer}, metric ${integer}, n ${integer})`;
}

function weighings(hourOf: (ms: SQL) => SQL): Weighing[] {
  const bucket = (ms: string): string =>
    `case ${DURATION_LIMITS_MS.slice(0, -1)
      .map((limit, i) => `when ${ms} <= ${limit} then ${i}`)
      .join(' ')} else ${DURATION_LIMITS_MS.length - 1} end`;
  const at = (ms: SQL, metric: SQL, where: SQL): Weighing => ({ from: sql`v_incident i`, where, ms, hour: hourOf(ms), metric });
  return [
    {
      from: sql`v_mark m join v_incident i on i.id = m.stream`,
      where: sql`1 = 1`,
      ms: sql`coalesce(m.due, m.at)`,
      hour: hourOf(sql`m.at`),
      metric: sql`m.metric`,
    },
    ...COHORTS.map(([metric, clock, condition]) =>
      at(sql.raw(`i.${clock}_at_ms`), fixed(metricIndex(metric)), sql.raw(`i.${clock}_at_ms is not null and ${condition}`)),
    ),
    ...STOCKS.map(
      ([metric, condition]): Weighing => ({
        from: sql`v_incident i`,
        where: sql.raw(condition),
        ms: null,
        hour: fixed(STOCK_HOUR),
        metric: fixed(metricIndex(metric)),
      }),
    ),
    ...DURATIONS.map(([base, fromMs, toMs]) =>
      at(
        sql`i.closed_at_ms`,
        sql.raw(`(${base} + ${bucket(`(${toMs} - ${fromMs})`)})`),
        sql.raw(`${CLOSED} and ${IS_CASE} and ${fromMs} is not null and ${toMs} is not null`),
      ),
    ),
  ];
}

/** What was counted before its area ended stays there (a comparison with no time is not true); what is now, null, where it lies now. */
export const placeOf = (hour: SQL | null): SQL =>
  hour === null ? sql`i.place` : sql`case when ${hour} < i.former_until_ms then i.former_place else i.place end`;

/** A constant that `group by` does not take for a column's position. */
const fixed = (n: number): SQL => sql.raw(`0 + ${n}`);

/** The hour rule over all times that are counted. */
async function hourOfSpan(db: Queryable, dialect: Dialect, time: LocalTime): Promise<(ms: SQL) => SQL> {
  const edges = CLOCKS.flatMap((clock) => [`min(${clock}_at_ms)`, `max(${clock}_at_ms)`]).join(', ');
  const rows = [
    ...(await dialect.rows<Record<string, number | null>>(
      db,
      sql.raw(`select ${edges.replaceAll(/(m..)\((\w+)\)/g, '$1($2) as $1_$2')} from v_incident`),
    )),
    ...(await dialect.rows<Record<string, number | null>>(db, sql`select min(at) as first_at, max(at) as last_at from v_mark`)),
  ];
  const times = rows
    .flatMap((row) => Object.values(row))
    .filter((ms) => ms !== null)
    .map(Number);
  return times.length === 0 ? sqlHour(time, 0, 0) : sqlHour(time, Math.min(...times), Math.max(...times));
}
