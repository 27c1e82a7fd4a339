import { postgresPresence } from './postgres/presence.ts';
import { isPostgresUrl } from './postgres/url.ts';
import type { Presence } from './presence.port.ts';
import { filePresence } from './server-mark.ts';

/** An embedded database has one server; those on PostgreSQL may be several. */
export const presenceOf = ({ dataDir, database }: { dataDir: string; database: string }): Presence =>
  isPostgresUrl(database) ? postgresPresence(database) : filePresence(dataDir);
