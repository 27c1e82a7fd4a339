import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Forecast } from '../../../shared/forecast.ts';
import { Problem } from '../../../shared/wire.ts';
import { forecastOf } from '../../app/forecast.ts';
import { mayReadRow } from '../../domain/policy.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

/** When an incident will be closed at the present pace; for whoever may read it. */
export const forecastRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/incidents/:id/forecast',
      { schema: { tags: ['incidents'], params: Id, response: { 200: Forecast, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const { id } = request.params;
        const { tree } = await deps.catalogue();
        const nowMs = deps.now();
        const incident = await deps.reads.incident(id);
        if (!incident || !mayReadRow(actor, incident, tree, nowMs)) throw new Rejection('incident.unknown', { id });
        const { minimumN } = await deps.city.info();
        return forecastOf(incident, { tree, nowMs, minimumN, readPace: deps.reads.pace });
      },
    );
  };
