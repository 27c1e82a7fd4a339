import type { PackPlans } from '../../../shared/plan-wire.ts';

type Value = PackPlans['values'][number];
const told = (item: string, area: string, values: readonly [period: string, value: number][], kind: Value['kind'] = 'measured'): Value[] =>
  values.map(([period, value]) => ({ plan: 'demo-2025-2027', item, area, kind, period, value, judged: null, source: '演示数据 demo' }));
const CITY = '50';
/** Districts with values of their own, and by how much they differ from the city. */
const DISTRICTS: readonly [area: string, more: number][] = [
  ['500101', -3.1],
  ['500103', 1.2],
  ['500107', 0.4],
  ['500106', -0.8],
  ['500113', -6.4],
];
const ofDistricts = (item: string, period: string, cityValue: number): Value[] =>
  DISTRICTS.flatMap(([area, more]) => told(item, area, [[period, Math.round((cityValue + more) * 10) / 10]]));

/** Invented, every one: what a plan looks like in its second year. */
export const PLAN_VALUES: PackPlans['values'] = [
  ...told('service.on-time', CITY, [
    ['2025-Q2', 89.6],
    ['2025', 91.2],
    ['2026-Q1', 91.6],
    ['2026-Q2', 92.4],
  ]),
  ...ofDistricts('service.on-time', '2026-Q2', 92.4),
  ...told('service.once', CITY, [
    ['2025', 81.2],
    ['2026-Q2', 84.5],
  ]),
  ...ofDistricts('service.once', '2026-Q2', 84.5),
  ...told('air.pm25', CITY, [['2025', 33.6]]),
  ...told('air.good-days', CITY, [['2025', 89.6]]),
  ...told('air.good-days', CITY, [['2025', 88.9]], 'reference'),
  ...told('water.sewage', CITY, [
    ['2025', 96.9],
    ['2026-Q2', 97.3],
  ]),
  ...told('green.cover', CITY, [['2025', 42.2]]),
  ...told('water.leakage', CITY, [
    ['2025', 9.9],
    ['2026-Q1', 10.1],
    ['2026-Q2', 10],
  ]),
  ...told('water.leakage', '500103', [
    ['2025', 8.6],
    ['2026-Q2', 8.4],
  ]),
  ...told('water.pressure', CITY, [
    ['2025', 0.25],
    ['2026-Q2', 0.27],
  ]),
  ...told('rail.punctual', CITY, [
    ['2025', 99.4],
    ['2026-06', 99.6],
  ]),
  ...told('governance.grid', CITY, [
    ['2025', 66.2],
    ['2026-Q2', 70.1],
  ]),
  ...ofDistricts('governance.grid', '2026-Q2', 70.1),
  {
    plan: 'demo-2025-2027',
    item: 'governance.three-tiers',
    area: CITY,
    kind: 'judged',
    period: '2025',
    value: null,
    judged: 'on-path',
    source: '演示数据 demo',
  },
];
