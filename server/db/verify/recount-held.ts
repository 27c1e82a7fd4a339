import { sql, type SQL } from 'drizzle-orm';
import type { Dialect, Queryable } from '../dialect.ts';
import { typesSql } from './recount-events.ts';

// The rules of server/domain/held.ts a second time, in SQL over `v_event`.

/**
 * `v_held`: the nodes that held an incident before, with their units, each with the instant and the version at which it left them. A
 * dispatch that was recalled at once counts as little as what came between; files restate all of the past until it first changes
 * hands here.
 */
export async function recountHeld(db: Queryable, dialect: Dialect): Promise<void> {
  await dialect.run(
    db,
    sql`create temp table v_held as
      with undone as (select stream, undoes as from_v, version as to_v from v_event where undoes is not null),
        told as (select e.stream, e.version, e.type, e.at, e.node, e.unit from v_event e
          left join undone u on u.stream = e.stream and e.version >= u.from_v and e.version < u.to_v where u.stream is null),
        followed as (select told.*, lag(node) over (partition by stream order by version) as was_node,
          lag(unit) over (partition by stream order by version) as was_unit from told),
        moves as (select * from followed where was_node is not null and (was_node <> node or was_unit is distinct from unit)),
        first_here as (select stream, min(version) as version from moves where type not in ${typesSql('IncidentUpdatedByImport')} group by stream)
      select m.stream, m.version, m.at as until_ms, m.was_node as node, m.was_unit as unit from moves m
        join first_here f on f.stream = m.stream and m.version >= f.version`,
  );
  await dialect.run(db, sql`create index v_held_stream on v_held (stream, version)`);
}

/** Of the first who had not left the incident `i` before an instant; null = whoever holds it now. */
const leftAtSql = (what: SQL, ms: SQL): SQL =>
  sql`(select ${what} from v_held h where h.stream = i.id and h.until_ms >= ${ms} order by h.version limit 1)`;
/** The node that held it at an instant. */
export const holderAtSql = (ms: SQL): SQL => sql`coalesce(${leftAtSql(sql`h.node`, ms)}, i.holder_node)`;
/** The unit that held it at an instant; null = a desk, which is a past holder as well as a unit is. */
export const unitAtSql = (ms: SQL): SQL => sql`nullif(coalesce(${leftAtSql(sql`coalesce(h.unit, '')`, ms)}, i.holder_unit), '')`;
