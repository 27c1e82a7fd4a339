import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Group } from '../../../shared/city-pack.ts';
import { Summary, SummaryQuery } from '../../../shared/summary.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import { askedFilter, askedWindow } from '../asked-window.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

/** Named sets of areas with sums of their own, open to all staff like the figures of areas. */
export const groupRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['groups'];
    app.get('/groups', { schema: { tags, response: { 200: Type.Array(Group), '4xx': Problem } } }, async (request) => {
      requireActor(request);
      return [...(await deps.city.groups())];
    });

    app.get(
      '/groups/:code/summary',
      {
        schema: {
          tags,
          summary: 'In the shape of an area: nothing is its own, `children` are its members',
          params: Type.Object({ code: AreaCode }),
          querystring: SummaryQuery,
          response: { 200: Summary, '4xx': Problem },
        },
      },
      async (request, reply) => {
        requireActor(request);
        const { code } = request.params;
        const group = (await deps.city.groups()).find((each) => each.code === code);
        if (!group) throw new Rejection('group.unknown', { group: code });
        const summary = await deps.sums.groupSummary(group, await askedWindow(request.query, deps), askedFilter(request.query));
        return reply.header('cache-control', 'private, no-cache').send(summary);
      },
    );
  };
