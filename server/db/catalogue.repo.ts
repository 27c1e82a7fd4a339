import { inArray, sql, type InferSelectModel } from 'drizzle-orm';
import { alertRulesOf, type AlertRules } from '../../shared/alert-rules.ts';
import type { Evidence } from '../../shared/command-words.ts';
import type { IndicatorPack } from '../../shared/indicators.ts';
import { lifeRulesOf, type LifeRules } from '../../shared/life-rules.ts';
import type { CategoryLimits, CityLimits } from '../../shared/limits.ts';
import { localTime } from '../../shared/local-time.ts';
import { TIERS, type Severity, type Tier } from '../../shared/terms.ts';
import type { SupervisionRules } from '../../shared/supervision-rules.ts';
import { PLAIN_CALENDAR, type WorkCalendar } from '../../shared/work-calendar.ts';
import type { Catalogue } from '../app/ports.ts';
import { categoryFacts, type CategoryFacts } from '../domain/deadlines.ts';
import { buildLocator, type Locator, type LocatorArea } from '../domain/locator.ts';
import { buildTree, type AreaRow } from '../domain/tree.ts';
import { indicatorBook } from '../domain/vitals/indicator-book.ts';
import { buildWorkClock, type CityClock } from '../domain/work-calendar.ts';
import { prepare, type Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

/** Reads the city's own data; a snapshot is kept until its version moves. */
export function catalogueReader(db: Queryable, schema: Schema) {
  const { settings, areas, categories, units, departments, sources } = schema;
  const version = prepare(
    db.select({ value: settings.value }).from(settings).where(sql`${settings.key} = 'catalogueVersion'`),
    'catalogue_version',
  );
  let cached: Catalogue | null = null;
  let clock: { of: string; clock: CityClock } | null = null;
  let ground: { rows: readonly StoredArea[]; locate: Catalogue['locate']; tree: Catalogue['tree'] } | null = null;

  async function read(current: number): Promise<Catalogue> {
    const set = new Map(
      (
        await db
          .select()
          .from(settings)
          .where(inArray(settings.key, ['timeZone', 'calendar', 'stageLimits', 'life', 'supervision', 'alerts', 'indicators']))
      ).map((row) => [row.key, row.value]),
    );
    const setting = <T>(key: string): T | null => JSON.parse(set.get(key) ?? 'null') as T | null;
    const time = localTime(setting<string>('timeZone') ?? 'UTC');
    const clockOf = `${time.timeZone} ${set.get('calendar')}`;
    // Keeps the years that it has laid out, for as long as it is the same clock.
    if (clock?.of !== clockOf)
      clock = { of: clockOf, clock: buildWorkClock(time.timeZone, setting<WorkCalendar>('calendar') ?? PLAIN_CALENDAR) };
    const city = setting<CityLimits>('stageLimits') ?? {};
    const areaRows = await db.select().from(areas);
    // Areas rarely change while categories are found by every import: keep what did not change. The same tree is the same object.
    if (!ground || !areAreasSame(ground.rows, areaRows)) {
      ground = { rows: areaRows, locate: locatorInTime(areaRows), tree: buildTree(areaRows.map(toAreaRow)) };
    }
    const categoryRows = await db.select().from(categories);
    return {
      version: current,
      time,
      clock: clock.clock,
      tree: ground.tree,
      locate: ground.locate,
      categories: new Map(categoryRows.map((row): [string, CategoryFacts] => [row.code, toFacts(row, city)])),
      units: new Map((await db.select().from(units)).map((row) => [row.code, row])),
      departments: new Set((await db.select({ code: departments.code }).from(departments)).map((row) => row.code)),
      sources: new Set((await db.select({ code: sources.code }).from(sources)).map((row) => row.code)),
      rules: lifeRulesOf(setting<Partial<LifeRules>>('life')),
      supervision: setting<SupervisionRules>('supervision') ?? {},
      alerts: alertRulesOf(setting<Partial<AlertRules>>('alerts')),
      indicators: indicatorBook(setting<IndicatorPack>('indicators')),
    };
  }

  const currentVersion = async (): Promise<number> => {
    const [row] = await version.execute();
    if (!row) throw new Error('This folder holds no city yet: run `guantong init` first');
    return Number(row.value);
  };
  return {
    /** What a transaction sees that has itself changed the catalogue; not kept, since it may be undone and its version used again. */
    uncommitted: async (): Promise<Catalogue> => read(await currentVersion()),
    async current(): Promise<Catalogue> {
      const number = await currentVersion();
      if (cached?.version !== number) cached = await read(number);
      return cached;
    },
  };
}
export type CatalogueReader = ReturnType<typeof catalogueReader>;

const toFacts = ({ code, severity, limits, evidence }: StoredCategory, city: CityLimits): CategoryFacts => ({
  ...categoryFacts(code, severity as Severity, JSON.parse(limits ?? 'null') as CategoryLimits | null, city),
  ...(evidence === null ? {} : { evidence: JSON.parse(evidence) as Evidence[] }),
});
type StoredCategory = InferSelectModel<Schema['categories']>;

const areAreasSame = (before: readonly StoredArea[], after: readonly StoredArea[]): boolean =>
  before.length === after.length &&
  before.every((row, i) => (Object.keys(row) as (keyof StoredArea)[]).every((column) => row[column] === after[i]![column]));

export interface StoredArea {
  code: string;
  validFromMs: number;
  validToMs: number | null;
  tier: string;
  kind: string;
  parent: string | null;
  nameZh: string;
  nameEn: string;
  pinyin: string | null;
  isSchematic: number;
  isProvisional: number;
  bbox: string | null;
  geometry: string | null;
}

export const toAreaRow = (row: StoredArea): AreaRow => ({
  code: row.code,
  tier: row.tier as Tier,
  kind: row.kind,
  parent: row.parent,
  names: { zh: row.nameZh, en: row.nameEn },
  validFromMs: row.validFromMs,
  validToMs: row.validToMs,
  isSchematic: row.isSchematic === 1,
  isProvisional: row.isProvisional === 1,
  pinyin: row.pinyin,
  bbox: row.bbox === null ? null : (JSON.parse(row.bbox) as AreaRow['bbox']),
});

/** One locator per epoch of borders, built when first asked for: most questions are about today. */
function locatorInTime(rows: readonly StoredArea[]): Catalogue['locate'] {
  const drawn = rows.filter((row) => row.geometry !== null);
  const changes = [...new Set(drawn.flatMap((row) => [row.validFromMs, row.validToMs ?? row.validFromMs]))].sort((a, b) => a - b);
  const built = new Map<number, Locator>();
  return (lngLat, atMs, snapM) => {
    let epoch = Number.NEGATIVE_INFINITY;
    for (const change of changes) if (change <= atMs) epoch = change;
    let locator = built.get(epoch);
    if (!locator) {
      const valid = drawn.filter((row) => row.validFromMs <= atMs && (row.validToMs === null || atMs < row.validToMs));
      locator = buildLocator(
        valid.map(
          (row): LocatorArea => ({
            code: row.code,
            tierRank: TIERS.indexOf(row.tier as Tier),
            geometry: JSON.parse(row.geometry!) as LocatorArea['geometry'],
          }),
        ),
      );
      built.set(epoch, locator);
    }
    return locator.locate(lngLat, snapM);
  };
}
