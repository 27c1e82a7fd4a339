import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { IndicatorCode } from '../../../shared/indicators.ts';
import { ReadingsAnswer } from '../../../shared/readings.ts';
import { Problem, Time } from '../../../shared/wire.ts';
import { takeAlerts } from '../../app/alertmanager.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { languageOf } from '../problem.plugin.ts';
import { toAnswer } from '../reading-answer.ts';
import { requireActor } from '../require-actor.ts';

/** Version 4 of its webhook; what we do not read may be anything. */
const Webhook = Type.Object({
  alerts: Type.Array(
    Type.Object({
      status: Type.Enum(['firing', 'resolved']),
      labels: Type.Record(Type.String(), Type.String()),
      startsAt: Time,
      endsAt: Type.Optional(Type.String({ maxLength: 40 })),
    }),
    { maxItems: 1_000 },
  ),
});
const Ask = Type.Object({
  indicator: IndicatorCode,
  /** Labels by commas. */
  device: Type.Optional(Type.String({ minLength: 1, maxLength: 200, default: 'device' })),
});

/** What Prometheus' Alertmanager says of the city's own systems. */
export const alertmanagerRoutes =
  ({ readings, catalogue }: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/readings/alertmanager',
      {
        schema: {
          tags: ['readings'],
          summary: 'Webhook of an Alertmanager: firing is 1 of the indicator, resolved is 0; ?device= names the label that is the device',
          querystring: Ask,
          body: Webhook,
          response: { 200: ReadingsAnswer, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { indicator, device = 'device' } = request.query;
        if (!(await catalogue()).indicators.get(indicator)) throw new Rejection('indicator.unknown', { field: 'indicator', indicator });
        const outcomes = await takeAlerts(readings, actor, request.body.alerts, { indicator, labels: device.split(',') });
        return toAnswer(outcomes, languageOf(request));
      },
    );
  };
