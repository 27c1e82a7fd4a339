import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { ImportRun } from '../../../shared/imports.ts';
import { JoinedWire } from '../../../shared/live-wire.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const ChangesQuery = Type.Object({ area: AreaCode, since: Type.Integer({ minimum: 0 }) });

/** Catch-up by HTTP, and what an import did. */
export const liveRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get(
      '/changes',
      { schema: { tags: ['live'], querystring: ChangesQuery, response: { 200: JoinedWire, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const { area, since } = request.query;
        const { tree } = await deps.catalogue();
        if (!tree.row(area, deps.now())) throw new Rejection('area.unknown', { field: 'area', area });
        if (!tree.isWithin(actor.scope, area, deps.now())) throw new Rejection('scope.denied', { area, scope: actor.scope });
        return deps.changesSince(area, since, actor);
      },
    );

    app.get(
      '/imports/:id',
      {
        schema: {
          tags: ['imports'],
          params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
          response: { 200: ImportRun, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { tree } = await deps.catalogue();
        // An import concerns the whole city: only its own staff read the report.
        if (actor.scope !== tree.root) throw new Rejection('scope.denied', { area: tree.root, scope: actor.scope });
        const run = await deps.reads.importRun(request.params.id);
        if (!run) throw new Rejection('import.unknown', { id: request.params.id });
        return run;
      },
    );
  };
