import type { CityPack, PackArea } from '../../shared/city-pack.ts';
import { BOARDS, LANES, STREET_BOARDS } from './chongqing/boards.ts';
import { CATEGORIES, MAJOR_CATEGORIES } from './chongqing/categories.ts';
import { DEPARTMENTS } from './chongqing/departments.ts';
import { EDITION } from './chongqing/districts.ts';
import { GROUPS } from './chongqing/groups.ts';
import { NOTICES } from './chongqing/notices.ts';
import { PERIODS } from './chongqing/periods.ts';
import { STAGE_LIMITS } from './chongqing/stage-limits.ts';
import { SUPERVISION } from './chongqing/supervision.ts';
import { MINIMUM_N, TARGETS } from './chongqing/targets.ts';
import { buildUnits } from './chongqing/units.ts';

/** Office hours; proposed, not published. */
const OFFICE = ['09:00-12:00', '14:00-18:00'];

/** Everything of the pack but the areas; units are made for the areas of the last edition. */
export function buildCity(areas: readonly PackArea[]): CityPack {
  return {
    code: '50',
    names: { zh: '重庆市', en: 'Chongqing' },
    timeZone: 'Asia/Shanghai',
    calendar: {
      week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE, sat: [], sun: [] },
      holidays: '../calendars/cn.json',
    },
    edition: EDITION,
    isSchematic: true,
    boards: BOARDS,
    streetBoards: STREET_BOARDS,
    lanes: LANES,
    departments: [...DEPARTMENTS],
    stageLimits: STAGE_LIMITS,
    majorCategories: MAJOR_CATEGORIES,
    categories: [...CATEGORIES],
    units: buildUnits(areas),
    groups: [...GROUPS],
    targets: [...TARGETS],
    minimumN: MINIMUM_N,
    notices: NOTICES,
    supervision: SUPERVISION,
    periods: PERIODS,
  };
}
