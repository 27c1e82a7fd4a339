import type { CityPack, Group } from '../../shared/city-pack.ts';
import type { Evidence } from '../../shared/command-words.ts';
import type { CategoryLimits } from '../../shared/limits.ts';
import type { ReplayState } from '../../shared/replay.ts';
import type { CityInfo, UnitWire } from '../../shared/session.ts';
import { SEVERITY_NAMES, STATUS_NAMES, type Bilingual, type Severity, type Status } from '../../shared/terms.ts';
import { lifeRulesOf } from '../../shared/life-rules.ts';
import { PLAIN_CALENDAR, yearsOf, type WorkCalendar } from '../../shared/work-calendar.ts';
import { lackingYear, lackingYearTexts } from '../domain/calendar-cover.ts';
import type { UnitKind } from '../../shared/unit-states.ts';
import { resolvePeriods } from '../domain/periods.ts';
import type { Tree } from '../domain/tree.ts';
import type { Catalogue } from './ports.ts';
import type { UnitStatic } from './unit-views.ts';

interface NamedRow {
  code: string;
  nameZh: string;
  nameEn: string;
}
interface CategoryRow extends NamedRow {
  major: string | null;
  department: string | null;
  lane: string | null;
  severity: string;
  limits: string | null;
  evidence: string | null;
  isImported: number;
}
/** What of the database the city's own data is read from. */
export interface CityReads {
  setting<T>(key: string): Promise<T | null>;
  categories(): PromiseLike<CategoryRow[]>;
  departments(): PromiseLike<NamedRow[]>;
  sources(): PromiseLike<NamedRow[]>;
  units(): PromiseLike<(NamedRow & { node: string; kind: string; department: string | null; lng: number | null; lat: number | null })[]>;
}
export interface Filter {
  category?: string | undefined;
  department?: string | undefined;
  board?: string | undefined;
  lane?: string | undefined;
}

const warningOf = (year: number): Bilingual => {
  const { what, remedy } = lackingYearTexts(year);
  return { zh: `${what.zh}；${remedy.zh}`, en: `${what.en}; ${remedy.en}` };
};

const namesOf = ({ nameZh, nameEn }: NamedRow): Bilingual => ({ zh: nameZh, en: nameEn });

