import { desc, sql } from 'drizzle-orm';
import type { DailyHours } from '../../shared/daily-hours.ts';
import type { NightMode } from '../../shared/wall-night.ts';
import type { Heard } from '../../shared/wall-sound.ts';
import type { Showing, WallScreen } from '../../shared/wall-wire.ts';
import type { ScreenAct } from '../../shared/wall-wire.ts';
import type { Screen } from '../domain/screen.ts';
import type { Connection } from './connection.ts';

/** Screens of walls, those that wait to be paired, and what was done to them. What begins with `tx` is called inside `Store.write` only. */
export function screensRepo({ reader, writer, schema: { screens: s, screenPairings: p, screenActs: a, screenBeats: b } }: Connection) {
  const toScreen = ({
    area,
    place,
    showing,
    isMuted,
    isStopped,
    quiet,
    heard,
    night,
    nightMode,
    ...row
  }: typeof s.$inferSelect): Screen => ({
    ...row,
    areaCode: area,
    place: JSON.parse(place) as WallScreen['place'],
    showing: showing === null ? null : (JSON.parse(showing) as Showing),
    isMuted: isMuted === 1,
    isStopped: isStopped === 1,
    quiet: quiet === null ? null : (JSON.parse(quiet) as DailyHours),
    heard: heard === null ? null : (JSON.parse(heard) as Heard),
    night: night === null ? null : (JSON.parse(night) as DailyHours),
    nightMode: nightMode as NightMode,
  });
  const toRow = ({ areaCode, place, showing, isMuted, isStopped, quiet, heard, night, ...screen }: Screen): typeof s.$inferSelect => ({
    ...screen,
    area: areaCode,
    place: JSON.stringify(place),
    showing: showing && JSON.stringify(showing),
    isMuted: Number(isMuted),
    isStopped: Number(isStopped),
    quiet: quiet && JSON.stringify(quiet),
    heard: heard && JSON.stringify(heard),
    night: night ? JSON.stringify(night) : null,
  });
  const first = (rows: (typeof s.$inferSelect)[]): Screen | null => (rows[0] ? toScreen(rows[0]) : null);
  const nextOf = async (column: typeof s.rev | typeof s.id | typeof a.id, table: typeof s | typeof a): Promise<number> => {
    const [row] = await writer.select({ last: sql<number | null>`max(${column})` }).from(table);
    return Number(row?.last ?? 0) + 1;
  };

  return {
    byHash: async (hash: string): Promise<Screen | null> =>
      first(await reader.select().from(s).where(sql`${s.hash} = ${hash} and ${s.revokedAtMs} is null`)),
    byId: async (id: number): Promise<Screen | null> =>
      first(await reader.select().from(s).where(sql`${s.id} = ${id} and ${s.revokedAtMs} is null`)),
    /** Those that are not revoked. */
    async all(): Promise<Screen[]> {
      const rows = await reader.select().from(s).where(sql`${s.revokedAtMs} is null`).orderBy(s.id);
      return rows.map(toScreen);
    },
    /** Screens that changed after a revision, oldest first. */
    async since(rev: number): Promise<Screen[]> {
      const rows = await reader.select().from(s).where(sql`${s.rev} > ${rev}`).orderBy(s.rev);
      return rows.map(toScreen);
    },
    async pairingOf(hash: string): Promise<{ code: string; expiresAtMs: number } | null> {
      const [row] = await reader.select().from(p).where(sql`${p.hash} = ${hash}`);
      return row ? { code: row.code, expiresAtMs: row.expiresAtMs } : null;
    },
    async beats(): Promise<{ screen: number; heard: string }[]> {
      return reader.select().from(b);
    },
    /** Newest first. */
    async acts(limit: number): Promise<{ atMs: number; screen: number; actor: string; act: ScreenAct; detail: string }[]> {
      const rows = await reader.select().from(a).orderBy(desc(a.id)).limit(limit);
      return rows.map(({ act, ...row }) => ({ ...row, act: act as ScreenAct }));
    },

    async txAll(): Promise<Screen[]> {
      const rows = await writer.select().from(s).where(sql`${s.revokedAtMs} is null`).orderBy(s.id);
      return rows.map(toScreen);
    },
    txFind: async (id: number): Promise<Screen | null> => first(await writer.select().from(s).where(sql`${s.id} = ${id}`)),
    /** Writes what was decided under the next revision; one without an id gets its id. */
    async txPut(screen: Omit<Screen, 'id' | 'rev'> & { id?: number }): Promise<Screen> {
      const rev = await nextOf(s.rev, s);
      if (screen.id !== undefined) {
        const row = toRow({ ...screen, id: screen.id, rev });
        await writer.update(s).set(row).where(sql`${s.id} = ${screen.id}`);
        return toScreen(row);
      }
      const row = toRow({ ...screen, id: await nextOf(s.id, s), rev });
      await writer.insert(s).values(row);
      return toScreen(row);
    },
    async txAct(act: { atMs: number; screen: number; actor: string; act: ScreenAct; detail: object }): Promise<void> {
      await writer.insert(a).values({ ...act, id: await nextOf(a.id, a), detail: JSON.stringify(act.detail) });
    },
    async txPairing(code: string): Promise<{ hash: string; expiresAtMs: number } | null> {
      const [row] = await writer.select().from(p).where(sql`${p.code} = ${code}`);
      return row ?? null;
    },
    async txAskPairing(hash: string, code: string, expiresAtMs: number): Promise<void> {
      await writer.insert(p).values({ hash, code, expiresAtMs });
    },
    async txDropPairings(nowMs: number, hash: string | null): Promise<void> {
      await writer.delete(p).where(sql`${p.expiresAtMs} <= ${nowMs} or ${p.hash} = ${hash ?? ''}`);
    },
    async txCountPairings(): Promise<number> {
      const [row] = await writer.select({ n: sql<number>`count(*)` }).from(p);
      return Number(row!.n);
    },
    async txPutBeat(screen: number, heard: string): Promise<void> {
      await writer.insert(b).values({ screen, heard }).onConflictDoUpdate({ target: b.screen, set: { heard } });
    },
  };
}
export type ScreensRepo = ReturnType<typeof screensRepo>;
