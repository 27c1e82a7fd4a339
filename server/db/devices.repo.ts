import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { Credible, Derived } from '../../shared/readings.ts';
import type { DeviceAct, DeviceRows } from '../app/reading-ports.ts';
import type { Channel, Device } from '../domain/readings/device.ts';
import type { Span } from '../domain/readings/spans.ts';
import type { Connection } from './connection.ts';
import type { Queryable } from './dialect.ts';
import { channelStatesOf, readingsRepo } from './readings.repo.ts';
import type { Schema } from './schema.ts';

/** Devices with their channels, and what was said of them. */
export function devicesRepo(connection: Connection): DeviceRows {
  const { reader, writer, schema } = connection;
  const { devices: d, channels: c, deviceActs: a, rejudgings: j } = schema;
  const rows = readingsRepo(connection);

  async function withChannels(db: Queryable, found: readonly DeviceRow[]): Promise<Device[]> {
    if (found.length === 0) return [];
    const codes = found.map(({ code }) => code);
    const byDevice = new Map<string, Channel[]>(codes.map((code) => [code, []]));
    for (const row of await db.select().from(c).where(inArray(c.device, codes)).orderBy(asc(c.id)))
      byDevice.get(row.device)!.push(toChannel(row));
    return found.map((row) => toDevice(row, byDevice.get(row.code)!));
  }
  async function many(db: Queryable, codes: readonly string[]): Promise<Device[]> {
    const found: Device[] = [];
    for (let i = 0; i < codes.length; i += AT_ONCE)
      found.push(
        ...(await withChannels(
          db,
          await db
            .select()
            .from(d)
            .where(inArray(d.code, codes.slice(i, i + AT_ONCE))),
        )),
      );
    return found;
  }
  /** Whoever keeps devices in memory reads them anew. */
  async function moveRev(): Promise<void> {
    const head = await rows.head();
    await rows.putHead({ ...head, devicesRev: head.devicesRev + 1 });
  }
  async function nextOf(table: typeof c | typeof a): Promise<number> {
    const [row] = await writer.select({ last: sql<number | null>`max(${table.id})` }).from(table);
    return Number(row?.last ?? 0) + 1;
  }
  async function putChannels(device: string, channels: readonly Channel[]): Promise<void> {
    let next = await nextOf(c);
    for (const { id, indicator, credible, derived, isOpen } of channels) {
      const own = { credible: credible && JSON.stringify(credible), derived: derived && JSON.stringify(derived), isOpen: Number(isOpen) };
      if (id > 0) await writer.update(c).set(own).where(sql`${c.id} = ${id}`);
      else await writer.insert(c).values({ id: next++, device, indicator, ...own });
    }
  }

  return {
    one: async (code) => (await many(reader, [code]))[0] ?? null,
    async list(areas, after, limit) {
      const within = areas === null ? sql`` : sql` and ${inArray(d.area, [...areas])}`;
      return withChannels(
        reader,
        await reader.select().from(d).where(sql`${d.code} > ${after}${within}`).orderBy(asc(d.code)).limit(limit),
      );
    },
    states: (channels) => channelStatesOf(reader, schema, channels),
    async acts(code) {
      const found = await reader.select().from(a).where(sql`${a.device} = ${code}`).orderBy(desc(a.id)).limit(ACTS_MOST);
      return found.map(({ atMs, actor, act, detail }) => ({
        atMs,
        actor,
        act: act as DeviceAct['act'],
        detail: JSON.parse(detail) as object,
      }));
    },
    txMany: (codes) => many(writer, codes),
    async txPut(device, { atMs, actor, act, detail }) {
      const row = toRow(device);
      await writer.insert(d).values(row).onConflictDoUpdate({ target: d.code, set: row });
      await putChannels(device.code, device.channels);
      await writer.insert(a).values({ id: await nextOf(a), atMs, device: device.code, actor, act, detail: JSON.stringify(detail) });
      await moveRev();
    },
    isRecounting: async () =>
      (await reader.select({ code: d.code }).from(d).where(sql`${d.recountFromMs} is not null`).limit(1)).length > 0,
    async txRecounting() {
      const found = await writer.select().from(d).where(sql`${d.recountFromMs} is not null`).orderBy(asc(d.code)).limit(1);
      return (await withChannels(writer, found))[0] ?? null;
    },
    async txPutRecount(code, recount) {
      await writer
        .update(d)
        .set({ recountFromMs: recount?.fromMs ?? null, recountToMs: recount?.toMs ?? null })
        .where(sql`${d.code} = ${code}`);
      await moveRev();
    },
    async txAskRejudging(device, mark) {
      const [asked] = await writer.select({ fromMs: j.fromMs }).from(j).where(sql`${j.device} = ${device}`);
      const row = { device, ...mark, fromMs: Math.min(mark.fromMs, asked?.fromMs ?? mark.fromMs) };
      await writer.insert(j).values(row).onConflictDoUpdate({ target: j.device, set: row });
    },
  };
}

const AT_ONCE = 500;
const ACTS_MOST = 200;
type DeviceRow = Schema['devices']['$inferSelect'];

const toChannel = ({ id, indicator, credible, derived, isOpen }: Schema['channels']['$inferSelect']): Channel => ({
  id,
  indicator,
  credible: credible === null ? null : (JSON.parse(credible) as Credible),
  derived: derived === null ? null : (JSON.parse(derived) as Derived),
  isOpen: isOpen === 1,
});
const toDevice = (row: DeviceRow, channels: readonly Channel[]): Device => ({
  code: row.code,
  names: { zh: row.nameZh, en: row.nameEn },
  kind: row.kind,
  owner: row.owner,
  area: row.area,
  lngLat: row.lng === null || row.lat === null ? null : [row.lng, row.lat],
  datum: row.datum,
  channels,
  suspect: JSON.parse(row.suspect) as Span[],
  registeredAtMs: row.registeredAtMs,
  revision: row.revision,
  recount: row.recountFromMs === null || row.recountToMs === null ? null : { fromMs: row.recountFromMs, toMs: row.recountToMs },
});
const toRow = ({ code, names, kind, owner, area, lngLat, datum, suspect, registeredAtMs, revision, recount }: Device): DeviceRow => ({
  code,
  kind,
  owner,
  area,
  datum,
  registeredAtMs,
  revision,
  nameZh: names.zh,
  nameEn: names.en,
  lng: lngLat?.[0] ?? null,
  lat: lngLat?.[1] ?? null,
  suspect: JSON.stringify(suspect),
  recountFromMs: recount?.fromMs ?? null,
  recountToMs: recount?.toMs ?? null,
});
