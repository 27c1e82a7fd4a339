import type { Limit } from '../../shared/limits.ts';
import { localTime } from '../../shared/local-time.ts';
import type { Tier } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';
import { PLAIN_CALENDAR } from '../../shared/work-calendar.ts';
import type { Connection } from '../db/connection.ts';
import { TEST_INDICATORS } from './test-indicators.ts';
import { categoryFacts } from '../domain/deadlines.ts';
import type { AreaGeometry } from '../domain/flat-shape.ts';
import { buildTree, type AreaRow } from '../domain/tree.ts';
import { buildWorkClock } from '../domain/work-calendar.ts';

/** An invented city: one city, three districts, seven streets, each street a square of 0.1° in one row from west to east. */
export const CITY = '90';
export const DISTRICTS = ['9001', '9002', '9003'] as const;
export const STREETS = ['9001001', '9001002', '9001003', '9002001', '9002002', '9003001', '9003002'] as const;
const WEST = 106;
const SOUTH = 29.5;
const SIZE = 0.1;

/** The middle of a street's square. */
export const pointIn = (street: (typeof STREETS)[number]): LngLat => [WEST + (STREETS.indexOf(street) + 0.5) * SIZE, SOUTH + SIZE / 2];
export const OUTSIDE: LngLat = [100, 20];

/** From the westernmost to the easternmost of the streets whose codes begin so. */
export function rectangle(codes: readonly string[]): { bbox: [number, number, number, number]; geometry: AreaGeometry } {
  const streets = STREETS.flatMap((street, i) => (codes.some((code) => street.startsWith(code)) ? [i] : []));
  const [west, east] = [WEST + Math.min(...streets) * SIZE, WEST + (Math.max(...streets) + 1) * SIZE];
  const [south, north] = [SOUTH, SOUTH + SIZE];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { bbox: [west, south, east, north], geometry: { type: 'Polygon', coordinates: [ring] } };
}

const area = (code: string, tier: Tier, parent: string | null): AreaRow & { geometry: AreaGeometry } => ({
  code,
  tier,
  kind: tier,
  parent,
  names: { zh: `区域${code}`, en: `Area ${code}` },
  validFromMs: 0,
  validToMs: null,
  isSchematic: true,
  isProvisional: false,
  pinyin: null,
  ...rectangle([code]),
});

export const TEST_AREAS = [
  area(CITY, 'city', null),
  ...DISTRICTS.map((code) => area(code, 'district', CITY)),
  ...STREETS.map((code) => area(code, 'street', code.slice(0, 4))),
];
export const testTree = buildTree(TEST_AREAS);
export const shanghai = localTime('Asia/Shanghai');

/** A limit whose clock never stops: most tests are about something else than nights. */
export const minutes = (n: number): Limit => ({ amount: n / 60, unit: 'emergency-hour' });
/** Every other stage, two steps of handling among them. */
const STAGES = {
  check: minutes(20),
  register: minutes(30),
  dispatch: minutes(30),
  arrive: minutes(120),
  handle: [
    { ...minutes(180), names: { zh: '围护', en: 'Guarded' } },
    { ...minutes(1200), names: { zh: '修复', en: 'Mended' } },
  ],
  callback: minutes(240),
  verify: minutes(120),
};
const CATEGORIES = [
  { code: 'rubbish', severity: 'normal', own: { accept: minutes(30), contact: minutes(60), total: minutes(240) } },
  { code: 'burst-pipe', severity: 'critical', own: { accept: minutes(10), contact: minutes(20), total: minutes(120) } },
  { code: 'pothole', severity: 'urgent', own: { accept: minutes(60), total: minutes(1440), ...STAGES } },
  { code: 'noise', severity: 'low', own: {} },
] as const;
/** `noise` has no clock. */
export const TEST_CATEGORIES = CATEGORIES.map((each) => ({
  ...each,
  ...categoryFacts(each.code, each.severity, each.own, {}),
  code: each.code,
}));
export const testClock = buildWorkClock('Asia/Shanghai', PLAIN_CALENDAR);

/** Two units a district and one of the city. */
export const TEST_UNITS = [
  ...DISTRICTS.flatMap((node) => [
    { code: `${node}-cleaning`, node, department: 'sanitation' },
    { code: `${node}-water`, node, department: 'water' },
  ]),
  { code: '90-rescue', node: CITY, department: 'emergency' },
];

/** Writes the city into an empty database. `recheckShare` of rejections and merges is drawn: by a clock that stands, always the same ones. */
export async function putTestCity({ writer, schema, begin, commit }: Connection, timeZone: string, recheckShare: number): Promise<void> {
  const named = (code: string) => ({ code, nameZh: code, nameEn: code, isImported: 0 });
  await begin();
  await writer.insert(schema.settings).values([
    { key: 'catalogueVersion', value: '1' },
    { key: 'timeZone', value: JSON.stringify(timeZone) },
    { key: 'names', value: JSON.stringify({ zh: '试城', en: 'Testville' }) },
    { key: 'indicators', value: JSON.stringify({ indicators: TEST_INDICATORS, areaLimits: [] }) },
    { key: 'life', value: JSON.stringify({ recheckShare }) },
    { key: 'supervision', value: JSON.stringify({ returns: 2, farOverdue: true, supervisors: { [DISTRICTS[0]]: '王某某' } }) },
  ]);
  await writer.insert(schema.areas).values(
    TEST_AREAS.map(({ names, bbox, geometry, isSchematic, isProvisional, ...rest }) => ({
      ...rest,
      nameZh: names.zh,
      nameEn: names.en,
      isSchematic: isSchematic ? 1 : 0,
      isProvisional: isProvisional ? 1 : 0,
      bbox: JSON.stringify(bbox),
      geometry: JSON.stringify(geometry),
    })),
  );
  await writer.insert(schema.categories).values(
    TEST_CATEGORIES.map(({ code, severity, own }) => ({
      ...named(code),
      severity,
      limits: JSON.stringify(own),
      major: null,
      department: null,
      lane: null,
      basis: 'invented',
    })),
  );
  await writer
    .insert(schema.departments)
    .values(['sanitation', 'water', 'emergency'].map((code) => ({ ...named(code), kind: 'department' })));
  await writer.insert(schema.sources).values(['hotline', 'public', 'import'].map(named));
  await writer
    .insert(schema.units)
    .values(TEST_UNITS.map((unit) => ({ ...unit, nameZh: unit.code, nameEn: unit.code, lng: null, lat: null })));
  await commit();
}
