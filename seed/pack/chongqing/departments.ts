import type { Department } from '../../../shared/city-pack.ts';

type Row = readonly [code: string, zh: string, en: string];
const CENTRES: readonly Row[] = [
  ['city-centre', '市城市运行和治理中心', 'Municipal Urban Operation and Governance Centre'],
  ['district-centre', '区县城市运行和治理中心', 'District Urban Operation and Governance Centre'],
  ['street-centre', '镇街基层治理指挥中心', 'Street Grassroots Governance Command Centre'],
];
const DEPARTMENTS_ONLY: readonly Row[] = [
  ['housing-construction', '住房城乡建委', 'Commission of Housing and Urban-Rural Development'],
  ['urban-management', '城市管理局', 'Urban Management Bureau'],
  ['transport', '交通运输委', 'Transport Commission'],
  ['public-security', '公安局（交管总队）', 'Public Security Bureau (Traffic Administration)'],
  ['emergency-management', '应急管理局', 'Emergency Management Bureau'],
  ['fire-rescue', '消防救援总队', 'Fire and Rescue Service'],
  ['water-resources', '水利局', 'Water Resources Bureau'],
  ['ecology-environment', '生态环境局', 'Ecology and Environment Bureau'],
  ['planning-resources', '规划和自然资源局', 'Planning and Natural Resources Bureau'],
  ['meteorology', '气象局', 'Meteorological Bureau'],
  ['health', '卫生健康委（120）', 'Health Commission (120)'],
  ['economy-information', '经济信息委（电力、通信）', 'Commission of Economy and Information Technology (power, telecommunications)'],
  ['civil-affairs', '民政局', 'Civil Affairs Bureau'],
  ['market-regulation', '市场监管局（电梯）', 'Market Regulation Bureau (lifts)'],
  ['complaints-hotline', '信访办（12345）', 'Public Complaints Office (12345)'],
];
const ENTERPRISES: readonly Row[] = [
  ['water-group', '水务集团', 'Water Group'],
  ['gas-group', '燃气集团', 'Gas Group'],
  ['power-grid', '国网重庆电力', 'State Grid Chongqing Electric Power'],
  ['rail-transit', '轨道交通集团', 'Rail Transit Group'],
  ['bus-group', '公交集团', 'Public Transport Group'],
  ['china-telecom', '中国电信', 'China Telecom'],
  ['china-mobile', '中国移动', 'China Mobile'],
  ['china-unicom', '中国联通', 'China Unicom'],
  ['china-tower', '中国铁塔', 'China Tower'],
];

const as = (kind: Department['kind'], rows: readonly Row[]): Department[] =>
  rows.map(([code, zh, en]) => ({ code, names: { zh, en }, kind }));

/** One entry per line of work: a district's mirror of a department carries the same code, its node tells them apart. */
export const DEPARTMENTS: readonly Department[] = [
  ...as('centre', CENTRES),
  ...as('department', DEPARTMENTS_ONLY),
  ...as('enterprise', ENTERPRISES),
];
