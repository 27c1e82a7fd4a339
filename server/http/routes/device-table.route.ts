import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { DeviceImport } from '../../../shared/readings.ts';
import { Problem } from '../../../shared/wire.ts';
import { assertMayRegisterAtAll } from '../../domain/readings/may-devices.ts';
import { CSV_BODY, CSV_LIMIT, CsvName, takeCsv } from '../csv-body.ts';
import type { HttpDeps } from '../deps.ts';
import { languageOf } from '../problem.plugin.ts';
import { requireActor } from '../require-actor.ts';

/** Devices by the hundred. */
export const deviceTableRoutes =
  ({ importDevices }: Pick<HttpDeps, 'importDevices'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    takeCsv(app);
    app.post(
      '/devices/import',
      {
        bodyLimit: CSV_LIMIT,
        schema: {
          tags: ['devices'],
          summary:
            'A CSV table of devices (docs/readings.md). What cannot be taken is quarantined with its reason; the same again changes nothing',
          querystring: CsvName,
          body: CSV_BODY,
          response: { 200: DeviceImport, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        // Before its table is read.
        assertMayRegisterAtAll(actor);
        return importDevices(actor, request.query.file ?? 'devices.csv', request.body as Buffer, languageOf(request));
      },
    );
  };
