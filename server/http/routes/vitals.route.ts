import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { IndicatorPack } from '../../../shared/indicators.ts';
import { Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

/** Vital signs: what there is, with its limits. */
export const vitalRoutes =
  (deps: Pick<HttpDeps, 'catalogue'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/indicators',
      {
        schema: {
          tags: ['vitals'],
          summary: 'The catalogue of vital signs, with limits, their standards, and the limits of areas that have their own',
          response: { 200: IndicatorPack, '4xx': Problem },
        },
      },
      async (request) => {
        requireActor(request);
        const { indicators } = await deps.catalogue();
        return { indicators: [...indicators.all], areaLimits: [...indicators.areaLimits] };
      },
    );
  };
