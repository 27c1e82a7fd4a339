import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { problemText } from '../../../shared/problem-texts.ts';
import { DeviceCode, RefusedReadings, UnregisteredDevices } from '../../../shared/readings.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { languageOf } from '../problem.plugin.ts';
import { requireActor } from '../require-actor.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** What did not come in: of a device, and of devices that nobody has registered. */
export const refusedReadingRoutes =
  ({ deviceViews }: Pick<HttpDeps, 'deviceViews'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['devices'];
    app.get(
      '/devices/:code/refused',
      {
        schema: {
          tags,
          summary: 'Readings that were not taken, counted by sign and reason, newest first',
          params: Type.Object({ code: DeviceCode }),
          response: { 200: RefusedReadings, '4xx': Problem },
        },
      },
      async (request) => {
        const { rows, isCut } = await deviceViews.refused(requireActor(request), request.params.code);
        const language = languageOf(request);
        return {
          refused: rows.map(({ indicator, code, n, firstMs, lastMs, detail }) => ({
            indicator,
            code,
            message: problemText(code, detail, language),
            n,
            firstAt: iso(firstMs),
            lastAt: iso(lastMs),
          })),
          isCut,
        };
      },
    );
    app.get(
      '/readings/unregistered',
      {
        schema: {
          tags,
          summary: 'Devices that send and are not registered, newest first; for whoever registers',
          querystring: Type.Object({ area: Type.Optional(AreaCode) }),
          response: { 200: UnregisteredDevices, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { rows, isCut } = await deviceViews.unregistered(actor, request.query.area ?? actor.scope);
        return {
          devices: rows.map(({ device, indicators, n, firstMs, lastMs }) => ({
            code: device,
            indicators: [...indicators],
            n,
            firstAt: iso(firstMs),
            lastAt: iso(lastMs),
          })),
          isCut,
        };
      },
    );
  };
