import { bbox, mergeArcs } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import type { PackArea } from '../../shared/city-pack.ts';
import { readPlaceName } from './place-names.ts';

/** A street of the schematic source; `district` is its district in the edition wanted. */
export interface SourceStreet {
  code: string;
  name: string;
  district: string;
}
type Shape<P extends object> = Polygon<P> | MultiPolygon<P>;
type Tree = Topology<Record<'city' | 'district' | 'street', GeometryCollection<PackArea>>>;

/** What the tree is built from, besides the streets. */
export interface Edition {
  city: { code: string; name: string };
  districts: readonly (readonly [code: string, name: string])[];
  provisional: ReadonlySet<string>;
  validFrom: string;
}

/**
 * The three tiers over one set of arcs. Districts and city are the union of their streets,
 * made by dropping shared arcs, so the tiers nest exactly: no coordinate is computed anew.
 */
export function buildAreaTree(
  source: Topology,
  streets: readonly Shape<SourceStreet>[],
  edition: Edition,
): { tree: Tree; areas: PackArea[] } {
  const toArea = (code: string, name: string, tier: PackArea['tier'], parent: string | null): PackArea => {
    const { en, kind, pinyin } = readPlaceName(name);
    const provisional = edition.provisional.has(code) ? { isProvisional: true } : {};
    return { code, names: { zh: name, en }, tier, kind, parent, validFrom: edition.validFrom, isSchematic: true, ...provisional, pinyin };
  };
  const union = (members: readonly Shape<SourceStreet>[], properties: PackArea): Shape<PackArea> => {
    if (members.length === 0) throw new Error(`${properties.code} has no street`);
    return withProperties(mergeArcs(source, [...members]), properties);
  };
  const district = edition.districts.map(([code, name]) =>
    union(
      streets.filter((s) => s.properties?.district === code),
      toArea(code, name, 'district', edition.city.code),
    ),
  );
  const street = streets.map((shape) => {
    const { code, name, district: parent } = sourceOf(shape);
    return withProperties(shape, toArea(code, name, 'street', parent));
  });
  const city = union(streets, toArea(edition.city.code, edition.city.name, 'city', null));
  const tree: Tree = {
    type: 'Topology',
    bbox: bbox(source),
    ...(source.transform && { transform: source.transform }),
    objects: { city: collect([city]), district: collect(district), street: collect(street) },
    arcs: source.arcs,
  };
  return { tree, areas: [city, ...district, ...street].flatMap(({ properties }) => properties ?? []) };
}

/** The street's own properties; a shape without them cannot be placed. */
export function sourceOf(shape: Shape<SourceStreet>): SourceStreet {
  if (!shape.properties) throw new Error('A street of the source has no properties');
  return shape.properties;
}

function collect(geometries: Shape<PackArea>[]): GeometryCollection<PackArea> {
  return { type: 'GeometryCollection', geometries };
}

function withProperties(shape: Shape<object>, properties: PackArea): Shape<PackArea> {
  if (shape.type === 'Polygon') return { type: 'Polygon', properties, arcs: shape.arcs };
  const [only, ...others] = shape.arcs;
  if (only && others.length === 0) return { type: 'Polygon', properties, arcs: only };
  return { type: 'MultiPolygon', properties, arcs: shape.arcs };
}
