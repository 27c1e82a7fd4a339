import { sql, type SQL } from 'drizzle-orm';
import type { EventType } from '../../domain/incident-event.ts';
import { metricIndex, type Metric } from '../../domain/metrics.ts';
import type { Dialect, Queryable } from '../dialect.ts';

// The rules of server/domain/incident.ts a second time, in SQL: a fault there must not hide itself here.

export const typesSql = (...types: EventType[]): SQL => sql.raw(`(${types.map((type) => `'${type}'`).join(', ')})`);
const IMPORTS = typesSql('IncidentImported', 'IncidentUpdatedByImport');

/** `v_event`: of each event what its type says beside the decided values, and the due time and unit that it leaves. */
export async function recountEvents(db: Queryable, dialect: Dialect): Promise<void> {
  const { jsonText, jsonNumber } = dialect;
  const payload = sql`payload`;
  // A dispatch that was recalled at once, and that recall, are as if they had not been. A stage or a branch that is late does not make
  // the case late; what a rule orders is nobody's act.
  const undoes = jsonNumber(payload, 'detail', 'undoes');
  const undone = sql`select stream, ${undoes} from events where type in ${typesSql('DispatchRecalled')} and ${undoes} is not null`;
  const effective = sql`case when type in ${typesSql('DispatchRecalled')} and ${undoes} is not null then 'Undone'
    when type in ${typesSql('IncidentDispatched')} and (stream, version) in (${undone}) then 'Undone'
    when type in ${typesSql('DeadlinePassed')} and (${jsonText(payload, 'detail', 'stage')} <> 'total' or ${jsonNumber(payload, 'detail', 'branch')} is not null) then 'PartPassed'
    when type in ${typesSql('SupervisionStarted')} and ${jsonText(payload, 'detail', 'rule')} is not null then 'Ruled' else type end`;
  const only = (types: SQL, value: SQL): SQL => sql`case when type in ${types} then ${value} end`;
  await dialect.run(
    db,
    sql`create temp table v_event as select stream, version, type, occurred_at_ms as at, actor,
      ${jsonNumber(payload, 'dueAtMs')} as due,
      ${jsonText(payload, 'holder', 'unit')} as unit,
      ${jsonText(payload, 'holder', 'node')} as node,
      case when type = 'Undone' then ${undoes} end as undoes,
      case when type in ${typesSql('IncidentClosed', 'IncidentImported', 'IncidentUpdatedByImport')} then ${yesNo(jsonText(payload, 'detail', 'isOnTime'))}
        when type in ${typesSql('IncidentRejected', 'IncidentMerged')} then ${yesNo(jsonText(payload, 'detail', 'draw', 'isDrawn'))} end as said,
      ${only(typesSql('RecheckConfirmed', 'RecheckOverturned'), jsonNumber(payload, 'detail', 'drawnAtMs'))} as drawn,
      ${only(IMPORTS, jsonNumber(payload, 'detail', 'reportedAtMs'))} as reported,
      case when type = 'IncidentClosed' then occurred_at_ms when type in ${IMPORTS} then ${jsonNumber(payload, 'detail', 'closedAtMs')} end as closed,
      ${only(typesSql('IncidentReported', 'IncidentImported', 'IncidentUpdatedByImport', 'IncidentRehomed'), jsonText(payload, 'detail', 'flags'))} as flags,
      ${only(typesSql('IncidentDispatched'), yesNo(jsonText(payload, 'detail', 'isReturnUpheld')))} as upheld,
      ${only(typesSql('IncidentMerged'), jsonNumber(payload, 'detail', 'into'))} as merged_into,
      ${only(typesSql('IncidentHandled'), jsonText(payload, 'detail', 'disposition'))} as disposition,
      case when version = 1 then ${jsonText(payload, 'detail', 'number')} end as number,
      case when version = 1 then ${jsonText(payload, 'detail', 'externalId')} end as external_id
      from (select stream, version, occurred_at_ms, actor, payload, ${effective} as type from events) as told`,
  );
  await dialect.run(db, sql`create index v_event_stream on v_event (stream, version)`);
}

