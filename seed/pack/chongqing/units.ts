import type { PackArea, Unit } from '../../../shared/city-pack.ts';
import type { UnitKind } from '../../../shared/unit-states.ts';

type Row = readonly [suffix: string, zh: string, en: string, department: string, kind?: UnitKind];

/** Teams of every district. */
const DISTRICT_UNITS: readonly Row[] = [
  ['sanitation', '环卫作业队', 'Sanitation Team', 'urban-management'],
  ['municipal', '市政设施养护队', 'Municipal Maintenance Team', 'urban-management', 'repair'],
  ['greenery', '园林绿化养护队', 'Parks and Greenery Team', 'urban-management'],
  ['enforcement', '城市管理执法大队', 'Urban Management Enforcement Brigade', 'urban-management', 'patrol'],
  ['roads-drainage', '道路排水抢修队', 'Road and Drainage Repair Team', 'housing-construction', 'repair'],
  ['traffic-police', '交巡警分队', 'Traffic and Patrol Police Squad', 'public-security', 'patrol'],
  ['water', '供水抢修队', 'Water Supply Repair Team', 'water-group', 'repair'],
  ['gas', '燃气抢修队', 'Gas Repair Team', 'gas-group', 'repair'],
  ['power', '电力抢修队', 'Power Repair Team', 'power-grid', 'repair'],
  ['fire', '消防救援站', 'Fire and Rescue Station', 'fire-rescue', 'station'],
  ['emergency', '应急救援分队', 'Emergency Response Squad', 'emergency-management', 'rescue'],
];

/** Teams of the city, for lines of work that keep none in the districts. */
const CITY_UNITS: readonly Row[] = [
  ['hotline', '12345 热线受理组', '12345 Hotline Desk', 'complaints-hotline', 'desk'],
  ['transport', '交通运输综合执法队', 'Transport Enforcement Team', 'transport', 'patrol'],
  ['river', '河道巡查队', 'River Patrol Team', 'water-resources', 'patrol'],
  ['environment', '生态环境综合执法队', 'Environmental Enforcement Team', 'ecology-environment', 'patrol'],
  ['geology', '地质灾害应急技术队', 'Geological Hazard Response Team', 'planning-resources', 'rescue'],
  ['weather', '气象设施保障队', 'Weather Station Support Team', 'meteorology', 'repair'],
  ['lifts', '电梯应急处置队', 'Lift Emergency Team', 'market-regulation', 'rescue'],
  ['telecom', '通信与线缆保障队', 'Telecommunications and Cable Support Team', 'economy-information', 'repair'],
  ['assistance', '救助管理巡查队', 'Social Assistance Outreach Team', 'civil-affairs', 'patrol'],
  ['rail', '轨道交通抢险队', 'Rail Transit Emergency Team', 'rail-transit', 'rescue'],
  ['bus', '公交应急保障队', 'Public Transport Support Team', 'bus-group', 'vehicle'],
];

/** The street's own team takes whatever comes, so it belongs to no department. */
const STREET_UNIT: readonly [string, string, string, null, UnitKind?] = ['response', '综合应急队', 'Integrated Response Team', null];

const ROWS: Readonly<Record<string, readonly (readonly [...Row] | typeof STREET_UNIT)[]>> = {
  city: CITY_UNITS,
  district: DISTRICT_UNITS,
  street: [STREET_UNIT],
};

/** Default teams for each area; a city replaces them by its own roster. */
export const buildUnits = (areas: readonly PackArea[]): Unit[] =>
  areas.flatMap(({ code, names, tier }) =>
    (ROWS[tier] ?? []).map(([suffix, zh, en, department, kind]) => ({
      code: `${code}-${suffix}`,
      names: { zh: `${names.zh}${zh}`, en: `${names.en} ${en}` },
      node: code,
      ...(kind === undefined ? {} : { kind }),
      department,
    })),
  );
