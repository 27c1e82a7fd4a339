import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { StageSharesQuery, StageSharesTable } from '../../../shared/stage-shares.ts';
import { SEVERITIES, type Severity } from '../../../shared/terms.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { stageSharesOf } from '../../app/stage-shares.ts';
import { Rejection } from '../../domain/rejection.ts';
import { askedWindow } from '../asked-window.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Code = Type.Object({ code: AreaCode });

/** Which stage ate the time: figures like the others, open to all staff; those of units to whom the area may be read. */
export const stageRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/areas/:code/stages',
      {
        schema: {
          tags: ['figures'],
          summary: 'Median share of each stage in the time from receipt to closing, of the cases closed in the window',
          params: Code,
          querystring: StageSharesQuery,
          response: { 200: StageSharesTable, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const { code: area } = request.params;
        const { by = 'area', severity } = request.query;
        const { tree } = await deps.catalogue();
        if (!tree.latest(area)) throw new Rejection('area.unknown', { area });
        const nowMs = deps.now();
        if (by === 'unit' && !tree.isWithin(actor.scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
        const window = await askedWindow(request.query, deps);
        const severities = severity === undefined ? null : severity.split(',').map((each) => SEVERITIES.indexOf(each as Severity));
        const asked = { ...window, area, by, categories: await deps.reads.categoriesOf(request.query), severities };
        const units = by === 'unit' ? new Map((await deps.city.units()).map((unit) => [unit.code, unit.names])) : null;
        const nameOf = (key: string) => units?.get(key) ?? tree.latest(key)?.names ?? { zh: key, en: key };
        const { minimumN } = await deps.city.info();
        const { whole, rows } = await stageSharesOf(asked, { tree, minimumN, read: deps.reads.stageShares, nameOf });
        const iso = (ms: number): string => new Date(ms).toISOString();
        return reply
          .header('cache-control', 'private, no-cache')
          .send({ area, by, from: iso(window.fromMs), to: iso(window.toMs), asOf: iso(Math.min(nowMs, window.toMs)), whole, rows });
      },
    );
  };
