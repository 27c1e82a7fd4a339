import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Duplicates } from '../../../shared/incidents.ts';
import { Problem } from '../../../shared/wire.ts';
import { toIncidentWire } from '../../app/incident-wire.ts';
import { duplicatesOf, USUAL_NEARNESS } from '../../domain/duplicates.ts';
import type { Incident } from '../../domain/incident.ts';
import { mayReadRow } from '../../domain/policy.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps, ListAsk } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const Near = Type.Object({
  /** Metres. */
  m: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000 })),
  hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 720 })),
});
const HOUR_MS = 3_600_000;
/** Of a place where this much is open, the newest are looked at. */
const MOST = 300;

/** Open incidents that may be the same thing reported twice. */
export const duplicateRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/incidents/:id/duplicates',
      { schema: { tags: ['incidents'], params: Id, querystring: Near, response: { 200: Duplicates, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const { tree } = await deps.catalogue();
        const incident = await deps.reads.incident(request.params.id);
        const isReadable = (row: Incident): boolean => mayReadRow(actor, row, tree, deps.now());
        if (!incident || !isReadable(incident)) throw new Rejection('incident.unknown', { id: request.params.id });
        const near = { ...USUAL_NEARNESS, ...request.query };
        const { rows } = await deps.reads.list(askFor(incident, near));
        const { categories } = await deps.city.info();
        const kinds = new Map(categories.map((each) => [each.code, each]));
        return duplicatesOf(incident, rows.filter(isReadable), kinds, near).map(({ incident: found, metres, apartMs }) => ({
          incident: toIncidentWire(found),
          metres: metres === null ? null : Math.round(metres),
          apartMs,
        }));
      },
    );
  };

const askFor = ({ lngLat, place, reportedAtMs }: Incident, { m, hours }: { m: number; hours: number }): ListAsk => ({
  area: null,
  places: lngLat ? null : [place],
  partyUnit: null,
  statuses: 'open',
  severities: null,
  categories: null,
  overdue: null,
  suspended: null,
  window: { by: 'reportedAt', fromMs: reportedAtMs - hours * HOUR_MS, toMs: reportedAtMs + hours * HOUR_MS + 1 },
  ids: null,
  numbers: null,
  text: null,
  near: lngLat ? { lng: lngLat[0], lat: lngLat[1], m } : null,
  view: null,
  sort: 'newest',
  limit: MOST,
  after: null,
});
