import type { Affinity } from './rhythm.ts';

/**
 * What happens how often in the demo city, by category code of the default pack. A pack with other codes works too: its
 * categories are equally frequent then, and go to teams of their department.
 * `weight` is per about 1,300 reports; `units` are endings of unit codes, the usual one first, each looked for upwards from the place.
 */
export interface Kind {
  weight: number;
  affinity: Affinity;
  sources: keyof typeof SOURCE_MIXES;
  units: readonly string[];
  /** Added for each report of a rain hour in the districts under the rain. */
  rain: number;
}

/** Who brings it in, as shares of 100. */
export const SOURCE_MIXES = {
  hotline: { hotline: 97, public: 3 },
  people: { hotline: 62, public: 24, 'grid-worker': 8, media: 3, 'leader-mailbox': 2.4, superior: 0.6 },
  rounds: { 'grid-worker': 42, patrol: 27, hotline: 15, public: 9, sensor: 6, superior: 0.7, neighbour: 0.3 },
  cameras: { sensor: 46, patrol: 22, 'grid-worker': 14, hotline: 12, public: 6 },
  alarms: { sensor: 34, hotline: 40, 'grid-worker': 12, patrol: 10, public: 4 },
} as const;

type Row = readonly [
  code: string,
  weight: number,
  affinity: Affinity,
  sources: keyof typeof SOURCE_MIXES,
  units: readonly string[],
  rain?: number,
];

const ENFORCEMENT = ['enforcement', 'response'];
const RESPONSE = ['response', 'enforcement'];
const SANITATION = ['sanitation', 'response'];
const MUNICIPAL = ['municipal', 'response'];
const GREENERY = ['greenery', 'response'];
const DRAINAGE = ['roads-drainage', 'municipal'];
const ROAD = ['roads-drainage', 'traffic-police'];
const POLICE = ['traffic-police', 'municipal'];
const RIVER = ['river', 'response'];
const ENVIRONMENT = ['environment', 'enforcement'];
const POWER = ['power', 'municipal'];
const TELECOM = ['telecom', 'municipal'];
const WATER = ['water', 'roads-drainage'];

