import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { LocalTime } from '../../../shared/local-time.ts';
import type { Dialect, Queryable } from '../dialect.ts';
import type { Schema } from '../schema.ts';
import { hourText, MOST_DIFFERENCES, type Difference } from './difference.ts';

type Values = Record<string, string | number | null>;

/** Gaps in the versions of a stream: an event that once was there. */
export async function compareStreams(db: Queryable, dialect: Dialect, time: LocalTime): Promise<Difference[]> {
  const query = sql`select s.stream as stream, s.first_v as first_v, s.last_v as last_v, s.events as events, s.last_act as at, i.place as place
    from v_stream s join v_incident i on i.id = s.stream where s.first_v <> 1 or s.last_v <> s.events order by s.stream limit ${sql.raw(String(MOST_DIFFERENCES))}`;
  return (
    await dialect.rows<{ stream: number; first_v: number; last_v: number; events: number; at: number; place: string }>(db, query)
  ).map((row) => ({
    kind: 'log',
    area: row.place,
    metric: 'events of the incident without gaps',
    hour: hourText(time.hourOf(Number(row.at)), time.timeZone),
    stored: `${row.events} events`,
    recounted: `versions 1–${row.last_v}`,
    incident: Number(row.stream),
  }));
}

/** Stored incidents against the log's, column by column and in both directions. */
export async function compareRows(db: Queryable, dialect: Dialect, { incidents }: Schema, time: LocalTime): Promise<Difference[]> {
  const columns = Object.values(getTableColumns(incidents)).map(({ name }) => name);
  const isJson = (name: string): boolean => name === 'flags' || name === 'marks' || name === 'extra' || name === 'held_before';
  /** JSON is written the engine's way on both sides before it is compared. */
  const stored = (name: string): SQL => (isJson(name) ? dialect.jsonText(sql.raw(`a.${name}`)) : sql.raw(`a.${name}`));
  const recounted = (name: string): SQL =>
    name === 'flags' || name === 'extra' ? dialect.jsonText(sql.raw(`e.${name}`)) : sql.raw(`e.${name}`);
  const isOther = columns.map((name) => sql`${stored(name)} is distinct from ${recounted(name)}`);
  const pairs = columns.flatMap((name) => [
    sql`${stored(name)} as ${sql.raw(`a_${name}`)}`,
    sql`${recounted(name)} as ${sql.raw(`e_${name}`)}`,
  ]);
  const found = await dialect.rows<Values>(
    db,
    sql`select ${sql.join(pairs, sql`, `)} from incidents a full join v_incident e on e.id = a.id where ${sql.join(isOther, sql` or `)} order by coalesce(a.id, e.id) limit ${sql.raw(String(MOST_DIFFERENCES))}`,
  );
  return found.flatMap((row) => {
    const get = (side: 'a' | 'e', name: string): string => text(row[`${side}_${name}`]);
    const has = (side: 'a' | 'e'): boolean => row[`${side}_id`] !== null;
    const base = {
      kind: 'row' as const,
      area: get(has('e') ? 'e' : 'a', 'place'),
      hour: hourText(time.hourOf(Number(row[has('e') ? 'e_last_act_at_ms' : 'a_last_act_at_ms'])), time.timeZone),
      incident: Number(row['e_id'] ?? row['a_id']),
    };
    if (!has('a')) return [{ ...base, metric: 'incident row', stored: 'no row', recounted: `version ${get('e', 'version')}` }];
    if (!has('e')) return [{ ...base, metric: 'incident row', stored: `version ${get('a', 'version')}`, recounted: 'no events' }];
    return columns
      .filter((name) => get('a', name) !== get('e', name))
      .map((name) => ({ ...base, metric: name, stored: get('a', name), recounted: get('e', name) }));
  });
}

const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? 'null' : String(value));
