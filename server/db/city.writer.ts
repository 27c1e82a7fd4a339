import { sql } from 'drizzle-orm';
import type { CityPack } from '../../shared/city-pack.ts';
import { periodEnd } from '../../shared/plan-period.ts';
import { SOURCE_NAMES } from '../../shared/terms.ts';
import type { WorkCalendar } from '../../shared/work-calendar.ts';
import type { NewArea } from '../app/city.ts';
import type { Connection } from './connection.ts';
import { devicesRepo } from './devices.repo.ts';
import { plansRepo } from './plans.repo.ts';
import type { Queryable } from './dialect.ts';
import type { Schema } from './schema.ts';

/** Parts of the pack that are kept as settings, each under its own key. */
const SETTINGS = [
  'code',
  'names',
  'timeZone',
  'edition',
  'isSchematic',
  'boards',
  'streetBoards',
  'lanes',
  'majorCategories',
  'stageLimits',
  'targets',
  'minimumN',
  'notices',
  'groups',
  'retention',
  'life',
  'supervision',
  'periods',
  'alerts',
  'indicators',
] as const;

/** True when the database holds a city. */
export async function hasCity({ reader, schema: { settings } }: Pick<Connection, 'reader' | 'schema'>): Promise<boolean> {
  const [row] = await reader.select({ key: settings.key }).from(settings).where(sql`${settings.key} = 'catalogueVersion'`);
  return row !== undefined;
}

/** Puts a new city into an empty database, in one transaction. @throws Error when one is there already */
export async function initCity(
  connection: Connection,
  pack: CityPack,
  areas: readonly NewArea[],
  { nowMs, ...extras }: { calendar: WorkCalendar; rivers: string | null; isDemo: boolean; nowMs: number },
): Promise<void> {
  const { writer: db, schema } = connection;
  await connection.begin();
  try {
    // Under the lock: two may begin at once.
    if (await hasCity({ reader: db, schema })) throw new Error('There is a city already; choose another DATA_DIR or DATABASE_URL');
    const values: Record<string, unknown> = Object.fromEntries(SETTINGS.map((key) => [key, pack[key] ?? null]));
    await putSettings(db, schema, { ...values, ...extras, catalogueVersion: 1 });
    await putAreas(db, schema, areas);
    for (const { code, major, names, department, lane, severity, limits, evidence } of pack.categories) {
      const { basis, ...own } = limits;
      await db.insert(schema.categories).values({
        code,
        major,
        nameZh: names.zh,
        nameEn: names.en,
        department,
        lane,
        severity,
        limits: JSON.stringify(own),
        basis,
        evidence: evidence === undefined || evidence.length === 0 ? null : JSON.stringify(evidence),
        isImported: 0,
      });
    }
    for (const { code, names, kind } of pack.departments)
      await db.insert(schema.departments).values({ code, kind, nameZh: names.zh, nameEn: names.en, isImported: 0 });
    for (const [code, names] of Object.entries(SOURCE_NAMES))
      await db.insert(schema.sources).values({ code, nameZh: names.zh, nameEn: names.en, isImported: 0 });
    for (const { code, names, node, kind = 'team', department, lngLat } of pack.units) {
      const [lng = null, lat = null] = lngLat ?? [];
      await db.insert(schema.units).values({ code, node, kind, department, nameZh: names.zh, nameEn: names.en, lng, lat });
    }
    // Nobody was there when they began, so stations are as old as the city.
    await putDevices(connection, pack.devices ?? [], 0);
    await putPackRules(db, schema, { rules: pack.rules ?? [], node: pack.code, atMs: nowMs });
    if (extras.isDemo) await putPackPlans(connection, pack, nowMs);
    await connection.commit();
  } catch (fault) {
    await connection.rollback();
    throw fault;
  }
}

