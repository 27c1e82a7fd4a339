import { sql } from 'drizzle-orm';
import type { AlertRules } from '../../shared/alert-rules.ts';
import type { CityPack } from '../../shared/city-pack.ts';
import type { IndicatorPack } from '../../shared/indicators.ts';
import { catalogueGap, type CatalogueGap, type HeldCatalogue } from '../app/catalogue-gap.ts';
import { cityReader } from './city.read.ts';
import { moveCatalogueVersion, putDevices, putPackRules, putSettings } from './city.writer.ts';
import type { Connection } from './connection.ts';

/**
 * Adds to a city what its pack has learned since it was made: part of whatever transaction is open on the writing connection.
 * @throws Error where it is the pack of another city
 */
export async function bringCatalogue(
  connection: Connection,
  pack: CityPack,
  { isDry, nowMs }: { isDry: boolean; nowMs: number },
): Promise<CatalogueGap> {
  const { writer, dialect, schema } = connection;
  const city = cityReader({ db: writer, dialect, schema });
  const code = await city.setting<string>('code');
  if (code !== pack.code) throw new Error(`This is the pack of another city: ${pack.code} ${pack.names.en}, and the city here is ${code}`);
  const alerts = await city.setting<Partial<AlertRules>>('alerts');
  const gap = catalogueGap(pack, { ...(await heldBy(connection)), alerts });
  if (isDry) return gap;
  if (gap.nextIndicators) await putSettings(writer, schema, { indicators: gap.nextIndicators });
  if (gap.nextTables) await putSettings(writer, schema, { alerts: { ...alerts, geocodeTables: gap.nextTables } });
  await putDevices(connection, gap.devices, nowMs);
  // Nobody has looked at what they would do here yet: they are there to be tried and switched on.
  await putPackRules(writer, schema, { rules: gap.rules.map((rule) => ({ ...rule, isOn: false })), node: pack.code, atMs: nowMs });
  await moveCatalogueVersion(writer, schema);
  return gap;
}

async function heldBy({ writer: db, dialect, schema }: Connection): Promise<Omit<HeldCatalogue, 'alerts'>> {
  const { setting } = cityReader({ db, dialect, schema });
  const [rules] = await db.select({ n: sql<number>`count(*)` }).from(schema.ruleActs);
  const codesOf = async (table: typeof schema.areas | typeof schema.devices): Promise<Set<string>> =>
    new Set((await db.select({ code: table.code }).from(table)).map(({ code }) => code));
  return {
    indicators: await setting<IndicatorPack>('indicators'),
    lanes: new Set((await setting<CityPack['lanes']>('lanes'))?.map(({ code }) => code)),
    areas: await codesOf(schema.areas),
    devices: await codesOf(schema.devices),
    hasRules: Number(rules?.n ?? 0) > 0,
  };
}
