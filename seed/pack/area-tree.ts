import { bbox, mergeArcs } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import type { PackArea } from '../../shared/city-pack.ts';
import { readPlaceName } from './place-names.ts';

/** A street of the source; `districts` has its district in each edition, in their order. */
export interface SourceStreet {
  code: string;
  name: string;
  districts: readonly string[];
}
type Shape<P extends object> = Polygon<P> | MultiPolygon<P>;
/** A street as a shape over the arcs of the source. */
export type StreetShape = Shape<SourceStreet>;
/** The pack’s areas: an object for each tier, all over one set of arcs. */
export type Tree = Topology<Record<'city' | 'district' | 'street', GeometryCollection<PackArea>>>;

/** The districts as they were from an instant on; the first edition holds since ever. */
export interface Edition {
  validFrom?: string;
  districts: readonly (readonly [code: string, name: string])[];
}
/** What the tree is built from, besides the streets. */
export interface Plan {
  city: { code: string; name: string };
  /** In their order in time. */
  editions: readonly Edition[];
  provisional: ReadonlySet<string>;
}
/** Editions `from` to `to` in which an area stood still. */
interface Stay<T> {
  from: number;
  to: number;
  what: T;
}

/**
 * The three tiers over one set of arcs, in every edition: an area whose parent or streets change has a row for each time.
 * Districts and city are the union of their streets, made by dropping shared arcs, so the tiers nest exactly: no coordinate is
 * computed anew, and none is stored twice.
 */
export function buildAreaTree(
  source: Topology,
  streets: readonly Shape<SourceStreet>[],
  plan: Plan,
): { tree: Tree /** Those of the last edition. */; areas: PackArea[] } {
  const { editions } = plan;
  const toArea = (code: string, name: string, tier: PackArea['tier'], parent: string | null, { from, to }: Stay<unknown>): PackArea => {
    const { en, kind, pinyin } = readPlaceName(name);
    const [validFrom, validTo] = [editions[from]?.validFrom, editions[to + 1]?.validFrom];
    return {
      code,
      names: { zh: name, en },
      tier,
      kind,
      parent,
      ...(validFrom === undefined ? {} : { validFrom }),
      ...(validTo === undefined ? {} : { validTo }),
      isSchematic: true,
      ...(plan.provisional.has(code) ? { isProvisional: true } : {}),
      pinyin,
    };
  };
  const union = (members: readonly Shape<SourceStreet>[], properties: PackArea): Shape<PackArea> =>
    withProperties(mergeArcs(source, [...members]), properties);
  const membersOf = (code: string, edition: number) => streets.filter((shape) => sourceOf(shape).districts[edition] === code);

  const district = namesOfAll(editions).flatMap(([code, name]) =>
    stays(editions, (edition) => {
      const isThere = editions[edition]!.districts.some(([known]) => known === code);
      const members = membersOf(code, edition);
      if (isThere !== members.length > 0) throw new Error(`${code} is ${isThere ? 'without streets' : 'not listed'} in edition ${edition}`);
      return isThere ? members : null;
    }).map((stay) => union(stay.what, toArea(code, name, 'district', plan.city.code, stay))),
  );
  const street = streets.flatMap((shape) => {
    const { code, name, districts } = sourceOf(shape);
    return stays(editions, (edition) => districts[edition]!).map((stay) =>
      withProperties(shape, toArea(code, name, 'street', stay.what, stay)),
    );
  });
  const whole = { from: 0, to: editions.length - 1, what: null };
  const city = union(streets, toArea(plan.city.code, plan.city.name, 'city', null, whole));
  const tree: Tree = {
    type: 'Topology',
    bbox: bbox(source),
    ...(source.transform && { transform: source.transform }),
    objects: { city: collect([city]), district: collect(district), street: collect(street) },
    arcs: source.arcs,
  };
  const all = [city, ...district, ...street].flatMap(({ properties }) => properties ?? []);
  return { tree, areas: all.filter(({ validTo }) => validTo === undefined) };
}

/** Every district of any edition, in code order. */
const namesOfAll = (editions: readonly Edition[]): [code: string, name: string][] =>
  [...new Map(editions.flatMap(({ districts }) => districts)).entries()].sort(([a], [b]) => (a < b ? -1 : 1));

/** The stretches of editions over which something is the same; null = it is not there. Lists are the same by their members. */
function stays<T>(editions: readonly Edition[], read: (edition: number) => T | null): Stay<T>[] {
  const found: Stay<T>[] = [];
  const isSame = (a: T, b: T): boolean =>
    Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((each, i) => each === b[i]) : a === b;
  for (let edition = 0; edition < editions.length; edition++) {
    const what = read(edition);
    const last = found.at(-1);
    if (what === null) continue;
    if (last && last.to === edition - 1 && isSame(last.what, what)) last.to = edition;
    else found.push({ from: edition, to: edition, what });
  }
  return found;
}

/** The street's own properties; a shape without them cannot be placed. */
function sourceOf<P extends object>(shape: Shape<P>): P {
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