/** JSON booleans come as 1/0 from one engine, as true/false from the other. */
const yesNo = (text: SQL): SQL =>
  sql`case when cast(${text} as text) in ('1', 'true') then 'yes' when cast(${text} as text) in ('0', 'false') then 'no' end`;

/** The unit's stage is over without a result of its own. */
export const TAKEN_BACK = ['DispatchRecalled', 'IncidentEscalated', 'IncidentDelegated'] as const satisfies readonly EventType[];

const last = (...types: EventType[]): SQL => sql`max(case when type in ${typesSql(...types)} then version end)`;
const first = (type: EventType): SQL => sql`min(case when type in ${typesSql(type)} then version end)`;
const times = (...types: EventType[]): SQL => sql`count(case when type in ${typesSql(...types)} then 1 end)`;

/** `v_stream`: of each incident the version of the event that has the last (or first) word on each of its clocks. */
export async function recountStreams(db: Queryable, dialect: Dialect): Promise<void> {
  await dialect.run(
    db,
    sql`create temp table v_stream as select stream, min(version) as first_v, max(version) as last_v, count(*) as events,
      ${last('IncidentUpdatedByImport')} as restated_v,
      ${last('IncidentReported', 'IncidentImported', 'IncidentUpdatedByImport')} as facts_v,
      max(case when flags is not null then version end) as flags_v,
      ${last('IncidentRegistered')} as registered_v,
      ${first('IncidentDispatched')} as first_dispatched_v,
      ${last('IncidentDispatched', 'IncidentReassigned', 'IncidentReturned', 'IncidentReopened', ...TAKEN_BACK)} as dispatched_v,
      ${last('IncidentAccepted', 'IncidentDispatched', 'IncidentReassigned', 'IncidentReturned', 'IncidentReopened', ...TAKEN_BACK)} as accepted_v,
      ${first('CallerContacted')} as contacted_v,
      ${last('IncidentStarted', 'IncidentDispatched', 'IncidentReassigned', 'IncidentReopened', ...TAKEN_BACK)} as started_v,
      ${last('IncidentHandled', 'CheckFailed', 'IncidentReopened', ...TAKEN_BACK)} as handled_v,
      ${last('IncidentClosed', 'IncidentImported', 'IncidentUpdatedByImport', 'IncidentReopened')} as closed_v,
      ${last('IncidentHandled')} as handler_v,
      ${last('IncidentMerged', 'RecheckOverturned')} as merged_v,
      ${last('IncidentReturned', 'IncidentDispatched')} as returned_v,
      max(case when type not in ${typesSql('DeadlinePassed', 'UnitSilent', 'IncidentRehomed', 'PersonalDataPurged')} and type not in ('PartPassed', 'Ruled') then at end) as last_act,
      ${times('IncidentReturned')} as returns,
      ${times('CheckFailed', 'IncidentReopened')} as reworks,
      max(case when upheld = 'yes' then 1 else 0 end) as upheld,
      ${last('DeadlinePassed')} as passed_v,
      max(case when type in ${typesSql('IncidentImported', 'IncidentUpdatedByImport', 'IncidentReopened', 'RecheckOverturned')} then version
        when type in ${typesSql('IncidentRegistered', 'IncidentCorrected', 'ExtensionGranted', 'IncidentResumed')} and due is distinct from due_before and (due is null or due > at) then version end) as cleared_v
      from (select v_event.*, lag(due) over (partition by stream order by version) as due_before from v_event) as told
      group by stream`,
  );
  await dialect.run(db, sql`create index v_stream_id on v_stream (stream)`);
}

