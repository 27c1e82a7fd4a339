import { sql } from 'drizzle-orm';
import { openDatabase } from './database.ts';
import type { Connection } from './db/connection.ts';
import { CELLS_DUE } from './db/sums-origin.ts';
import { rebuild } from './db/rebuild.ts';
import type { Presence } from './presence.port.ts';

/** A migration may leave sums that only the log can make: they are made before anything is served. */
export async function rebuildIfDue(database: string, presence: Presence, now: () => number): Promise<void> {
  const { connection, close } = await openDatabase(database, now, { isServer: true });
  try {
    if (await isDue(connection)) await rebuildAlone(connection, presence);
  } finally {
    await close();
  }
}

const say = (text: string): void => void process.stderr.write(text);

async function rebuildAlone(connection: Connection, presence: Presence): Promise<void> {
  const release = await presence.alone();
  if (!release) throw new Error('The stored sums are of an earlier version: stop all servers on this data, then start one');
  try {
    if (!(await isDue(connection))) return;
    say('The stored sums are of an earlier version: making them anew from the log …\n');
    const { events, cells } = await rebuild(connection);
    say(`${cells} sums from ${events} events\n`);
  } finally {
    await release();
  }
}

async function isDue({ reader, schema: { settings } }: Connection): Promise<boolean> {
  return (await reader.select().from(settings).where(sql`${settings.key} = ${CELLS_DUE}`)).length > 0;
}
