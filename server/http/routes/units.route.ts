import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { problemText } from '../../../shared/problem-texts.ts';
import { SummaryQuery } from '../../../shared/summary.ts';
import {
  PositionsTaken,
  SendPositions,
  SetUnitState,
  UnitDetail,
  UnitNowWire,
  UnitOffers,
  UnitsNow,
  UnitTimesTable,
} from '../../../shared/units.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import { unitsWithin } from '../../domain/units-within.ts';
import { askedWindow } from '../asked-window.ts';
import type { HttpDeps } from '../deps.ts';
import { languageOf } from '../problem.plugin.ts';
import { requireActor } from '../require-actor.ts';

const ByCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 80 }) });
const ById = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const MOST_OFFERS = 20;

/** How units stand, where they are, and which to send. Their names are in `GET /units` of city.route.ts. */
export const unitRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['units'];
    const { units } = deps;

    const InArea = Type.Object({ area: Type.Optional(AreaCode) });
    app.get(
      '/units/now',
      { schema: { tags, summary: 'How units stand', querystring: InArea, response: { 200: UnitsNow, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        return units.inArea(actor, request.query.area ?? actor.scope);
      },
    );
    app.get('/units/:code', { schema: { tags, params: ByCode, response: { 200: UnitDetail, '4xx': Problem } } }, async (request) =>
      units.one(requireActor(request), request.params.code),
    );
    app.get(
      '/areas/:code/unit-times',
      {
        schema: {
          tags,
          summary: 'How long the units of an area stood in each state, within a window as far as it has passed',
          params: Type.Object({ code: AreaCode }),
          querystring: Type.Pick(SummaryQuery, ['from', 'to', 'at']),
          response: { 200: UnitTimesTable, '4xx': Problem },
        },
      },
      async (request) => {
        const { scope } = requireActor(request);
        const { code: area } = request.params;
        const { tree } = await deps.catalogue();
        const nowMs = deps.now();
        if (!tree.latest(area)) throw new Rejection('area.unknown', { area });
        if (!tree.isWithin(scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope });
        const { fromMs, toMs } = await askedWindow(request.query, deps);
        const upToMs = Math.max(fromMs, Math.min(toMs, nowMs));
        const here = unitsWithin(await deps.city.units(), area, tree, nowMs);
        const times = await units.times({ units: here.map((unit) => unit.code), fromMs, toMs: upToMs });
        return {
          area,
          from: new Date(fromMs).toISOString(),
          to: new Date(upToMs).toISOString(),
          rows: here.flatMap(({ code, names }) => (times.has(code) ? [{ unit: code, names, ms: times.get(code)! }] : [])),
        };
      },
    );
    app.post(
      '/units/:code/state',
      {
        schema: {
          tags,
          summary: 'The team itself, or the desk of its area, says where it stands',
          params: ByCode,
          body: SetUnitState,
          response: { 200: UnitNowWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        await units.setState(actor, request.params.code, request.body);
        return (await units.one(actor, request.params.code)).now;
      },
    );
    app.post(
      '/units/positions',
      {
        schema: {
          tags,
          summary: 'Positions of units: the last one of each is kept, the one before forgotten',
          body: SendPositions,
          response: { 200: PositionsTaken, '4xx': Problem },
        },
      },
      async (request) => {
        const language = languageOf(request);
        const outcomes = await units.takePositions(requireActor(request), request.body.positions);
        return {
          taken: outcomes.filter(({ outcome }) => outcome === 'taken').length,
          results: outcomes.map((each) => {
            const { unit, outcome } = each;
            const said = each.outcome === 'refused' ? each.rejection : each.outcome === 'taken' ? each.hint : undefined;
            return { unit, outcome, ...(said ? { code: said.code, message: problemText(said.code, said.detail, language) } : {}) };
          }),
        };
      },
    );
    const Most = Type.Object({ most: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_OFFERS, default: 3 })) });
    app.get(
      '/incidents/:id/units',
      {
        schema: {
          tags,
          summary: 'The units to send, best first, with the reasons',
          params: ById,
          querystring: Most,
          response: { 200: UnitOffers, '4xx': Problem },
        },
      },
      async (request) => units.offers(requireActor(request), request.params.id, request.query.most ?? 3),
    );
  };
