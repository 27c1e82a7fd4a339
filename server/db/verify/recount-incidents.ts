import { sql, type SQL } from 'drizzle-orm';
import { ENDED_STATUSES, SEVERITIES } from '../../../shared/terms.ts';
import type { Dialect, Queryable } from '../dialect.ts';
import { NO_RISK_MS } from '../incident-row.ts';
import { TAKEN_BACK } from './recount-events.ts';

const quoted = (values: readonly string[]): SQL => sql.raw(values.map((value) => `'${value}'`).join(', '));

/** `v_incident`: the columns of `incidents` as the log tells them: values of the last event, clocks of the events that set them. */
export async function recountIncidents(db: Queryable, dialect: Dialect): Promise<void> {
  const { jsonText, jsonNumber, jsonReal } = dialect;
  const p = sql`l.payload`;
  const severity = jsonText(p, 'severity');
  const status = jsonText(p, 'status');
  const due = jsonNumber(p, 'dueAtMs');
  const ranks = sql.raw(SEVERITIES.map((name, rank) => `when '${name}' then ${rank}`).join(' '));
  /** A clock: the time of its last setting event, unless that event clears it. */
  const unless = (alias: string, clearing: readonly string[]): SQL =>
    sql`case when ${sql.raw(alias)}.type in (${quoted(clearing)}) then null else ${sql.raw(alias)}.at end`;
  const event = (alias: string, column: string, back = 0): SQL =>
    sql.raw(`left join v_event ${alias} on ${alias}.stream = s.stream and ${alias}.version = s.${column}${back > 0 ? ` - ${back}` : ''}`);

  await dialect.run(
    db,
    sql`create temp table v_incident as select s.stream as id,
      coalesce(f.number, cast(s.stream as text)) as number,
      s.last_v as version,
      ${status} as status,
      case when ${status} in (${quoted(ENDED_STATUSES)}) then 0 else 1 end as is_open,
      ${severity} as severity,
      case ${severity} ${ranks} else -1 end as severity_rank,
      ${jsonText(p, 'category')} as category,
      ${jsonText(p, 'source')} as source,
      ${jsonText(p, 'place')} as place,
      ${jsonText(p, 'located')} as located,
      ${jsonReal(p, 'lngLat', 0)} as lng,
      ${jsonReal(p, 'lngLat', 1)} as lat,
      ${jsonText(p, 'holder', 'node')} as holder_node,
      ${jsonText(p, 'holder', 'department')} as holder_department,
      ${jsonText(p, 'holder', 'unit')} as holder_unit,
      case when cast(${jsonText(p, 'exercise')} as text) in ('1', 'true') then 1 else 0 end as exercise,
      f.external_id as external_id,
      case when f.type = 'IncidentImported' then 1 else 0 end as is_imported,
      fo.place as former_place,
      fo.until_ms as former_until_ms,
      coalesce(fa.reported, f.at) as reported_at_ms,
      rg.at as registered_at_ms,
      fd.at as first_dispatched_at_ms,
      ${unless('d', ['IncidentReturned', ...TAKEN_BACK])} as dispatched_at_ms,
      ${unless('ac', ['IncidentDispatched', 'IncidentReassigned', 'IncidentReturned', 'IncidentReopened', ...TAKEN_BACK])} as accepted_at_ms,
      co.at as contacted_at_ms,
      ${unless('st', ['IncidentDispatched', 'IncidentReassigned', 'IncidentReopened', ...TAKEN_BACK])} as started_at_ms,
      ${unless('h', ['CheckFailed', 'IncidentReopened', ...TAKEN_BACK])} as handled_at_ms,
      cl.closed as closed_at_ms,
      s.last_act as last_act_at_ms,
      ${jsonNumber(p, 'dueAtMs')} as due_at_ms,
      coalesce(${jsonNumber(p, 'dueAtMs')}, ${sql.raw(String(NO_RISK_MS))}) as risk_at_ms,
      ${jsonNumber(p, 'originalDueAtMs')} as original_due_at_ms,
      ${jsonNumber(p, 'acceptDueAtMs')} as accept_due_at_ms,
      ${jsonNumber(p, 'contactDueAtMs')} as contact_due_at_ms,
      case when s.passed_v > coalesce(s.cleared_v, 0) then 1 else 0 end as overdue,
      case when ${jsonNumber(p, 'extra', 'suspendedAtMs')} is null then 0 else 1 end as suspended,
      case when ${jsonText(p, 'extra', 'supervision')} is null then 0 else 1 end as supervised,
      s.returns as returns,
      s.reworks as reworks,
      case when rt.type = 'IncidentReturned' then rtb.unit end as returned_by_unit,
      s.upheld as has_upheld_return,
      ha.actor as handled_by,
      hab.unit as handled_by_unit,
      m.merged_into as merged_into,
      ha.disposition as disposition,
      coalesce(fl.flags, '[]') as flags,
      ${dialect.jsonText(sql`('[' || coalesce(mk.marks, '') || ']')`)} as marks,
      ${jsonText(p, 'extra')} as extra,
      ${jsonNumber(p, 'extra', 'wakeAtMs')} as wake_at_ms,
      ${jsonNumber(p, 'extra', 'recheck', 'atMs')} as recheck_at_ms,
      case when ${status} in ('rejected', 'merged') and ${jsonText(p, 'extra', 'recheck', 'outcome')} is null then ${jsonText(p, 'extra', 'recheck', 'by')} end as recheck_by,
      case when ${due} is not null then coalesce(${jsonNumber(p, 'soonAtMs')}, ${due} - (${due} - coalesce(fa.reported, f.at)) / 5) end as soon_at_ms,
      ${dialect.jsonText(sql`('[' || hb.held || ']')`)} as held_before
    from v_stream s
      join events l on l.stream = s.stream and l.version = s.last_v
      ${event('f', 'first_v')} ${event('fa', 'facts_v')} ${event('fl', 'flags_v')} ${event('rg', 'registered_v')} ${event('fd', 'first_dispatched_v')}
      ${event('d', 'dispatched_v')} ${event('ac', 'accepted_v')} ${event('co', 'contacted_v')} ${event('st', 'started_v')}
      ${event('h', 'handled_v')} ${event('cl', 'closed_v')} ${event('rt', 'returned_v')} ${event('rtb', 'returned_v', 1)}
      ${event('ha', 'handler_v')} ${event('hab', 'handler_v', 1)} ${event('m', 'merged_v')}
      left join (select stream, string_agg('["' || flow || '",' || at || coalesce(',' || due, '') || ']', ',' order by version, ord) as marks from v_mark group by stream) mk
        on mk.stream = s.stream
      left join (select stream, string_agg('["' || node || '",' || until_ms || ',' || version || coalesce(',"' || unit || '"', '') || ']', ',' order by version) as held from v_held group by stream) hb
        on hb.stream = s.stream
      left join v_former fo on fo.stream = s.stream`,
  );
  await dialect.run(db, sql`create index v_incident_id on v_incident (id)`);
}
