import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { GeocodeTable } from '../../shared/alert-rules.ts';
import { CityPack, PackArea } from '../../shared/city-pack.ts';
import { IndicatorPack } from '../../shared/indicators.ts';
import { PackDevice } from '../../shared/readings.ts';
import type { StageLimits } from '../../shared/limits.ts';
import { localTime } from '../../shared/local-time.ts';
import { TIERS } from '../../shared/terms.ts';
import type { WorkCalendar } from '../../shared/work-calendar.ts';
import Type from 'typebox';
import { Check } from 'typebox/value';
import type { NewArea } from '../app/city.ts';
import { groupFaults } from '../domain/groups.ts';
import { indicatorFaults } from '../domain/vitals/indicator-faults.ts';
import { buildTree } from '../domain/tree.ts';
import { slipOf } from './slip.ts';
import { readJson } from './pack-file.ts';
import { assertPlans, readPlans } from './pack-plans.ts';
import { assertRules, readRules } from './pack-rules.ts';
import { readPackCalendar } from './work-calendar.ts';

/** A city as a folder: `city.json`, `areas.topo.json`, and `indicators.json`, `devices.json`, `geocodes.json`, `rules.json` and `rivers.geojson` where there are such. */
export interface ReadPack {
  pack: CityPack;
  calendar: WorkCalendar;
  areas: NewArea[];
  /** GeoJSON text. */
  rivers: string | null;
}

/** @throws Error that names the file and the first thing wrong with it */
export function readCityPack(folder: string): ReadPack {
  const pack = readJson(folder, 'city.json');
  if (!Check(CityPack, pack)) throw new Error(`${join(folder, 'city.json')}, ${slipOf(CityPack, pack)}`);
  assertSteps(pack);
  const calendar = readPackCalendar(folder, pack);
  const topology = readJson(folder, 'areas.topo.json') as Topology;
  const instant = dayReader(pack.timeZone);
  const areas = TIERS.flatMap((tier) => {
    const object = topology.objects?.[tier];
    return object
      ? feature(topology, object as GeometryCollection).features.map((each, i) => toArea(each, `${tier} ${i + 1}`, instant))
      : [];
  });
  assertGroups(pack, areas);
  assertPeriods(pack, areas);
  const indicators = existsSync(join(folder, 'indicators.json')) ? readIndicators(folder) : pack.indicators;
  if (indicators) assertIndicators(indicators, pack, areas);
  const devices = existsSync(join(folder, 'devices.json')) ? readDevices(folder, indicators, areas) : pack.devices;
  const rules = existsSync(join(folder, 'rules.json')) ? readRules(folder) : pack.rules;
  const plans = existsSync(join(folder, 'plans.json')) ? readPlans(folder) : pack.plans;
  const alerts = existsSync(join(folder, 'geocodes.json')) ? { ...pack.alerts, geocodeTables: readGeocodes(folder) } : pack.alerts;
  assertGeocodes(alerts?.geocodeTables ?? [], areas);
  const whole = {
    ...pack,
    ...(alerts ? { alerts } : {}),
    ...(indicators ? { indicators } : {}),
    ...(devices ? { devices } : {}),
    ...(rules ? { rules } : {}),
    ...(plans ? { plans } : {}),
  };
  assertRules(whole, areas);
  assertPlans(whole, areas);
  const rivers = join(folder, 'rivers.geojson');
  return {
    pack: whole,
    calendar,
    areas,
    rivers: existsSync(rivers) ? readFileSync(rivers, 'utf8') : null,
  };
}

function readIndicators(folder: string): IndicatorPack {
  const read = readJson(folder, 'indicators.json');
  if (!Check(IndicatorPack, read)) throw new Error(`${join(folder, 'indicators.json')}, ${slipOf(IndicatorPack, read)}`);
  return read;
}
/** A sign on no lane, or limits of an area that is none, would be shown nowhere. */
function assertIndicators(read: IndicatorPack, { lanes }: CityPack, areas: readonly NewArea[]): void {
  const [fault] = indicatorFaults(read, {
    lanes: new Set(lanes.map(({ code }) => code)),
    areas: new Set(areas.map(({ code }) => code)),
  });
  if (fault) throw new Error(`indicators.json, ${fault.where}: ${fault.zh} / ${fault.en}`);
}