/** Which flow an event counts and at which of its times; a closing also says on time or late, a rejection or merge whether it was drawn. */
const FLOW_RULES: readonly [type: EventType, flow: Metric, clock: 'at' | 'reported' | 'closed' | 'drawn', said?: 'yes' | 'no'][] = [
  ['IncidentReported', 'received', 'at'],
  ['IncidentRegistered', 'registered', 'at'],
  ['IncidentAnswered', 'answered', 'at'],
  ['IncidentRejected', 'rejected', 'at'],
  ['IncidentMerged', 'merged', 'at'],
  ['IncidentRejected', 'recheckDrawn', 'at', 'yes'],
  ['IncidentMerged', 'recheckDrawn', 'at', 'yes'],
  ['RecheckConfirmed', 'recheckSettled', 'drawn'],
  ['RecheckOverturned', 'recheckSettled', 'drawn'],
  ['RecheckOverturned', 'recheckOverturned', 'drawn'],
  ['IncidentDispatched', 'dispatched', 'at'],
  ['IncidentReturned', 'returned', 'at'],
  ['CheckFailed', 'attempts', 'at'],
  ['CheckFailed', 'reworked', 'at'],
  ['IncidentReopened', 'reworked', 'at'],
  ['IncidentClosed', 'attempts', 'at'],
  ...(['IncidentImported', 'IncidentUpdatedByImport'] as const).map(
    (type) => [type, 'received', 'reported'] as [EventType, Metric, 'reported'],
  ),
  ...(['IncidentClosed', 'IncidentImported', 'IncidentUpdatedByImport'] as const).flatMap(
    (type): [EventType, Metric, 'closed', ('yes' | 'no')?][] => [
      [type, 'closed', 'closed'],
      [type, 'closedOnTime', 'closed', 'yes'],
      [type, 'closedLate', 'closed', 'no'],
    ],
  ),
];

/** `v_mark`: the flows that count; a later file's row restates receipt and closing, so what said these before it does not. */
export async function recountMarks(db: Queryable, dialect: Dialect): Promise<void> {
  const rules = FLOW_RULES.map(
    ([type, flow, clock, said = ''], ord) => `('${type}', ${ord}, '${flow}', ${metricIndex(flow)}, '${clock}', '${said}')`,
  );
  await dialect.run(
    db,
    sql`create temp table v_mark as with rules(type, ord, flow, metric, clock, said) as (values ${sql.raw(rules.join(', '))})
      select e.stream, e.version, r.ord, r.flow, r.metric,
        case r.clock when 'reported' then coalesce(e.reported, e.at) when 'closed' then e.closed when 'drawn' then e.drawn else e.at end as at,
        case when r.flow = 'closedLate' then e.due end as due
      from v_event e join v_stream s on s.stream = e.stream join rules r on r.type = e.type
      where (e.version >= coalesce(s.restated_v, 0) or r.flow not in ('received', 'closed', 'closedOnTime', 'closedLate'))
        and (r.clock <> 'closed' or e.closed is not null) and r.said in ('', e.said)`,
  );
  await dialect.run(db, sql`create index v_mark_stream on v_mark (stream)`);
}

/** `v_former`: the place that an incident's area left it without, and until when; gone once another event moves the place. */
export async function recountFormerPlaces(db: Queryable, dialect: Dialect): Promise<void> {
  const place = dialect.jsonText(sql`payload`, 'place');
  await dialect.run(
    db,
    sql`create temp table v_former as
      with told as (select stream, version, type, occurred_at_ms as at, ${place} as place from events
          where stream in (select stream from v_event where type in ${typesSql('IncidentRehomed')})),
        moved as (select told.*, lag(place) over (partition by stream order by version) as was from told),
        moves as (select * from moved where was <> place)
      select stream, was as place, at as until_ms from moves
        where type in ${typesSql('IncidentRehomed')} and version = (select max(version) from moves later where later.stream = moves.stream)`,
  );
  await dialect.run(db, sql`create index v_former_stream on v_former (stream)`);
}
