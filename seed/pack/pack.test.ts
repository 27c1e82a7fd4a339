import { readFileSync } from 'node:fs';
import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon, Position } from 'geojson';
import pointInPolygon from 'point-in-polygon-hao';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { CityPack, PackArea } from '../../shared/city-pack.ts';
import { limitsAt, STAGES, type Limit } from '../../shared/limits.ts';
import { IndicatorPack } from '../../shared/indicators.ts';
import { INDICATORS } from './chongqing/indicators.ts';
import { DEVICES } from './chongqing/devices.ts';
import { PLANS } from './chongqing/plans.ts';
import { RULES } from './chongqing/rules.ts';
import { CATEGORIES } from './chongqing/categories.ts';
import { buildUnits } from './chongqing/units.ts';
import { HolidayFile } from '../../shared/work-calendar.ts';

type AreaFeature = Feature<Polygon | MultiPolygon, PackArea>;
type Tree = Topology<Record<'city' | 'district' | 'street', GeometryCollection<PackArea>>>;

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../chongqing/${name}`, import.meta.url), 'utf8'));
const city = read('city.json') as CityPack;
const tree = read('areas.topo.json') as Tree;
const rivers = read('rivers.geojson') as FeatureCollection<LineString, { level: number; names?: { zh: string; en: string } }>;

const featuresOf = (tier: keyof Tree['objects']): AreaFeature[] => feature(tree, tree.objects[tier]).features as AreaFeature[];
/** The day of the reform: rows that end then, and rows that begin. */
const REFORM = '2025-11-06T00:00:00+08:00';
type Edition = 'before' | 'since';
const isIn = (edition: Edition, { validFrom, validTo }: PackArea): boolean => (edition === 'before' ? validFrom : validTo) === undefined;
const tiersIn = (edition: Edition) => ({
  city: featuresOf('city').filter((f) => isIn(edition, f.properties)),
  district: featuresOf('district').filter((f) => isIn(edition, f.properties)),
  street: featuresOf('street').filter((f) => isIn(edition, f.properties)),
});
const [tiers, tiersBefore] = [tiersIn('since'), tiersIn('before')];
const rowsOf = (features: typeof tiers): PackArea[] => Object.values(features).flatMap((all) => all.map(({ properties }) => properties));
const [areas, areasBefore] = [rowsOf(tiers), rowsOf(tiersBefore)];
const allRows = (['city', 'district', 'street'] as const).flatMap((tier) => featuresOf(tier).map(({ properties }) => properties));
const codesOf = (rows: readonly { code: string }[]): string[] => rows.map(({ code }) => code);
const ringsOf = ({ geometry }: AreaFeature): Position[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** Area in km² on the sphere; a clockwise outer ring counts positive, its holes negative. */
function areaKm2(area: AreaFeature): number {
  const radiusKm = 6371.0088;
  const rad = Math.PI / 180;
  const ringArea = (ring: Position[]): number =>
    ring.slice(1).reduce((sum, [x1 = 0, y1 = 0], i) => {
      const [x0 = 0, y0 = 0] = ring[i] ?? [];
      return sum + (x1 - x0) * rad * (2 + Math.sin(y0 * rad) + Math.sin(y1 * rad));
    }, 0);
  const sum = ringsOf(area)
    .flat()
    .reduce((total, ring) => total + ringArea(ring), 0);
  return (Math.abs(sum) * radiusKm ** 2) / 2;
}

const containing = (features: readonly AreaFeature[], [lng, lat]: readonly [number, number]): string[] =>
  features.filter((f) => ringsOf(f).some((rings) => pointInPolygon([lng, lat], rings))).map((f) => f.properties.code);

describe('city.json', () => {
  it('is a city pack', () => {
    expect([...Value.Errors(CityPack, city)]).toEqual([]);
  });

  it.each([
    ['boards', city.boards],
    ['street boards', city.streetBoards],
    ['lanes', city.lanes],
    ['departments', city.departments],
    ['major categories', city.majorCategories],
    ['categories', city.categories],
    ['units', city.units],
    ['areas', areas],
  ])('has unique codes and both names in %s', (_what, rows) => {
    expect(new Set(codesOf(rows)).size).toBe(rows.length);
    expect(rows.filter(({ names }) => names.zh.trim() === '' || names.en.trim() === '' || /\p{Script=Han}/u.test(names.en))).toEqual([]);
  });

  it('has eight boards, each on exactly one of the four of the street', () => {
    expect(city.boards).toHaveLength(8);
    expect(city.streetBoards).toHaveLength(4);
    expect(city.streetBoards.flatMap(({ boards }) => boards).sort()).toEqual(codesOf(city.boards).sort());
    expect(city.lanes.filter(({ board }) => !codesOf(city.boards).includes(board))).toEqual([]);
  });

  it('has every category under a major, a department and a lane that exist', () => {
    const [majors, departments, lanes] = [codesOf(city.majorCategories), codesOf(city.departments), codesOf(city.lanes)];
    expect(majors).toEqual(['E01', 'E02', 'E03', 'E04', 'E05', 'E06', 'C01', 'C02', 'C03', 'C04', 'C05']);
    const lost = city.categories.filter(
      (c) =>
        !majors.includes(c.major) ||
        !c.code.startsWith(`${c.major}-`) ||
        !departments.includes(c.department ?? '') ||
        !lanes.includes(c.lane ?? ''),
    );
    expect(lost).toEqual([]);
    expect(majors.map((major) => city.categories.filter((c) => c.major === major).length)).toEqual([17, 6, 7, 11, 11, 8, 19, 15, 9, 9, 9]);
  });

  it('counts a published limit in its own unit, taking the upper end for the whole', () => {
    const published = city.categories.filter(({ limits }) => limits.basis === 'published');
    const text = ({ amount, unit }: Limit) => `${amount} ${unit}`;
    expect(Object.fromEntries(published.map(({ code, limits }) => [code, [limits.total!, ...limits.handle!].map(text)]))).toEqual({
      'E01-01': ['20 working-day', '4 working-hour', '7 working-day', '20 working-day'],
      'E01-02': ['1 working-day', '4 working-hour'],
      'E01-03': ['2 working-day', '4 working-hour'],
      'E01-04': ['5 working-hour', '2 working-hour'],
      'E01-05': ['15 working-day', '15 working-day'],
      'E01-06': ['4 working-hour', '4 working-hour'],
    });
  });

  it('gives emergencies short limits', () => {
    const emergencies = city.categories.filter(({ major, code }) => major === 'E04' || code === 'E06-07');
    expect(emergencies).toHaveLength(12);
    expect(
      emergencies.filter(
        ({ severity, limits: { total } }) =>
          !['critical', 'urgent'].includes(severity) || total?.unit !== 'emergency-hour' || total.amount > 2,
      ),
    ).toEqual([]);
  });

  it('runs what is urgent on the wall clock', () => {
    const urgent = city.categories.filter(({ severity }) => ['critical', 'urgent'].includes(severity));
    expect(urgent.filter(({ limits }) => [limits.total!, ...limits.handle!].some(({ unit }) => unit !== 'emergency-hour'))).toEqual([]);
  });

  it('gives every category every stage at its own severity, none longer than the whole', () => {
    // Of working days the day itself is the measure, of a day its seven hours.
    const hoursOf = ({ amount, unit }: Limit): number => (unit === 'working-day' ? amount * 7 : amount);
    const odd = city.categories.filter(({ severity, limits }) => {
      const at = limitsAt(city.stageLimits!, limits, severity);
      const { total, handle, accept, contact, arrive } = at;
      const isLonger = [accept, contact, arrive, ...handle!].some((limit) => hoursOf(limit!) > hoursOf(total!));
      return isLonger || hoursOf(accept!) > hoursOf(contact!) || STAGES.some((stage) => !at[stage]);
    });
    expect(odd.map(({ code }) => code)).toEqual([]);
  });

  it('has China’s calendar', () => {
    const holidays = read(city.calendar!.holidays!);
    expect(Value.Check(HolidayFile, holidays) && Object.keys(holidays.years)).toEqual(['2025', '2026']);
  });

  it('is what its tables make', () => {
    expect(city.units).toEqual(buildUnits(areas));
    expect(city.categories).toEqual(JSON.parse(JSON.stringify(CATEGORIES)));
  });

  it('asks for photos only of what can be seen once it is done', () => {
    const asking = city.categories.filter(({ evidence = [] }) => evidence.length > 0);
    expect(asking.length).toBeGreaterThan(4);
    expect(asking.filter(({ major }) => major !== 'E01' && major !== 'C01')).toEqual([]);
    for (const { evidence } of asking) expect(evidence).toContain('photo-after');
  });

  it('has every unit at an area and in a department that exist, and a team for every department with a category', () => {
    const [nodes, departments] = [new Set(codesOf(areas)), new Set(codesOf(city.departments))];
    expect(city.units.filter(({ node, department }) => !nodes.has(node) || (department !== null && !departments.has(department)))).toEqual(
      [],
    );
    const staffed = new Set(city.units.map(({ department }) => department));
    expect(city.categories.filter(({ department }) => !staffed.has(department))).toEqual([]);
    const withTeam = new Set(city.units.map(({ node }) => node));
    expect(areas.filter(({ code }) => !withTeam.has(code))).toEqual([]);
  });

  it('has groups of streets that exist, each in a group once', () => {
    const streets = new Set(areas.filter(({ tier }) => tier === 'street').map(({ code }) => code));
    for (const { members, isExample } of city.groups ?? []) {
      expect([members.filter((code) => !streets.has(code)), new Set(members).size, isExample]).toEqual([[], members.length, true]);
    }
    expect(codesOf(city.groups ?? [])).toContain('wansheng');
  });

  it('orders the breaks of a target from the target away', () => {
    for (const { measure, better, target, breaks } of city.targets) {
      const away = [...breaks].sort((a, b) => (better === 'higher' ? b - a : a - b));
      expect([measure, breaks, breaks[0]]).toEqual([measure, away, target]);
    }
  });
});

describe('areas.topo.json', () => {
  it('holds pack areas: one city, 37 districts, 1,031 streets', () => {
    expect(allRows.filter((area) => !Value.Check(PackArea, area))).toEqual([]);
    expect(Object.values(tiers).map((features) => features.length)).toEqual([1, 37, 1031]);
    expect(Object.entries(tiers).flatMap(([tier, features]) => features.filter((f) => f.properties.tier !== tier))).toEqual([]);
  });

  it('carries nothing beside the pack properties', () => {
    const known = new Set(Object.keys(PackArea.properties));
    expect(allRows.flatMap((area) => Object.keys(area)).filter((key) => !known.has(key))).toEqual([]);
  });

  it('holds 38 districts before the reform, whose rows end where others begin', () => {
    expect(Object.values(tiersBefore).map((features) => features.length)).toEqual([1, 38, 1031]);
    const dates = new Set(allRows.flatMap(({ validFrom, validTo }) => [validFrom, validTo]));
    expect(dates).toEqual(new Set([undefined, REFORM]));
    const [ended, begun] = [allRows.filter((a) => a.validTo !== undefined), allRows.filter((a) => a.validFrom !== undefined)];
    expect([ended.length, begun.length]).toEqual([47 + 3, 47 + 2]);
    const codesBegun = new Set(codesOf(begun));
    expect(ended.filter(({ code }) => !codesBegun.has(code)).map(({ names }) => names.zh)).toEqual(['江北区', '渝北区']);
  });

  it('has two rows of an area only where they say something else', () => {
    const begun = new Map(allRows.filter((a) => a.validFrom !== undefined).map((a) => [a.code, a]));
    const pairs = allRows.flatMap((a) => (a.validTo !== undefined && begun.has(a.code) ? [[a, begun.get(a.code)!] as const] : []));
    expect(pairs).toHaveLength(48);
    const districts = pairs.filter(([before, since]) => before.parent === since.parent);
    expect(districts.map(([{ code }]) => code)).toEqual(['500109']);
    for (const [{ validTo: _to, parent: _was, ...before }, { validFrom: _from, parent: _is, ...since }] of pairs)
      expect(since).toEqual(before);
  });

  it('only the new district has a provisional code', () => {
    expect(allRows.filter((a) => !a.isSchematic)).toEqual([]);
    expect(allRows.filter((a) => a.isProvisional).map((a) => [a.code, a.names.zh])).toEqual([['500157', '两江新区']]);
  });

  it('gives every area the parent of the tier above', () => {
    const above = { city: undefined, district: 'city', street: 'district' } as Record<string, string | undefined>;
    for (const rows of [areasBefore, areas]) {
      const tierOf = new Map(rows.map((a) => [a.code, a.tier]));
      expect(rows.filter((a) => tierOf.get(a.parent ?? '') !== above[a.tier])).toEqual([]);
    }
  });

  it.each([
    ['500157', 42, { 街道: 31, 镇: 11 }],
    ['500109', 17, { 街道: 6, 镇: 11 }],
  ])('has the published streets in %s', (district, count, kinds) => {
    const streets = areas.filter((a) => a.parent === district);
    expect(streets).toHaveLength(count);
    expect(Object.fromEntries(Object.keys(kinds).map((kind) => [kind, streets.filter((s) => s.kind === kind).length]))).toEqual(kinds);
  });

  it('reads names as the place says them', () => {
    const nameOf = new Map(areas.map((a) => [a.code, [a.names.en, a.pinyin]]));
    expect(['50', '500103', '500110', '500230', '500233', '500240', '500103003', '500106108'].map((code) => nameOf.get(code))).toEqual([
      ['Chongqing', 'chongqingshi cqs'],
      ['Yuzhong District', 'yuzhongqu yzq'],
      ['Qijiang District', 'qijiangqu qjq'],
      ['Fengdu County', 'fengduxian fdx'],
      ['Zhongxian County', 'zhongxian zx'],
      ['Shizhu Tujia Autonomous County', 'shizhutujiazuzizhixian sztjzzzx'],
      ['Jiefangbei Subdistrict', 'jiefangbeijiedao jfbjd'],
      ['Zengjia Town', 'zengjiazhen zjz'],
    ]);
  });

  it('is as large as the city', () => {
    for (const f of tiers.city) expect(areaKm2(f) / 82_400).toBeCloseTo(1, 1); // official figure, km²
  });

  it.each<[string, [number, number], string]>([
    ['解放碑', [106.577, 29.557], '500103'],
    ['磁器口古镇', [106.4495, 29.58], '500106'],
    ['观音桥, of the former 江北区', [106.532, 29.575], '500157'],
    ['江北国际机场, of the former 渝北区', [106.641, 29.72], '500157'],
    ['统景, moved to 北碚区', [106.93, 29.87], '500109'],
    ['万州', [108.38, 30.81], '500101'],
    ['涪陵', [107.39, 29.7], '500102'],
    ['武隆', [107.757, 29.326], '500156'],
    ['秀山', [109.0, 28.447], '500241'],
  ])('finds %s in its district and in one street of it', (_place, point, district) => {
    expect(containing(tiers.district, point)).toEqual([district]);
    const streets = containing(tiers.street, point);
    expect(streets).toHaveLength(1);
    expect(areas.find((a) => a.code === streets[0])?.parent).toBe(district);
  });

  it.each<[string, [number, number], string]>([
    ['观音桥', [106.532, 29.575], '500105'],
    ['江北国际机场', [106.641, 29.72], '500112'],
    ['统景', [106.93, 29.87], '500112'],
    ['解放碑', [106.577, 29.557], '500103'],
  ])('finds %s in its district before the reform', (_place, point, district) => {
    expect(containing(tiersBefore.district, point)).toEqual([district]);
    const [street] = containing(tiersBefore.street, point);
    expect(areasBefore.find((a) => a.code === street)?.parent).toBe(district);
  });

  it('leaves out what is not the city', () => {
    expect(containing(tiers.city, [106.633, 30.456])).toEqual([]); // 广安, Sichuan
  });
});

describe('rivers.geojson', () => {
  const passes = (zh: string, [lng, lat]: [number, number], withinDeg: number): boolean =>
    rivers.features.some(
      (f) => f.properties.names?.zh === zh && f.geometry.coordinates.some(([x = 0, y = 0]) => Math.hypot(x - lng, y - lat) < withinDeg),
    );

  it('keeps the Yangtze and the Jialing meeting at 朝天门, the Wu at 涪陵', () => {
    expect(passes('长江', [106.588, 29.568], 0.03)).toBe(true);
    expect(passes('嘉陵江', [106.588, 29.568], 0.03)).toBe(true);
    expect(passes('乌江', [107.4, 29.71], 0.03)).toBe(true);
  });

  it('stays near the city and has no empty line', () => {
    const points = rivers.features.flatMap((f) => f.geometry.coordinates);
    expect(points.filter(([x = 0, y = 0]) => x < 105 || x > 110.5 || y < 27.9 || y > 32.5)).toEqual([]);
    expect(rivers.features.filter((f) => f.geometry.coordinates.length < 2)).toEqual([]);
  });
});

describe('indicators.json', () => {
  const pack = read('indicators.json') as IndicatorPack;

  it('is what the tables say, and a catalogue of vital signs', () => {
    expect(pack).toEqual(INDICATORS);
    expect([...Value.Errors(IndicatorPack, pack)]).toEqual([]);
  });

  it('says of every limit whether it is a standard’s, published, or a default of ours', () => {
    const told = pack.indicators.flatMap(({ code, basis, limits }) => limits.map((limit) => ({ code, basis: limit.basis ?? basis })));
    expect(told.filter(({ basis }) => basis.kind === 'standard' && (!basis.standard || !basis.edition))).toEqual([]);
    expect(told.filter(({ basis }) => basis.kind === 'published' && !basis.standard)).toEqual([]);
    expect(new Set(told.map(({ basis }) => basis.kind))).toEqual(new Set(['standard', 'published', 'default']));
  });

  it('names editions that have ended', () => {
    const pm25 = pack.indicators.find(({ code }) => code === 'air.pm25')!;
    expect(pm25.basis).toMatchObject({ edition: '2012', validTo: '2026-02-28' });
    expect(pm25.limits.find(({ above }) => above === 60)?.basis).toMatchObject({ edition: '2026', validFrom: '2026-03-01' });
  });
});

describe('devices.json', () => {
  it('is what the table says, and each mark has a gauge that tells its level', () => {
    expect(read('devices.json')).toEqual({ devices: DEVICES });
    for (const { channels } of DEVICES) expect(channels.filter(({ derived }) => !derived)).toEqual([{ indicator: 'river.level' }]);
  });
});
it('rules.json is what the table says', () => expect(read('rules.json')).toEqual({ rules: RULES }));
it('plans.json is what its table says', () => expect(read('plans.json')).toEqual(PLANS));
