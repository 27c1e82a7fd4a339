import { sql } from 'drizzle-orm';
import type { Connection } from './db/connection.ts';
import { rebuild } from './db/rebuild.ts';
import { CELLS_DUE } from './db/sums-origin.ts';
import type { Presence } from './presence.port.ts';

/** A migration may leave sums that only the log can make: a server makes them before it serves, as long as it is the only one. */
export async function rebuildIfDue(connection: Connection, presence: Presence, say: (text: string) => void): Promise<void> {
  const { reader, schema } = connection;
  const due = await reader.select().from(schema.settings).where(sql`${schema.settings.key} = ${CELLS_DUE}`);
  if (due.length === 0) return;
  if ((await presence.others()) > 0)
    throw new Error('The stored sums are of an earlier version: stop all servers on this data, then start one');
  say('The stored sums are of an earlier version: making them anew from the log …\n');
  const { events, cells } = await rebuild(connection);
  say(`${cells} sums from ${events} events\n`);
}
