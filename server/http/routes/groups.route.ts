import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Group } from '../../../shared/city-pack.ts';
import { BreakdownRow, SeriesPoint, Summary, SummaryByQuery } from '../../../shared/summary.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import { askedFilter, askedWindow } from '../asked-window.ts';
import type { HttpDeps } from '../deps.ts';
import { AreaCollection, drawnAreas, GeoQuery, sendGeo, SingleArea, toCollection } from '../geo.ts';
import { membersAt, toGroupFeature } from '../group-outline.ts';
import { requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';
import { BreakdownQuery, namedRows, SeriesQuery } from './figures.route.ts';

const Code = Type.Object({ code: AreaCode });

/** @throws Rejection `group.unknown` */
export async function groupOf(code: string, deps: Pick<HttpDeps, 'city'>): Promise<Group> {
  const group = (await deps.city.groups()).find((each) => each.code === code);
  if (!group) throw new Rejection('group.unknown', { group: code });
  return group;
}

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
          params: Code,
          querystring: SummaryByQuery,
          response: { 200: Summary, '4xx': Problem },
        },
      },
      async (request, reply) => {
        requireActor(request);
        const group = await groupOf(request.params.code, deps);
        const { by } = request.query;
        const summary = await deps.sums.groupSummary(group, await askedWindow(request.query, deps), askedFilter(request.query), by);
        return reply.header('cache-control', 'private, no-cache').send(summary);
      },
    );

    app.get(
      '/groups/:code/series',
      { schema: { tags, params: Code, querystring: SeriesQuery, response: { 200: Type.Array(SeriesPoint), '4xx': Problem } } },
      async (request) => {
        requireActor(request);
        const { metric, bucket } = request.query;
        const group = await groupOf(request.params.code, deps);
        return deps.sums.groupSeries(group, metric, bucket ?? 'hour', await askedWindow(request.query, deps), askedFilter(request.query));
      },
    );

    app.get(
      '/groups/:code/breakdown',
      { schema: { tags, params: Code, querystring: BreakdownQuery, response: { 200: Type.Array(BreakdownRow), '4xx': Problem } } },
      async (request) => {
        requireActor(request);
        const { by } = request.query;
        const group = await groupOf(request.params.code, deps);
        const rows = await deps.sums.groupBreakdown(group, by, await askedWindow(request.query, deps), askedFilter(request.query));
        return namedRows(rows, by, deps);
      },
    );

    app.get(
      '/groups/:code',
      { schema: { tags, summary: 'Its outline', params: Code, querystring: Type.Object(GeoQuery), response: SingleArea } },
      async (request, reply) => {
        requireActor(request);
        const group = await groupOf(request.params.code, deps);
        const { tree } = await deps.catalogue();
        const at = parseTime(request.query.at, 'at') ?? deps.now();
        const drawn = await deps.reads.areas(membersAt(group, tree, at), at);
        return sendGeo(request, reply, toGroupFeature(group, drawn, tree, at, request.query.geometry !== false));
      },
    );

    app.get(
      '/groups/:code/children',
      { schema: { tags, summary: 'Its members', params: Code, querystring: Type.Object(GeoQuery), response: AreaCollection } },
      async (request, reply) => {
        requireActor(request);
        const group = await groupOf(request.params.code, deps);
        const { tree } = await deps.catalogue();
        const at = parseTime(request.query.at, 'at') ?? deps.now();
        const asked = { tree, at, hasGeometry: request.query.geometry !== false };
        return sendGeo(request, reply, toCollection(await drawnAreas(membersAt(group, tree, at), asked, deps.reads.areas), tree, at));
      },
    );
  };
