import type { PackPlans, PlanItem, PlanMeasure, PlanTarget } from '../../../shared/plan-wire.ts';
import { PLAN_VALUES } from './plan-values.ts';

type Given = Omit<PlanMeasure, 'targets' | 'decimals' | 'promised'> & Partial<Pick<PlanMeasure, 'decimals' | 'promised'>>;
const heading = (code: string, zh: string, en: string): PlanItem => ({ code, parent: null, names: { zh, en } });
const item = (parent: string, code: string, zh: string, en: string, measure: Given, targets: PlanTarget[]): PlanItem => ({
  code,
  parent,
  names: { zh, en },
  measure: { decimals: 1, promised: 'quarter', ...measure, targets },
});
const years = (comparator: 'ge' | 'gt' | 'le' | 'lt' | 'eq', ...values: [year: number, value: number][]): PlanTarget[] =>
  values.map(([year, value]) => ({ kind: 'value', year, comparator, value }));
const ofNation = (comparator: 'ge' | 'le', ...of: number[]): PlanTarget[] =>
  of.map((year) => ({ kind: 'relative', year, comparator, to: { zh: '全国平均', en: 'the national average' } }));
const base = (value: number) => ({ year: 2024, value });
const up = { direction: 'higher', nature: 'expected' } as const;
const down = { direction: 'lower', nature: 'expected' } as const;
const binding = { nature: 'binding' } as const;

/** A plan drawn up to show what a plan looks like: names are such as cities use, every number is invented. */
const ITEMS: PlanItem[] = [
  heading('service', '为民服务', 'Service to people'),
  item(
    'service',
    'service.on-time',
    '诉求按时办结率',
    'Requests closed on time',
    { ...up, ...binding, unit: '%', department: 'complaints-hotline', base: base(88), isForAll: true },
    years('ge', [2025, 92], [2026, 95], [2027, 97]),
  ),
  item(
    'service',
    'service.once',
    '一次办结率',
    'Closed at the first attempt',
    { ...up, unit: '%', department: 'complaints-hotline', base: base(76), isForAll: true },
    years('gt', [2027, 90]),
  ),
  item(
    'service',
    'service.satisfied',
    '群众满意率',
    'Callers satisfied',
    { ...up, unit: '%', department: 'complaints-hotline', isForAll: true },
    years('ge', [2026, 92], [2027, 95]),
  ),
  heading('environment', '生态宜居', 'Environment'),
  item(
    'environment',
    'air.pm25',
    'PM2.5 年均浓度',
    'PM2.5, yearly mean',
    { ...down, ...binding, unit: 'µg/m³', department: 'ecology-environment', base: base(35), promised: 'year' },
    years('le', [2025, 34], [2026, 33], [2027, 32]),
  ),
  item(
    'environment',
    'air.good-days',
    '空气质量优良天数比率',
    'Share of days with good air',
    { ...up, unit: '%', department: 'ecology-environment', base: base(88.1), promised: 'year' },
    ofNation('ge', 2025, 2026, 2027),
  ),
  item(
    'environment',
    'water.sewage',
    '生活污水集中处理率',
    'Sewage treated centrally',
    { ...up, ...binding, unit: '%', department: 'housing-construction', base: base(95.5), isForAll: true },
    years('ge', [2027, 98.5]),
  ),
  item(
    'environment',
    'green.cover',
    '建成区绿化覆盖率',
    'Green cover of built-up land',
    { ...up, unit: '%', department: 'urban-management', base: base(42), promised: 'year' },
    years('ge', [2027, 43.5]),
  ),
  heading('facilities', '设施运行', 'Infrastructure'),
  item(
    'facilities',
    'water.leakage',
    '供水管网漏损率',
    'Leakage of the water network',
    {
      ...down,
      ...binding,
      unit: '%',
      department: 'water-group',
      base: base(10.2),
      areas: [{ area: '500103', base: base(9.4), targets: years('le', [2027, 8]) }],
    },
    years('le', [2025, 9.7], [2026, 9.2], [2027, 8.5]),
  ),
  item(
    'facilities',
    'water.pressure',
    '管网服务压力',
    'Service pressure of the network',
    { direction: 'within', nature: 'expected', unit: 'MPa', decimals: 2, department: 'water-group', base: base(0.22) },
    [{ kind: 'band', year: 2027, low: 0.28, high: 0.4 }],
  ),
  item(
    'facilities',
    'rail.punctual',
    '轨道交通正点率',
    'Trains on time',
    { ...up, unit: '%', department: 'rail-transit', base: base(99.1), promised: 'month' },
    years('ge', [2025, 99.2], [2026, 99.3], [2027, 99.5]),
  ),
  heading('governance', '智慧治理', 'Governance'),
  item(
    'governance',
    'governance.three-tiers',
    '三级贯通',
    'One line through three tiers',
    { ...up, ...binding, unit: '', department: 'city-centre', promised: 'year' },
    [
      {
        kind: 'text',
        year: 2027,
        text: { zh: '镇街全部接入，一件事一个编号', en: 'Every street is connected; one incident has one number' },
      },
    ],
  ),
  item(
    'governance',
    'governance.grid',
    '网格事件主动发现率',
    'Incidents found by the grid itself',
    { ...up, unit: '%', department: 'city-centre', base: base(58), isForAll: true },
    years('ge', [2025, 65], [2026, 72], [2027, 80]),
  ),
];

/** What the demo city begins with; a city of its own makes its plans itself. */
export const PLANS: PackPlans = {
  plans: [
    {
      code: 'demo-2025-2027',
      node: '50',
      content: {
        names: { zh: '城市运行和治理三年行动计划（演示）', en: 'Three-year action plan of urban operation and governance (demo)' },
        from: 2025,
        to: 2027,
        document: '演示数据，非任何机关文件 / demonstration, no authority’s document',
        isExample: true,
        items: ITEMS,
      },
    },
  ],
  values: PLAN_VALUES,
};
