import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { AreaProperties } from '../../../shared/session.ts';
import { QueryTime } from '../../../shared/summary.ts';
import { AreaCode, NamesWire, Problem, TierWire } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { AreaRow, Tree } from '../../domain/tree.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';

const At = { at: Type.Optional(QueryTime), geometry: Type.Optional(Type.Boolean()) };
const Code = Type.Object({ code: AreaCode });
const Ancestors = Type.Array(Type.Object({ code: AreaCode, name: NamesWire, tier: TierWire }));
const featureOf = <P extends TSchema>(properties: P) =>
  Type.Object({ type: Type.Literal('Feature'), properties, geometry: Type.Unknown({ description: 'GeoJSON geometry or null' }) });
const geoJson = (schema: TSchema) => ({
  200: { description: 'GeoJSON', content: { 'application/geo+json': { schema } } },
  304: Type.Null({ description: 'as the tag says, nothing new' }),
  '4xx': Problem,
});
const Collection = geoJson(Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(featureOf(AreaProperties)) }));
const Single = geoJson(featureOf(Type.Object({ ...AreaProperties.properties, ancestors: Ancestors })));

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
          querystring: Type.Object({ tier: Type.Optional(TierWire), parent: Type.Optional(AreaCode), ...At }),
          response: Collection,
        },
      },
      async (request, reply) => {
        requireActor(request);
        const { tier, parent } = request.query;
        const { tree } = await deps.catalogue();
        const at = parseTime(request.query.at, 'at') ?? deps.now();
        if (parent !== undefined && !tree.row(parent, at)) throw new Rejection('area.unknown', { field: 'parent', area: parent });
        const codes = parent === undefined ? tree.subtree(tree.root, at) : tree.children(parent, at);
        return sendCollection(
          request,
          reply,
          codes.filter((code) => tier === undefined || tree.row(code, at)?.tier === tier),
          tree,
          at,
          request.query.geometry !== false,
        );
      },
    );

    app.get('/areas/:code', { schema: { tags, params: Code, querystring: Type.Object(At), response: Single } }, async (request, reply) => {
      requireActor(request);
      const { tree } = await deps.catalogue();
      const at = parseTime(request.query.at, 'at') ?? deps.now();
      const { code } = request.params;
      const [area] = tree.row(code, at) ? await deps.reads.areas([code], at) : [];
      if (!area) throw new Rejection('area.unknown', { area: code });
      const ancestors = [...tree.path(code, at)]
        .reverse()
        .slice(0, -1)
        .map((above) => ({ code: above, name: tree.row(above, at)!.names, tier: tree.row(above, at)!.tier }));
      return sendGeo(request, reply, feature(area, tree, at, request.query.geometry !== false, { ancestors }));
    });

    app.get(
      '/areas/:code/children',
      { schema: { tags, params: Code, querystring: Type.Object(At), response: Collection } },
      async (request, reply) => {
        requireActor(request);
        const { tree } = await deps.catalogue();
        const at = parseTime(request.query.at, 'at') ?? deps.now();
        const { code } = request.params;
        if (!tree.row(code, at)) throw new Rejection('area.unknown', { area: code });
        return sendCollection(request, reply, tree.children(code, at), tree, at, request.query.geometry !== false);
      },
    );

    async function sendCollection(
      request: FastifyRequest,
      reply: FastifyReply,
      codes: readonly string[],
      tree: Tree,
      at: number,
      hasGeometry: boolean,
    ): Promise<FastifyReply> {
      const rows = hasGeometry ? await deps.reads.areas(codes, at) : codes.map((code) => ({ ...tree.row(code, at)!, geometryText: null }));
      return sendGeo(
        request,
        reply,
        `{"type":"FeatureCollection","features":[${rows.map((row) => feature(row, tree, at, hasGeometry)).join(',')}]}`,
      );
    }
  };

/** GeoJSON text: borders are stored as text and sent as they are, never parsed on the way. */
function feature(row: AreaRow & { geometryText: string | null }, tree: Tree, at: number, hasGeometry: boolean, more: object = {}): string {
  const properties: AreaProperties = {
    code: row.code,
    name: row.names,
    tier: row.tier,
    kind: row.kind,
    parent: row.parent,
    validFrom: new Date(row.validFromMs).toISOString(),
    ...(row.validToMs === null ? {} : { validTo: new Date(row.validToMs).toISOString() }),
    ...(row.isSchematic ? { schematic: true } : {}),
    ...(row.isProvisional ? { provisional: true } : {}),
    children: tree.children(row.code, at).length,
    bbox: row.bbox,
    ...(row.pinyin === null ? {} : { pinyin: row.pinyin }),
  };
  return `{"type":"Feature","properties":${JSON.stringify({ ...properties, ...more })},"geometry":${hasGeometry ? (row.geometryText ?? 'null') : 'null'}}`;
}

/** Borders change rarely: a browser that has them asks with their tag and gets 304. */
function sendGeo(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const tag = `"${createHash('sha1').update(text).digest('base64url')}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply.type('application/geo+json').send(text);
}
