import { LEVELS, type Level } from './alert-terms.ts';
import type { AlertKind, Issuer } from './alert-kinds.ts';
import type { CapCategory, CapCertainty, CapResponse, CapUrgency } from './cap.ts';

type Words = AlertKind['cap'];
const words = (response: CapResponse, urgency: CapUrgency, certainty: CapCertainty) => ({ response, urgency, certainty });
/** Floods, flash floods and landslides: prepare, watch, avoid, move people. */
const WATER: Words = {
  blue: words('Prepare', 'Future', 'Possible'),
  yellow: words('Monitor', 'Expected', 'Likely'),
  orange: words('Avoid', 'Expected', 'Likely'),
  red: words('Evacuate', 'Immediate', 'Observed'),
};
/** Heat, cold and foul air: whoever can, stays in. */
const INDOORS: Words = {
  blue: words('Prepare', 'Future', 'Likely'),
  yellow: words('Prepare', 'Expected', 'Likely'),
  orange: words('Shelter', 'Expected', 'Likely'),
  red: words('Shelter', 'Immediate', 'Likely'),
};
/** Fog, ice and snow: whoever can, stays off the roads. */
const ROADS: Words = {
  blue: words('Prepare', 'Future', 'Likely'),
  yellow: words('Monitor', 'Expected', 'Likely'),
  orange: words('Avoid', 'Expected', 'Likely'),
  red: words('Avoid', 'Immediate', 'Observed'),
};
/** Wind, lightning and hail: get under a roof. */
const STORM: Words = {
  blue: words('Prepare', 'Future', 'Likely'),
  yellow: words('Monitor', 'Expected', 'Likely'),
  orange: words('Shelter', 'Expected', 'Likely'),
  red: words('Shelter', 'Immediate', 'Observed'),
};
const SUPPLY: Words = {
  blue: words('Prepare', 'Future', 'Likely'),
  yellow: words('Prepare', 'Expected', 'Likely'),
  orange: words('Execute', 'Expected', 'Likely'),
  red: words('Execute', 'Immediate', 'Observed'),
};

const ALL: Level[] = [...LEVELS];
const FROM_YELLOW: Level[] = ['red', 'orange', 'yellow'];
const FROM_ORANGE: Level[] = ['red', 'orange'];
type Row = [code: string, zh: string, en: string, eventCode: string | null, levels: Level[], category: CapCategory, cap: Words];
/** National codes as far as they are known, in five characters; those of floods, landslides and fires have more digits than we could verify. */
const ROWS: readonly Row[] = [
  ['typhoon', '台风', 'Typhoon', '11B01', ALL, 'Met', STORM],
  ['rainstorm', '暴雨', 'Rainstorm', '11B03', ALL, 'Met', WATER],
  ['snowstorm', '暴雪', 'Snowstorm', '11B04', ALL, 'Met', ROADS],
  ['cold-wave', '寒潮', 'Cold wave', '11B05', ALL, 'Met', INDOORS],
  ['gale', '大风', 'Gale', '11B06', ALL, 'Met', STORM],
  ['sandstorm', '沙尘暴', 'Sandstorm', '11B07', FROM_YELLOW, 'Met', INDOORS],
  ['heat', '高温', 'Heat', '11B09', FROM_YELLOW, 'Met', INDOORS],
  ['lightning', '雷电', 'Lightning', '11B14', FROM_YELLOW, 'Met', STORM],
  ['hail', '冰雹', 'Hail', '11B15', FROM_ORANGE, 'Met', STORM],
  ['frost', '霜冻', 'Frost', '11B16', ['orange', 'yellow', 'blue'], 'Met', SUPPLY],
  ['fog', '大雾', 'Fog', '11B17', FROM_YELLOW, 'Met', ROADS],
  ['haze', '霾', 'Haze', '11B19', FROM_YELLOW, 'Met', INDOORS],
  ['thunderstorm', '雷雨大风', 'Thunderstorm and gale', '11B20', ALL, 'Met', STORM],
  ['road-ice', '道路结冰', 'Icy roads', '11B21', FROM_YELLOW, 'Met', ROADS],
  ['drought', '干旱', 'Drought', '11B22', FROM_ORANGE, 'Met', SUPPLY],
  ['flood', '江河洪水', 'River flood', null, ALL, 'Met', WATER],
  ['flash-flood', '山洪灾害', 'Flash flood', null, ALL, 'Met', WATER],
  ['waterlogging', '城市内涝', 'Waterlogging', null, ALL, 'Met', WATER],
  ['geological', '地质灾害气象风险', 'Landslide risk', null, ALL, 'Geo', WATER],
  ['forest-fire', '森林火险', 'Forest fire danger', null, FROM_YELLOW, 'Fire', ROADS],
  ['air-pollution', '重污染天气', 'Heavy air pollution', null, FROM_YELLOW, 'Env', INDOORS],
  ['power', '有序用电', 'Power rationing', null, ALL, 'Infra', SUPPLY],
  ['water-supply', '供水异常', 'Water supply', null, ALL, 'Infra', SUPPLY],
  ['gas-leak', '燃气泄漏', 'Gas leak', null, ALL, 'Infra', WATER],
  ['metro-crowd', '轨道大客流', 'Metro crowding', null, ALL, 'Transport', ROADS],
];
export const DEFAULT_ALERT_KINDS: AlertKind[] = ROWS.map(([code, zh, en, eventCode, levels, category, cap]) => ({
  code,
  names: { zh, en },
  eventCode,
  levels,
  category,
  cap,
}));

const GROUPS = { water: WATER, indoors: INDOORS, roads: ROADS, storm: STORM, supply: SUPPLY };
/** What kinds have in common: what people do when one of them comes. */
export type AlertGroup = keyof typeof GROUPS;
export const ALERT_GROUP_OF: ReadonlyMap<string, AlertGroup> = new Map(
  ROWS.map(([code, , , , , , cap]) => [code, (Object.keys(GROUPS) as AlertGroup[]).find((group) => GROUPS[group] === cap)!]),
);

const WEATHER = ROWS.filter(([, , , eventCode]) => eventCode !== null).map(([code]) => code);
const OFFICES: Issuer['tiers'] = ['city', 'district'];
/** Weather signals are the weather office's alone; no street issues anything. */
export const DEFAULT_ISSUERS: Issuer[] = [
  { code: 'weather', names: { zh: '气象台', en: 'Weather office' }, tiers: OFFICES, kinds: WEATHER, levels: ALL },
  { code: 'water', names: { zh: '水利部门', en: 'Water bureau' }, tiers: OFFICES, kinds: ['flood', 'flash-flood'], levels: ALL },
  {
    code: 'natural-resources',
    names: { zh: '规划自然资源部门、气象台（联合）', en: 'Natural resources bureau with the weather office' },
    tiers: OFFICES,
    kinds: ['geological'],
    levels: ALL,
  },
  { code: 'forestry', names: { zh: '林业部门', en: 'Forestry bureau' }, tiers: OFFICES, kinds: ['forest-fire'], levels: FROM_YELLOW },
  {
    code: 'urban-operation',
    names: { zh: '城市运行主管部门', en: 'Urban operation bureau' },
    tiers: OFFICES,
    kinds: ['waterlogging', 'power', 'water-supply', 'gas-leak', 'metro-crowd'],
    levels: ALL,
  },
  {
    code: 'government',
    names: { zh: '人民政府', en: "People's government" },
    tiers: OFFICES,
    kinds: ROWS.filter(([, , , eventCode]) => eventCode === null).map(([code]) => code),
    levels: ALL,
  },
];
