import type { MultiPolygon, Polygon } from 'geojson';
import type { CityPack } from '../../shared/city-pack.ts';
import type { AreaRow } from '../domain/tree.ts';

/** An area to be stored; its bounding box follows from its border. */
export interface NewArea extends Omit<AreaRow, 'bbox'> {
  /** WGS-84; null = no drawn border. */
  geometry: Polygon | MultiPolygon | null;
}

/** A city that has nothing but a name and a clock: one city node, filled by imports. */
export function emptyCity(name: string, timeZone: string): { pack: CityPack; areas: NewArea[] } {
  const code = 'city';
  const names = { zh: name, en: name };
  return {
    pack: {
      code,
      names,
      timeZone,
      isSchematic: false,
      boards: [],
      streetBoards: [],
      lanes: [],
      departments: [],
      majorCategories: [],
      categories: [],
      units: [],
      targets: DEFAULT_TARGETS,
      minimumN: 30,
      notices: [],
    },
    areas: [
      {
        code,
        names,
        tier: 'city',
        kind: 'city',
        parent: null,
        validFromMs: 0,
        validToMs: null,
        isSchematic: false,
        isProvisional: false,
        pinyin: null,
        geometry: null,
      },
    ],
  };
}

/** Starting targets for a city that has not set its own; shown as defaults, changed as data. */
const DEFAULT_TARGETS: CityPack['targets'] = [
  { measure: 'onTimeClosingRate', better: 'higher', target: 0.9, breaks: [0.9, 0.8] },
  { measure: 'closingRate', better: 'higher', target: 0.95, breaks: [0.95, 0.85] },
  { measure: 'registrationRate', better: 'higher', target: 0.9, breaks: [0.9, 0.8] },
  { measure: 'dispatchAccuracy', better: 'higher', target: 0.95, breaks: [0.95, 0.9] },
  { measure: 'acceptanceRate', better: 'higher', target: 0.95, breaks: [0.95, 0.9] },
  { measure: 'urgentOnTimeRate', better: 'higher', target: 0.95, breaks: [0.95, 0.9] },
  { measure: 'reworkRate', better: 'lower', target: 0.03, breaks: [0.03, 0.06] },
];