const ROWS: readonly Row[] = [
  ['E01-01', 10, 'rounds', 'people', ENFORCEMENT],
  ['E01-02', 85, 'rounds', 'rounds', SANITATION],
  ['E01-03', 28, 'rounds', 'rounds', SANITATION],
  ['E01-04', 40, 'rounds', 'rounds', SANITATION],
  ['E01-05', 5, 'rounds', 'rounds', RIVER],
  ['E01-06', 12, 'rounds', 'rounds', GREENERY],
  ['E01-07', 6, 'rounds', 'rounds', ENFORCEMENT],
  ['E01-08', 10, 'rounds', 'rounds', SANITATION],
  ['E01-09', 4, 'rounds', 'rounds', GREENERY],
  ['E01-10', 35, 'rounds', 'rounds', DRAINAGE],
  ['E01-11', 1, 'rounds', 'rounds', RIVER, 4],
  ['E01-12', 18, 'traffic', 'cameras', SANITATION],
  ['E01-13', 4, 'rounds', 'people', ENFORCEMENT],
  ['E01-14', 3, 'steady', 'rounds', RIVER],
  ['E01-15', 8, 'street', 'alarms', RESPONSE],
  ['E01-16', 4, 'rounds', 'rounds', SANITATION],
  ['E01-17', 22, 'street', 'people', ['enforcement', 'environment']],
  ['E02-01', 18, 'rounds', 'rounds', SANITATION],
  ['E02-02', 8, 'rounds', 'rounds', ENFORCEMENT],
  ['E02-03', 8, 'street', 'cameras', ENFORCEMENT],
  ['E02-04', 3, 'street', 'rounds', ENFORCEMENT],
  ['E02-05', 6, 'rounds', 'rounds', ENFORCEMENT, 5],
  ['E02-06', 1, 'rounds', 'rounds', ENFORCEMENT],
  ['E03-01', 32, 'night', 'people', ['enforcement', 'environment']],
  ['E03-02', 18, 'rounds', 'cameras', ENVIRONMENT],
  ['E03-03', 8, 'rounds', 'rounds', ['roads-drainage', 'enforcement']],
  ['E03-04', 3, 'rounds', 'rounds', ['roads-drainage', 'enforcement']],
  ['E03-05', 10, 'rounds', 'rounds', ['roads-drainage', 'traffic-police']],
  ['E03-06', 6, 'rounds', 'rounds', ['roads-drainage', 'enforcement']],
  ['E03-07', 4, 'night', 'cameras', ['enforcement', 'roads-drainage']],
  ['E04-01', 1.2, 'steady', 'alarms', ROAD, 14],
  ['E04-02', 9, 'steady', 'people', WATER],
  ['E04-03', 3, 'steady', 'alarms', ['gas', 'fire']],
  ['E04-04', 14, 'steady', 'people', DRAINAGE, 80],
  ['E04-05', 6, 'steady', 'alarms', ['roads-drainage', 'response'], 150],
  ['E04-06', 0.05, 'night', 'alarms', ['roads-drainage', 'sanitation']],
  ['E04-07', 7, 'steady', 'people', ['telecom', 'power'], 14],
  ['E04-08', 1, 'steady', 'alarms', ['geology', 'emergency'], 34],
  ['E04-09', 0.2, 'steady', 'alarms', ROAD, 1],
  ['E04-10', 0.5, 'office', 'alarms', ['traffic-police', 'response']],
  ['E04-11', 3, 'steady', 'alarms', ['fire', 'emergency']],
  ['E05-01', 50, 'street', 'cameras', RESPONSE],
  ['E05-02', 4, 'steady', 'rounds', ['assistance', 'response']],
  ['E05-03', 4, 'rounds', 'rounds', ENFORCEMENT],
  ['E05-04', 45, 'street', 'cameras', ENFORCEMENT],
  ['E05-05', 75, 'traffic', 'cameras', ['traffic-police', 'response']],
  ['E05-06', 25, 'traffic', 'cameras', RESPONSE],
  ['E05-07', 18, 'rounds', 'rounds', RESPONSE],
  ['E05-08', 14, 'night', 'people', ENFORCEMENT],
  ['E05-09', 5, 'traffic', 'people', ['transport', 'traffic-police']],
  ['E05-10', 10, 'rounds', 'rounds', RESPONSE],
  ['E05-11', 35, 'traffic', 'rounds', RESPONSE],
  ['E06-01', 178, 'office', 'hotline', ['hotline', 'response']],
  ['E06-02', 60, 'night', 'people', ['response', 'environment']],
  ['E06-03', 10, 'street', 'hotline', WATER],
  ['E06-04', 8, 'steady', 'hotline', ['power', 'response'], 12],
  ['E06-05', 3, 'street', 'hotline', ['gas', 'response']],
  ['E06-06', 4, 'steady', 'hotline', TELECOM, 5],
  ['E06-07', 6, 'traffic', 'alarms', ['lifts', 'fire']],
  ['E06-08', 10, 'traffic', 'hotline', ['bus', 'rail', 'transport']],
  ['C01-01', 4, 'rounds', 'rounds', WATER, 2],
  ['C01-02', 9, 'rounds', 'rounds', DRAINAGE, 14],
  ['C01-03', 6, 'rounds', 'rounds', DRAINAGE, 16],
  ['C01-04', 8, 'rounds', 'rounds', DRAINAGE, 22],
  ['C01-05', 4, 'rounds', 'rounds', POWER, 2],
  ['C01-06', 3, 'rounds', 'rounds', MUNICIPAL],
  ['C01-07', 7, 'rounds', 'rounds', TELECOM],
  ['C01-08', 2, 'rounds', 'rounds', ['gas', 'municipal']],
  ['C01-09', 4, 'rounds', 'rounds', ['fire', 'response']],
  ['C01-10', 3, 'rounds', 'rounds', TELECOM],
  ['C01-11', 4, 'rounds', 'rounds', POWER, 4],
  ['C01-12', 5, 'rounds', 'rounds', MUNICIPAL, 3],
  ['C01-13', 22, 'night', 'people', MUNICIPAL],
  ['C01-14', 2, 'night', 'rounds', MUNICIPAL],
  ['C01-15', 5, 'rounds', 'people', ['response', 'municipal']],
  ['C01-16', 2, 'rounds', 'rounds', WATER],
  ['C01-17', 3, 'rounds', 'cameras', POLICE],
  ['C01-18', 0.3, 'rounds', 'rounds', POWER],
  ['C01-19', 4, 'rounds', 'rounds', MUNICIPAL],
  ['C02-01', 4, 'traffic', 'people', POLICE],
  ['C02-02', 4, 'rounds', 'rounds', ['bus', 'municipal']],
  ['C02-03', 2, 'rounds', 'rounds', DRAINAGE],
  ['C02-04', 2, 'rounds', 'rounds', DRAINAGE, 8],
  ['C02-05', 1, 'rounds', 'rounds', DRAINAGE],
  ['C02-06', 0.6, 'rounds', 'rounds', DRAINAGE],
  ['C02-07', 1, 'rounds', 'rounds', DRAINAGE, 3],
  ['C02-08', 6, 'rounds', 'rounds', POLICE],
  ['C02-09', 6, 'traffic', 'alarms', POLICE, 5],
  ['C02-10', 9, 'traffic', 'rounds', POLICE],
  ['C02-11', 2, 'rounds', 'rounds', MUNICIPAL],
  ['C02-12', 1, 'rounds', 'rounds', POLICE],
  ['C02-13', 3, 'rounds', 'rounds', POLICE],
  ['C02-14', 4, 'rounds', 'people', MUNICIPAL],
  ['C02-15', 2, 'traffic', 'people', ['rail', 'municipal']],
  ['C03-01', 5, 'rounds', 'people', SANITATION],
  ['C03-02', 6, 'rounds', 'people', ['sanitation', 'roads-drainage'], 6],
  ['C03-03', 4, 'rounds', 'people', SANITATION],
  ['C03-04', 8, 'rounds', 'rounds', SANITATION],
  ['C03-05', 5, 'rounds', 'rounds', ENFORCEMENT, 4],
  ['C03-06', 2, 'night', 'rounds', ENFORCEMENT],
  ['C03-07', 0.3, 'rounds', 'rounds', ENVIRONMENT],
  ['C03-08', 0.2, 'rounds', 'rounds', ['weather', 'response']],
  ['C03-09', 0.3, 'rounds', 'rounds', ENVIRONMENT],
  ['C04-01', 1, 'rounds', 'rounds', GREENERY, 2],
  ['C04-02', 12, 'rounds', 'rounds', GREENERY, 16],
  ['C04-03', 1, 'rounds', 'rounds', GREENERY],
  ['C04-04', 1, 'rounds', 'rounds', GREENERY],
  ['C04-05', 7, 'rounds', 'rounds', GREENERY],
  ['C04-06', 0.4, 'rounds', 'rounds', GREENERY],
  ['C04-07', 2, 'rounds', 'people', GREENERY],
  ['C04-08', 3, 'rounds', 'rounds', GREENERY],
  ['C04-09', 0.4, 'rounds', 'rounds', GREENERY],
  ['C05-01', 0.15, 'steady', 'alarms', ['emergency', 'fire']],
  ['C05-02', 2, 'rounds', 'rounds', ['roads-drainage', 'enforcement']],
  ['C05-03', 1, 'rounds', 'rounds', RIVER],
  ['C05-04', 2, 'rounds', 'rounds', RIVER],
  ['C05-05', 0.5, 'rounds', 'rounds', ['response', 'municipal']],
  ['C05-06', 2, 'rounds', 'rounds', ['response', 'municipal']],
  ['C05-07', 3, 'steady', 'alarms', ['roads-drainage', 'geology'], 20],
  ['C05-08', 0.6, 'steady', 'rounds', RIVER, 5],
  ['C05-09', 1, 'rounds', 'rounds', ['transport', 'river']],
];

const kinds = new Map(
  ROWS.map(([code, weight, affinity, sources, units, rain = 0]): [string, Kind] => [code, { weight, affinity, sources, units, rain }]),
);
const UNKNOWN: Kind = { weight: 10, affinity: 'steady', sources: 'people', units: ['response'], rain: 0 };

export const kindOf = (category: string): Kind => kinds.get(category) ?? UNKNOWN;
/** Questions that the call-taker answers at once. */
export const isQuestion = (category: string): boolean => kindOf(category).affinity === 'office' && kindOf(category).sources === 'hotline';