/** Stations that are known beforehand. */
export async function putDevices(connection: Connection, devices: NonNullable<CityPack['devices']>, atMs: number): Promise<void> {
  const rows = devicesRepo(connection);
  for (const { owner = null, datum = null, channels, ...device } of devices)
    await rows.txPut(
      {
        ...device,
        owner,
        datum,
        lngLat: null,
        channels: channels.map(({ indicator, credible, derived }) => ({
          id: 0,
          indicator,
          credible: credible ?? null,
          derived: derived ?? null,
          isOpen: true,
        })),
        suspect: [],
        registeredAtMs: atMs,
        revision: 0,
        recount: null,
      },
      { atMs, actor: 'system:pack', act: 'register', detail: { ...device, datum, channels } },
    );
}
/** Rules of the pack, at the city's own node, from now on. Only where there are none yet. */
export async function putPackRules(
  db: Queryable,
  { rules: t, ruleActs }: Schema,
  { rules, node, atMs }: { rules: NonNullable<CityPack['rules']>; node: string; atMs: number },
): Promise<void> {
  for (const [index, { isOn, ...content }] of rules.entries()) {
    const row = { isOn: isOn ? 1 : 0, content: JSON.stringify(content), version: 1, atMs };
    await db.insert(t).values({ ...row, id: index + 1, node, by: PACK });
    await db.insert(ruleActs).values({ ...row, rule: index + 1, act: 'made', actor: PACK });
  }
}
/** Plans of a demo city with what was invented of them: they are nobody's, so a city of its own begins without. */
async function putPackPlans(connection: Connection, { plans }: CityPack, atMs: number): Promise<void> {
  const rows = plansRepo(connection);
  for (const plan of plans?.plans ?? []) await rows.txPut({ ...plan, version: 1, by: PACK, atMs }, 'made');
  for (const value of plans?.values ?? [])
    await rows.txPutValue({ ...value, asOf: periodEnd(value.period)!, revision: 1, note: '', by: PACK, atMs });
}
const PACK = 'system:pack';

export async function putSettings(db: Queryable, { settings }: Schema, values: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    await db
      .insert(settings)
      .values({ key, value: JSON.stringify(value) })
      .onConflictDoUpdate({ target: settings.key, set: { value: sql`excluded.value` } });
  }
}

/** Areas as given; a row of the same code and start is replaced. */
export async function putAreas(db: Queryable, { areas: t }: Schema, areas: readonly NewArea[]): Promise<void> {
  for (const { code, names, tier, kind, parent, validFromMs, validToMs, isSchematic, isProvisional, pinyin, geometry } of areas) {
    const row = {
      code,
      validFromMs,
      validToMs,
      tier,
      kind,
      parent,
      nameZh: names.zh,
      nameEn: names.en,
      pinyin,
      isSchematic: isSchematic ? 1 : 0,
      isProvisional: isProvisional ? 1 : 0,
      bbox: geometry ? JSON.stringify(bboxOf(geometry)) : null,
      geometry: geometry ? geometryText(geometry) : null,
    };
    await db
      .insert(t)
      .values(row)
      .onConflictDoUpdate({ target: [t.code, t.validFromMs], set: row });
  }
}

/** Call after any change of catalogue or tree: every process reads it anew. */
export async function moveCatalogueVersion(db: Queryable, { settings }: Schema): Promise<void> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(sql`${settings.key} = 'catalogueVersion'`);
  await db
    .update(settings)
    .set({ value: String(Number(row?.value ?? 0) + 1) })
    .where(sql`${settings.key} = 'catalogueVersion'`);
}

type Border = NonNullable<NewArea['geometry']>;

/** Six decimals are 0.1 m: what is drawn and what is tested against are the same numbers. */
const geometryText = (geometry: Border): string =>
  JSON.stringify(geometry, (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value));

function bboxOf(geometry: Border): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  for (const polygon of polygons) {
    for (const [lng = 0, lat = 0] of polygon[0] ?? []) {
      box[0] = Math.min(box[0], lng);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lng);
      box[3] = Math.max(box[3], lat);
    }
  }
  return box;
}
