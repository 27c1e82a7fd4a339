import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type TSchema } from 'typebox';
import { AreaProperties } from '../../shared/session.ts';
import { QueryTime } from '../../shared/summary.ts';
import { AreaCode, NamesWire, Problem, TierWire } from '../../shared/wire.ts';
import type { AreaRow, Tree } from '../domain/tree.ts';

/** Of which instant, and whether with borders. */
export const GeoQuery = { at: Type.Optional(QueryTime), geometry: Type.Optional(Type.Boolean()) };

const Ancestors = Type.Array(Type.Object({ code: AreaCode, name: NamesWire, tier: TierWire }));
const featureOf = <P extends TSchema>(properties: P) =>
  Type.Object({ type: Type.Literal('Feature'), properties, geometry: Type.Unknown({ description: 'GeoJSON geometry or null' }) });
const geoJson = (schema: TSchema) => ({
  200: { description: 'GeoJSON', content: { 'application/geo+json': { schema } } },
  304: Type.Null({ description: 'as the tag says, nothing new' }),
  '4xx': Problem,
});
export const AreaCollection = geoJson(
  Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(featureOf(AreaProperties)) }),
);
export const SingleArea = geoJson(featureOf(Type.Object({ ...AreaProperties.properties, ancestors: Ancestors })));

/** A row of the tree with its border as GeoJSON text: stored as text and sent as it is, never parsed on the way. */
export type DrawnArea = AreaRow & { geometryText: string | null };

export const toProperties = (row: AreaRow, children: number): AreaProperties => ({
  code: row.code,
  name: row.names,
  tier: row.tier,
  kind: row.kind,
  parent: row.parent,
  validFrom: new Date(row.validFromMs).toISOString(),
  ...(row.validToMs === null ? {} : { validTo: new Date(row.validToMs).toISOString() }),
  ...(row.isSchematic ? { schematic: true } : {}),
  ...(row.isProvisional ? { provisional: true } : {}),
  children,
  bbox: row.bbox,
  ...(row.pinyin === null ? {} : { pinyin: row.pinyin }),
});

export const ancestorsOf = (code: string, tree: Tree, at: number) =>
  [...tree.path(code, at)]
    .reverse()
    .slice(0, -1)
    .map((above) => ({ code: above, name: tree.row(above, at)!.names, tier: tree.row(above, at)!.tier }));

export const toFeature = (properties: object, geometryText: string | null): string =>
  `{"type":"Feature","properties":${JSON.stringify(properties)},"geometry":${geometryText ?? 'null'}}`;

export const toCollection = (rows: readonly DrawnArea[], tree: Tree, at: number): string => {
  const features = rows.map((row) => toFeature(toProperties(row, tree.children(row.code, at).length), row.geometryText));
  return `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
};

/** Rows of the tree; only borders have to be read for. */
export const drawnAreas = async (
  codes: readonly string[],
  { tree, at, hasGeometry }: { tree: Tree; at: number; hasGeometry: boolean },
  read: (codes: readonly string[], at: number) => Promise<DrawnArea[]>,
): Promise<DrawnArea[]> => (hasGeometry ? read(codes, at) : codes.map((code) => ({ ...tree.row(code, at)!, geometryText: null })));

/** Borders change rarely: a browser that has them asks with their tag and gets 304. */
export function sendGeo(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const tag = `"${createHash('sha1').update(text).digest('base64url')}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  return reply.type('application/geo+json').send(text);
}