/** The city's own data for screens, kept until the catalogue's version moves. */
export function cityInfo(reads: CityReads, catalogue: () => Promise<Catalogue>, now: () => number, replay: () => ReplayState | null) {
  let cached: Promise<Snapshot> | null = null;
  let version = -1;

  async function snapshot(): Promise<Snapshot> {
    const { version: current, tree, time } = await catalogue();
    if (!cached || current !== version) {
      version = current;
      cached = read(tree, time.timeZone);
      cached.catch(() => (cached = null));
    }
    return cached;
  }

  async function read(tree: Tree, timeZone: string): Promise<Snapshot> {
    const { root, changes } = tree;
    const setting = async <K extends keyof CityPack>(key: K) => (await reads.setting<CityPack[K]>(key)) as CityPack[K];
    const categories = await reads.categories();
    const departments = await reads.departments();
    const sources = await reads.sources();
    const units = await reads.units();
    const calendar = (await reads.setting<WorkCalendar>('calendar')) ?? PLAIN_CALENDAR;
    const info: Snapshot['info'] = {
      area: root,
      names: await setting('names'),
      timeZone,
      edition: (await setting('edition')) ?? null,
      editions: changes.slice(1).map((ms) => new Date(ms).toISOString()),
      isDemo: (await reads.setting<boolean>('isDemo')) ?? false,
      isSchematic: await setting('isSchematic'),
      boards: await setting('boards'),
      streetBoards: await setting('streetBoards'),
      lanes: await setting('lanes'),
      departments: departments.map((row) => ({ code: row.code, names: namesOf(row) })),
      majorCategories: await setting('majorCategories'),
      categories: categories.map((row) => ({
        code: row.code,
        major: row.major,
        names: namesOf(row),
        department: row.department,
        lane: row.lane,
        severity: row.severity,
        limits: JSON.parse(row.limits ?? 'null') as CategoryLimits | null,
        evidence: JSON.parse(row.evidence ?? '[]') as Evidence[],
        imported: row.isImported === 1,
      })),
      stageLimits: (await setting('stageLimits')) ?? {},
      targets: await setting('targets'),
      recallSeconds: lifeRulesOf((await setting('life')) ?? null).recallSeconds,
      minimumN: await setting('minimumN'),
      periods: resolvePeriods((await setting('periods')) ?? null, tree, now()),
      notices: await setting('notices'),
    };
    const groups = (await reads.setting<Group[]>('groups')) ?? [];
    const name = (rows: readonly NamedRow[]) => new Map(rows.map((row) => [row.code, namesOf(row)]));
    return {
      info,
      calendarYears: yearsOf(calendar),
      units: units.map((row) => ({
        code: row.code,
        names: namesOf(row),
        kind: row.kind as UnitKind,
        node: row.node,
        department: row.department,
      })),
      yards: new Map(
        units.flatMap(({ code, lng, lat }) => (lng === null || lat === null ? [] : [[code, [lng, lat]] as [string, [number, number]]])),
      ),
      groups,
      names: { category: name(categories), department: name(departments), source: name(sources), unit: name(units) },
    };
  }

  return {
    async info(): Promise<Omit<CityInfo, 'fileLimit'>> {
      const { info, calendarYears: years } = await snapshot();
      const nowMs = now();
      const lacking = lackingYear(years, info.timeZone, nowMs);
      const calendar = { years, warning: lacking === null ? null : warningOf(lacking) };
      return { ...info, calendar, now: new Date(nowMs).toISOString(), replay: replay() };
    },
    units: async (): Promise<UnitWire[]> => (await snapshot()).units,
    /** The same by code, each with its yard where that is known. */
    async unitStatics(): Promise<ReadonlyMap<string, UnitStatic>> {
      const kept = await snapshot();
      kept.statics ??= new Map(kept.units.map((unit) => [unit.code, { ...unit, lngLat: kept.yards.get(unit.code) ?? null }]));
      return kept.statics;
    },
    /** Named sets of areas beside the tree. */
    groups: async (): Promise<readonly Group[]> => (await snapshot()).groups,
    /** Names of a breakdown's key; an unknown key is its own name. */
    async nameOf(by: 'category' | 'severity' | 'status' | 'source' | 'department' | 'unit', key: string): Promise<Bilingual> {
      if (by === 'severity') return SEVERITY_NAMES[key as Severity];
      if (by === 'status') return STATUS_NAMES[key as Status];
      if (key === '') return { zh: '未定', en: 'None yet' };
      return (await snapshot()).names[by].get(key) ?? { zh: key, en: key };
    },
    /** The department of each category, as far as it has one. */
    departments: async (): Promise<ReadonlyMap<string, string | null>> =>
      new Map((await snapshot()).info.categories.map(({ code, department }) => [code, department])),
    /** The categories that a filter means; null = no filter. A major category stands for all of its own. */
    async categoriesOf({ category, department, board, lane }: Filter): Promise<readonly string[] | null> {
      if (!category && !department && !board && !lane) return null;
      const { info } = await snapshot();
      const wanted = category ? new Set(category.split(',')) : null;
      const boards = board ? new Set([board, ...(info.streetBoards.find((each) => each.code === board)?.boards ?? [])]) : null;
      const lanes = boards ? new Set(info.lanes.filter((each) => boards.has(each.board)).map((each) => each.code)) : null;
      return info.categories
        .filter(
          (each) =>
            (!wanted || wanted.has(each.code) || (each.major !== null && wanted.has(each.major))) &&
            (!department || each.department === department) &&
            (!lane || each.lane === lane) &&
            (!lanes || (each.lane !== null && lanes.has(each.lane))),
        )
        .map((each) => each.code);
    },
  };
}

interface Snapshot {
  info: Omit<CityInfo, 'now' | 'replay' | 'calendar' | 'fileLimit'>;
  calendarYears: number[] | null;
  units: UnitWire[];
  yards: ReadonlyMap<string, [number, number]>;
  statics?: ReadonlyMap<string, UnitStatic>;
  groups: readonly Group[];
  names: Record<'category' | 'department' | 'source' | 'unit', Map<string, Bilingual>>;
}
