import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { CityPack, PackArea } from '../../shared/city-pack.ts';
import { localTime } from '../../shared/local-time.ts';
import { TIERS } from '../../shared/terms.ts';
import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';
import type { NewArea } from '../app/city.ts';
import { groupFaults } from '../domain/groups.ts';
import { buildTree } from '../domain/tree.ts';

/** A city as a folder: `city.json`, `areas.topo.json`, and `rivers.geojson` where there is one. */
export interface ReadPack {
  pack: CityPack;
  areas: NewArea[];
  /** GeoJSON text. */
  rivers: string | null;
}

/** @throws Error that names the file and the first thing wrong with it */
export function readCityPack(folder: string): ReadPack {
  const pack = readJson(folder, 'city.json');
  if (!Check(CityPack, pack)) throw new Error(`${join(folder, 'city.json')}: ${firstError(CityPack, pack)}`);
  const topology = readJson(folder, 'areas.topo.json') as Topology;
  const instant = dayReader(pack.timeZone);
  const areas = TIERS.flatMap((tier) => {
    const object = topology.objects?.[tier];
    return object
      ? feature(topology, object as GeometryCollection).features.map((each, i) => toArea(each, `${tier} ${i + 1}`, instant))
      : [];
  });
  assertGroups(pack, areas);
  const rivers = join(folder, 'rivers.geojson');
  return { pack, areas, rivers: existsSync(rivers) ? readFileSync(rivers, 'utf8') : null };
}

function readJson(folder: string, name: string): unknown {
  const file = join(folder, name);
  if (!existsSync(file)) throw new Error(`No ${name} in ${folder}: a city pack needs city.json and areas.topo.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** A group that counted a place twice, or none, would show a wrong sum. */
function assertGroups({ groups = [] }: CityPack, areas: readonly NewArea[]): void {
  const tree = buildTree(areas.map((area) => ({ ...area, bbox: null })));
  for (const group of groups) {
    const [first] = groupFaults(group, tree);
    if (first) throw new Error(`city.json, group ${group.code}: the member ${first.member} is ${FAULTS[first.fault]}`);
  }
}
const FAULTS = { unknown: 'no area of the city', twice: 'named twice', within: 'part of another member' } as const;

/** An edition begins with a local day, so that hours and days lie in one edition each. */
function dayReader(timeZone: string): (text: string, where: string) => number {
  const time = localTime(timeZone);
  return (text, where) => {
    const ms = Date.parse(text);
    if (Number.isNaN(ms) || time.dayStart(ms) !== ms)
      throw new Error(`areas.topo.json, ${where}: ${text} is not the start of a day in ${timeZone}`);
    return ms;
  };
}

function toArea(
  each: { properties: unknown; geometry: unknown },
  where: string,
  instant: (text: string, where: string) => number,
): NewArea {
  const properties = each.properties;
  if (!Check(PackArea, properties)) throw new Error(`areas.topo.json, ${where}: ${firstError(PackArea, properties)}`);
  const { code, names, tier, kind, parent, validFrom, validTo, isSchematic, isProvisional, pinyin } = properties;
  return {
    code,
    names,
    tier,
    kind,
    parent,
    validFromMs: validFrom === undefined ? 0 : instant(validFrom, where),
    validToMs: validTo === undefined ? null : instant(validTo, where),
    isSchematic,
    isProvisional: isProvisional ?? false,
    pinyin: pinyin ?? null,
    geometry: each.geometry as NewArea['geometry'],
  };
}

function firstError(schema: TSchema, value: unknown): string {
  const [first] = Errors(schema, value);
  return `${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'}`;
}
