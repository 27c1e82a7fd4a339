import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  CommandBody,
  DeskCounts,
  DeskCountsQuery,
  IncidentDetail,
  IncidentPage,
  IncidentQuery,
  ReportIncident,
  Timeline,
} from '../../../shared/incidents.ts';
import { LocatedWire, Problem, StatusWire } from '../../../shared/wire.ts';
import type { LocalTime } from '../../../shared/local-time.ts';
import { STATUSES } from '../../../shared/terms.ts';
import { toIncidentWire, toTimelineEntry, toWallWire } from '../../app/incident-wire.ts';
import type { Catalogue } from '../../app/ports.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Incident } from '../../domain/incident.ts';
import { branchesOf } from '../../domain/extra.ts';
import { branchCommandsFor, commandsFor } from '../../domain/may-command.ts';
import { assertMayReadTexts, mayReadRow, mayReadTexts } from '../../domain/policy.ts';
import { Rejection } from '../../domain/rejection.ts';
import { isScreen } from '../../domain/screen.ts';
import { parseSearch } from '../../domain/search-text.ts';
import { chosen, chosenSeverities } from '../chosen.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { HttpDeps, ListAsk } from '../deps.ts';
import { membersAt } from '../group-outline.ts';
import { idempotencyKey, requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';
import { groupOf } from './groups.route.ts';

export const Written = Type.Object({
  id: Type.Integer(),
  number: Type.String(),
  version: Type.Integer(),
  status: StatusWire,
  place: Type.String(),
  located: LocatedWire,
  seq: Type.Integer(),
  existing: Type.Optional(Type.Boolean()),
});
const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const IdAndCommand = Type.Object({ id: Type.Integer({ minimum: 1 }), command: Type.String({ maxLength: 40 }) });
/** A number without its day is looked for in so many days. */
const NUMBER_DAYS = 7;
const DAY_MS = 86_400_000;

export const incidentRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['incidents'];

    app.post(
      '/incidents',
      { schema: { tags, body: ReportIncident, response: { 200: Written, 201: Written, '4xx': Problem } } },
      async (request, reply) => {
        const written = await deps.incidents.report(requireActor(request), request.body, idempotencyKey(request));
        return reply.code(written.existing ? 200 : 201).send(written);
      },
    );

    app.post(
      '/incidents/:id/commands/:command',
      { schema: { tags, params: IdAndCommand, body: CommandBody, response: { 200: Written, '4xx': Problem } } },
      async (request) => {
        const { id, command } = request.params;
        return deps.incidents.command(requireActor(request), id, command, request.body, idempotencyKey(request));
      },
    );

    app.get(
      '/incidents',
      { schema: { tags, querystring: IncidentQuery, response: { 200: IncidentPage, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const catalogue = await deps.catalogue();
        const seq = deps.sums.seq();
        const categories = await deps.reads.categoriesOf(request.query);
        const where = await askedPlaces(actor, request.query, catalogue, deps);
        const ask = { ...toAsk(actor, request.query, catalogue.time, deps.now()), ...where, categories };
        const page = await deps.reads.list(ask);
        return {
          rows: page.rows
            .filter((row) => mayReadRow(actor, row, catalogue.tree, deps.now()))
            .map(isScreen(actor) ? toWallWire : toIncidentWire),
          cursor: page.next && writeCursor(ask.sort, page.next),
          total: page.total,
          ...(page.isPartial ? { partial: true } : {}),
          asOf: new Date(deps.now()).toISOString(),
          seq,
        };
      },
    );

    app.get(
      '/incidents/views',
      { schema: { tags, querystring: DeskCountsQuery, response: { 200: DeskCounts, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const catalogue = await deps.catalogue();
        const categories = await deps.reads.categoriesOf(request.query);
        const { places } = await askedPlaces(actor, request.query, catalogue, deps);
        const { partyUnit, severities } = toAsk(actor, request.query, catalogue.time, deps.now());
        const counts = await deps.reads.deskCounts({ ...lookingOf(actor, deps.now()), places, partyUnit, severities, categories });
        return { counts, asOf: new Date(deps.now()).toISOString() };
      },
    );

    app.get('/incidents/:id', { schema: { tags, params: Id, response: { 200: IncidentDetail, '4xx': Problem } } }, async (request) => {
      const actor = requireActor(request);
      const seq = deps.sums.seq();
      const { incident, catalogue } = await readable(actor, request.params.id);
      const personal = mayReadTexts(actor) ? await deps.reads.personal(incident.id) : null;
      const hasReporter = personal !== null && (personal.reporterName !== null || personal.reporterContact !== null);
      return {
        incident: isScreen(actor) ? toWallWire(incident) : toIncidentWire(incident),
        description: personal?.description ?? null,
        reporter: hasReporter ? { name: personal.reporterName, contact: personal.reporterContact } : null,
        commands: deps.replay ? [] : commandsFor(actor, incident, catalogue.tree, deps.now()),
        branchCommands: deps.replay ? [] : ofBranches(actor, incident, catalogue),
        supervisor: await supervisorOf(actor, incident),
        asOf: new Date(deps.now()).toISOString(),
        seq,
      };
    });

    app.get('/incidents/:id/timeline', { schema: { tags, params: Id, response: { 200: Timeline, '4xx': Problem } } }, async (request) => {
      const actor = requireActor(request);
      const { incident, catalogue } = await readable(actor, request.params.id);
      const texts = mayReadTexts(actor) ? await deps.reads.stepTexts(incident.id) : new Map();
      return {
        id: incident.id,
        entries: (await deps.reads.timeline(incident.id)).map((event) => toTimelineEntry(event, texts.get(event.version), catalogue.tree)),
      };
    });

    function ofBranches(actor: Actor, incident: Incident, { tree }: Catalogue) {
      return branchesOf(incident.extra)
        .map((branch) => ({ branch: branch.id, commands: branchCommandsFor(actor, incident, branch, tree, deps.now()) }))
        .filter(({ commands }) => commands.length > 0);
    }

    /** Named beside the log, with the words of the step that named them. */
    async function supervisorOf(actor: Actor, { id, extra }: Incident): Promise<string | null> {
      if (!extra?.supervision || !mayReadTexts(actor)) return null;
      return (await deps.reads.stepTexts(id)).get(extra.supervision.version)?.text ?? null;
    }

    /** An incident that the caller may read; another's is as unknown as none, so that ids tell nothing. */
    async function readable(actor: Actor, id: number): Promise<{ incident: Incident; catalogue: Catalogue }> {
      const catalogue = await deps.catalogue();
      const incident = await deps.reads.incident(id);
      if (!incident || !mayReadRow(actor, incident, catalogue.tree, deps.now())) throw new Rejection('incident.unknown', { id });
      return { incident, catalogue };
    }
  };

/** The places of the area asked for, or of all members of a group; null = the whole city. */
async function askedPlaces(
  actor: Actor,
  query: IncidentQuery,
  { tree }: Catalogue,
  deps: HttpDeps,
): Promise<Pick<ListAsk, 'area' | 'places'>> {
  const nowMs = deps.now();
  const placesOf = (area: string): readonly string[] | null => {
    if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: 'area', area });
    if (!tree.isWithin(actor.scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
    return area === tree.root ? null : tree.subtree(area, nowMs);
  };
  const area = query.area ?? actor.scope;
  if (query.group === undefined) return { area, places: placesOf(area) };
  if (query.area !== undefined) throw new Rejection('request.invalid', { field: 'group', problem: 'area or group, not both' });
  const members = membersAt(await groupOf(query.group, deps), tree, nowMs);
  return { area: null, places: members.flatMap((member) => placesOf(member) ?? []) };
}

function toAsk(actor: Actor, query: IncidentQuery, time: LocalTime, nowMs: number): Omit<ListAsk, 'area' | 'places'> {
  const by = query.by ?? 'reportedAt';
  const fromMs = parseTime(query.from, 'from');
  const toMs = parseTime(query.to, 'to');
  const sort = query.sort ?? 'risk';
  return {
    partyUnit: query.group === undefined && (query.area === undefined || query.area === actor.scope) ? actor.unit : null,
    statuses: query.status === 'open' ? 'open' : chosen(query.status, STATUSES, 'status'),
    severities: chosenSeverities(query.severity),
    categories: null,
    overdue: query.overdue ?? null,
    suspended: query.suspended ?? null,
    window: fromMs === undefined && toMs === undefined ? null : { by, fromMs: fromMs ?? 0, toMs: toMs ?? Number.MAX_SAFE_INTEGER },
    ids: query.ids === undefined ? null : query.ids.split(',').map(Number),
    numbers: query.number === undefined ? null : numbersOf(query.number, time, nowMs),
    text: query.q === undefined ? null : toText(actor, query.q),
    near: query.near === undefined ? null : toNear(query.near),
    view: query.view === undefined ? null : { name: query.view, ...lookingOf(actor, nowMs) },
    sort,
    limit: query.limit ?? 100,
    after: query.cursor === undefined ? null : readCursor(query.cursor, sort),
  };
}

const lookingOf = ({ id, role, unit }: Actor, nowMs: number) => ({ user: id, role, unit, nowMs });

/** A word of the description found is a word of it read: only who may read it may look for it. */
function toText(actor: Actor, text: string): string {
  assertMayReadTexts(actor);
  if (parseSearch(text).length === 0) throw new Rejection('request.invalid', { field: 'q', problem: 'a-z, 0-9, 汉字 …' });
  return text;
}

function numbersOf(asked: string, time: LocalTime, nowMs: number): string[] {
  if (asked.includes('-')) return [asked.replace(/\d+$/, (n) => n.padStart(6, '0'))];
  return Array.from({ length: NUMBER_DAYS }, (_, day) => `${time.dayKey(nowMs - day * DAY_MS)}-${asked.padStart(6, '0')}`);
}

function toNear(text: string): { lng: number; lat: number; m: number } {
  const [lng = Number.NaN, lat = Number.NaN, m = Number.NaN] = text.split(',').map(Number);
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && m > 0 && m <= 100_000))
    throw new Rejection('request.invalid', { field: 'near', problem: 'lng,lat,m (m ≤ 100000)' });
  return { lng, lat, m };
}
