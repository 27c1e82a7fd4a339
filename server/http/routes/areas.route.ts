import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { AreaCode, TierWire } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { ancestorsOf, AreaCollection, drawnAreas, GeoQuery, sendGeo, SingleArea, toCollection, toFeature, toProperties } from '../geo.ts';
import { requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';

const Code = Type.Object({ code: AreaCode });

/** The tree with its borders, as GeoJSON. Outlines are open to all staff; `geometry=false` leaves the borders out. */
export const areaRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['areas'];
    app.get(
      '/areas',
      {
        schema: {
          tags,
          querystring: Type.Object({ tier: Type.Optional(TierWire), parent: Type.Optional(AreaCode), ...GeoQuery }),
          response: AreaCollection,
        },
      },
      async (request, reply) => {
        requireActor(request);
        const { tier, parent, geometry } = request.query;
        const { tree } = await deps.catalogue();
        const at = parseTime(request.query.at, 'at') ?? deps.now();
        if (parent !== undefined && !tree.row(parent, at)) throw new Rejection('area.unknown', { field: 'parent', area: parent });
        const codes = parent === undefined ? tree.subtree(tree.root, at) : tree.children(parent, at);
        const asked = codes.filter((code) => tier === undefined || tree.row(code, at)?.tier === tier);
        const rows = await drawnAreas(asked, { tree, at, hasGeometry: geometry !== false }, deps.reads.areas);
        return sendGeo(request, reply, toCollection(rows, tree, at));
      },
    );

    app.get(
      '/areas/:code',
      { schema: { tags, params: Code, querystring: Type.Object(GeoQuery), response: SingleArea } },
      async (request, reply) => {
        requireActor(request);
        const { tree } = await deps.catalogue();
        const at = parseTime(request.query.at, 'at') ?? deps.now();
        const { code } = request.params;
        const [area] = tree.row(code, at) ? await deps.reads.areas([code], at) : [];
        if (!area) throw new Rejection('area.unknown', { area: code });
        const properties = { ...toProperties(area, tree.children(code, at).length), ancestors: ancestorsOf(code, tree, at) };
        return sendGeo(request, reply, toFeature(properties, request.query.geometry === false ? null : area.geometryText));
      },
    );

    app.get(
      '/areas/:code/children',
      { schema: { tags, params: Code, querystring: Type.Object(GeoQuery), response: AreaCollection } },
      async (request, reply) => {
        requireActor(request);
        const { tree } = await deps.catalogue();
        const at = parseTime(request.query.at, 'at') ?? deps.now();
        const { code } = request.params;
        if (!tree.row(code, at)) throw new Rejection('area.unknown', { area: code });
        const asked = { tree, at, hasGeometry: request.query.geometry !== false };
        return sendGeo(request, reply, toCollection(await drawnAreas(tree.children(code, at), asked, deps.reads.areas), tree, at));
      },
    );
  };