/** Codes of others for areas of this city. */
function readGeocodes(folder: string): GeocodeTable[] {
  const read = readJson(folder, 'geocodes.json');
  const schema = Type.Object({ tables: Type.Array(GeocodeTable) }, { additionalProperties: false });
  if (!Check(schema, read)) throw new Error(`${join(folder, 'geocodes.json')}, ${slipOf(schema, read)}`);
  return read.tables;
}
/** A code that stands for no area would be understood as one that lies elsewhere. */
function assertGeocodes(tables: readonly GeocodeTable[], areas: readonly NewArea[]): void {
  const places = new Set(areas.map(({ code }) => code));
  for (const { names, codes } of tables)
    for (const [value, meant] of Object.entries(codes)) {
      const unknown = meant.find((area) => !places.has(area));
      if (unknown !== undefined) throw new Error(`geocodes.json, ${names[0]} ${value}: 没有辖区 ${unknown} / there is no area ${unknown}`);
    }
}

/** Stations; one in no area, or that tells what is no vital sign, would be heard by nobody. */
function readDevices(folder: string, indicators: IndicatorPack | undefined, areas: readonly NewArea[]): PackDevice[] {
  const read = readJson(folder, 'devices.json');
  const schema = Type.Object({ devices: Type.Array(PackDevice) });
  if (!Check(schema, read)) throw new Error(`${join(folder, 'devices.json')}, ${slipOf(schema, read)}`);
  const [places, signs] = [new Set(areas.map(({ code }) => code)), new Set(indicators?.indicators.map(({ code }) => code))];
  for (const { code, area, channels } of read.devices) {
    if (!places.has(area)) throw new Error(`devices.json, ${code}: 没有辖区 ${area} / there is no area ${area}`);
    const unknown = channels.find(({ indicator, derived }) => !signs.has(indicator) || (derived && !signs.has(derived.from)));
    if (unknown)
      throw new Error(`devices.json, ${code}: 指标目录中没有 ${unknown.indicator} / ${unknown.indicator} is no indicator of the catalogue`);
  }
  return read.devices;
}

/** Steps of the handling are told apart by their names. */
function assertSteps({ categories, stageLimits = {} }: CityPack): void {
  const check = ({ handle }: StageLimits, where: string): void => {
    const i = handle && handle.length > 1 ? handle.findIndex(({ names }) => names === undefined) : -1;
    if (i >= 0)
      throw new Error(
        `city.json, ${where}.handle.${i}.names: 处置分几个阶段时，每个阶段都要有名称 / each of several steps of the handling needs its names`,
      );
  };
  for (const [severity, limits] of Object.entries(stageLimits)) check(limits, `stageLimits.${severity}`);
  for (const [i, { limits }] of categories.entries()) {
    check(limits, `categories.${i}.limits`);
    for (const [severity, own] of Object.entries(limits.bySeverity ?? {})) check(own, `categories.${i}.limits.bySeverity.${severity}`);
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
/** Windows are whole hours: a day that begins at half past would be shown half an hour too long. */
function assertPeriods({ periods = {} }: CityPack, areas: readonly NewArea[]): void {
  const { nodes = {}, ...city } = periods;
  const codes = new Set(areas.map(({ code }) => code));
  for (const [where, { dutyDayStart }] of [
    ['', city] as const,
    ...Object.entries(nodes).map(([code, own]) => [`nodes.${code}.`, own] as const),
  ])
    if (dutyDayStart !== undefined && !dutyDayStart.endsWith(':00'))
      throw new Error(
        `city.json, periods.${where}dutyDayStart: ${dutyDayStart} 不是整点，时段只按整点统计 / ${dutyDayStart} is no full hour, and windows are of whole hours`,
      );
  for (const code of Object.keys(nodes))
    if (!codes.has(code)) throw new Error(`city.json, periods.nodes.${code}: 没有这个辖区 / there is no such area`);
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
  if (!Check(PackArea, properties)) throw new Error(`areas.topo.json, ${where}: ${slipOf(PackArea, properties)}`);
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
