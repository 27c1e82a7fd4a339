import type { CityPack } from '../../../shared/city-pack.ts';

/** The eight boards 八大板块 of city and district. */
export const BOARDS: CityPack['boards'] = [
  { code: 'party-leadership', names: { zh: '党建统领', en: 'Party leadership' } },
  { code: 'economy', names: { zh: '经济发展', en: 'Economy' } },
  { code: 'infrastructure', names: { zh: '设施运行', en: 'Infrastructure' } },
  { code: 'social-governance', names: { zh: '社会治理', en: 'Social governance' } },
  { code: 'emergency', names: { zh: '应急动员', en: 'Emergency' } },
  { code: 'civic-culture', names: { zh: '文明创建', en: 'Civic culture' } },
  { code: 'ecology', names: { zh: '生态景观', en: 'Ecology' } },
  { code: 'services', names: { zh: '生产生活服务', en: 'Services' } },
];

/** The street's four boards: each of the eight belongs to exactly one. */
export const STREET_BOARDS: CityPack['streetBoards'] = [
  { code: 'street-party', names: { zh: '党的建设', en: 'Party building' }, boards: ['party-leadership', 'civic-culture'] },
  { code: 'street-economy', names: { zh: '经济发展', en: 'Economy' }, boards: ['economy'] },
  { code: 'street-livelihood', names: { zh: '民生服务', en: 'Public services' }, boards: ['infrastructure', 'ecology', 'services'] },
  { code: 'street-safety', names: { zh: '平安法治', en: 'Safety and rule of law' }, boards: ['social-governance', 'emergency'] },
];

type LaneRow = readonly [code: string, zh: string, en: string];
const LANE_ROWS: Readonly<Record<string, readonly LaneRow[]>> = {
  'party-leadership': [['grassroots-party', '基层党建', 'Grassroots party building']],
  economy: [['business-environment', '营商环境', 'Business environment']],
  infrastructure: [
    ['water-supply', '供水保障', 'Water supply'],
    ['power-supply', '供电保障', 'Power supply'],
    ['gas-supply', '燃气保障', 'Gas supply'],
    ['telecom', '通信保障', 'Telecommunications'],
    ['drainage', '排水防涝', 'Drainage'],
    ['roads-bridges', '路桥隧道', 'Roads, bridges and tunnels'],
    ['municipal-facilities', '市政设施', 'Municipal facilities'],
    ['traffic-facilities', '交通设施', 'Traffic facilities'],
  ],
  'social-governance': [
    ['street-order', '街面秩序', 'Street order'],
    ['traffic-order', '交通秩序', 'Traffic order'],
    ['construction-sites', '工地监管', 'Construction sites'],
    ['unauthorised-building', '违法建设治理', 'Unauthorised building'],
    ['public-safety', '平安稳定', 'Public safety'],
  ],
  emergency: [
    ['emergency-response', '突发事件', 'Emergency response'],
    ['fire-safety', '消防安全', 'Fire safety'],
    ['flood-control', '防汛抗旱', 'Flood and drought control'],
    ['geological-hazards', '地质灾害', 'Geological hazards'],
    ['work-safety', '安全生产', 'Work safety'],
    ['special-equipment', '特种设备', 'Lifts and special equipment'],
  ],
  'civic-culture': [
    ['outdoor-advertising', '户外广告', 'Outdoor advertising'],
    ['culture-sport', '公共文体设施', 'Public culture and sport facilities'],
  ],
  ecology: [
    ['sanitation', '市容环卫', 'Street cleaning and sanitation'],
    ['green-spaces', '园林绿化', 'Parks and greenery'],
    ['water-environment', '水环境', 'Water environment'],
    ['air-noise', '大气与噪声', 'Air and noise'],
  ],
  services: [
    ['hotline', '12345 热线', '12345 hotline'],
    ['public-transport', '公共交通', 'Public transport'],
    ['social-assistance', '社会救助', 'Social assistance'],
  ],
};

/** Lanes 跑道, each under one board. */
export const LANES: CityPack['lanes'] = Object.entries(LANE_ROWS).flatMap(([board, rows]) =>
  rows.map(([code, zh, en]) => ({ code, names: { zh, en }, board })),
);
