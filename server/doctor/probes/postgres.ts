import { ask, withClient, type Client } from '../../postgres/session.ts';
import type { DatabaseFacts, OpenDatabaseFacts } from '../facts.ts';
import { yearsOf, type WorkCalendar } from '../../../shared/work-calendar.ts';
import { isZoneKnown } from './zone.ts';

/** @param place the address as a person may read it, without its password */
export async function probePostgresDatabase(url: string, place: string, newestMigration: number): Promise<DatabaseFacts> {
  const base = { engine: 'postgres', place } as const;
  try {
    return { ...base, state: 'open', ...(await withClient(url, 'guantong doctor', (client) => read(client, newestMigration))) };
  } catch (fault) {
    return { ...base, state: 'closed', problem: (fault as Error).message };
  }
}

async function read(client: Client, newestMigration: number): Promise<OpenDatabaseFacts> {
  const one = async <T extends object>(text: string): Promise<T | undefined> => (await ask<T>(client, text)).rows[0];
  const has = async (table: string): Promise<boolean> =>
    (await one<{ t: string | null }>(`SELECT to_regclass('${table}')::text AS t`))!.t !== null;
  await client.query('SET default_transaction_read_only = on');
  const clockOffsetMs = await offset(client);
  const about = (await one<{ version: string; bytes: number; standby: boolean }>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes, pg_is_in_recovery() AS standby`,
  ))!;
  const last = (await has('events'))
    ? await one<{ seq: number; at: number }>('SELECT seq, recorded_at_ms AS at FROM events ORDER BY seq DESC LIMIT 1')
    : undefined;
  const zone = (await has('settings')) ? await one<{ value: string }>("SELECT value FROM settings WHERE key = 'timeZone'") : undefined;
  const calendar = (await has('settings')) ? await one<{ value: string }>("SELECT value FROM settings WHERE key = 'calendar'") : undefined;
  const timeZone = zone ? (JSON.parse(zone.value) as string) : null;
  const made = (await has('drizzle.__drizzle_migrations'))
    ? await one<{ at: number | null }>('SELECT max(created_at) AS at FROM drizzle.__drizzle_migrations')
    : undefined;
  return {
    version: about.version,
    bytes: about.bytes,
    walBytes: null,
    damage: null,
    migration: made?.at ?? null,
    newestMigration,
    seq: last?.seq ?? 0,
    lastRecordedMs: last?.at ?? null,
    timeZone,
    calendarYears: calendar ? yearsOf(JSON.parse(calendar.value) as WorkCalendar) : null,
    isZoneKnown: timeZone !== null && isZoneKnown(timeZone),
    clockOffsetMs,
    isReadOnly: about.standby,
  };
}

/** Its clock minus ours in the middle of the question's way there and back. */
async function offset(client: Client): Promise<number> {
  const sentMs = Date.now();
  const { rows } = await ask<{ ms: string }>(client, 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS ms');
  return Number(rows[0]!.ms) - (sentMs + Date.now()) / 2;
}
