import { createHmac } from 'node:crypto';
import { isPostgresUrl } from '../postgres/url.ts';
import type { Actor } from '../domain/actor.ts';
import type { Auth } from './auth.ts';
import { openCuts } from './cuts.ts';
import { COOKIE_PREFIX, type Hasher, openEngine } from './engine.ts';
import { authHandler } from './handler.ts';
import { isTrustedOrigin } from './origin.ts';
import { purging } from './purging.ts';
import { screenKeys } from './screen-keys.ts';
import { sessionRows } from './session-rows.ts';
import { openSessions } from './sessions.ts';
import { openPostgresSql } from './sql.postgres.ts';
import { openSqliteSql } from './sql.sqlite.ts';
import { openStore, type Store } from './store.ts';
import { signInThrottle } from './throttle.ts';
import { openTokens } from './tokens.ts';
import { openUsers } from './users.ts';

export interface AuthOptions {
  /** A file, `:memory:`, or a PostgreSQL database: `postgres://…`. */
  database: string;
  /** Signs the cookies: 32 random characters or more. Another secret ends all sessions. */
  secret: string;
  /** The address people use where it is not the one that requests arrive at, e.g. behind a TLS proxy. */
  publicUrl?: string | undefined;
  /** Only then may demo users, whose passwords are public, come in. */
  isDemo?: boolean;
  /** Of a replay's copy of the users. */
  isReplay?: boolean;
  hasher?: Hasher | undefined;
  /** A server says how many others serve with it: with them it must share its secret. Commands leave it out. */
  otherServers?: number;
  /** The screen that holds a secret of this hash, as an actor; absent = there are none. */
  screenOf?: (hash: string) => Promise<Actor | null>;
  /** Milliseconds UTC. better-auth's session ends go by the machine's own clock. */
  now: () => number;
}

/** With different secrets nobody's sign-in would hold: each process would refuse the cookies of the others. @throws Error */
async function shareSecret(store: Store, secret: string, others: number): Promise<void> {
  const mark = createHmac('sha256', secret).update('guantong').digest('base64url').slice(0, 12);
  if ((await store.secretMark()) === mark) return;
  if (others > 0)
    throw new Error('The servers on this database have another secret: give them all the same file by SECRET_FILE (docs/scaling.md)');
  await store.putSecretMark(mark);
}

/** Opens users, sessions and tokens; creates the tables that are missing. */
export async function openAuth({
  database,
  secret,
  publicUrl,
  isDemo = false,
  isReplay = false,
  hasher,
  otherServers,
  screenOf = async () => null,
  now,
}: AuthOptions): Promise<Auth> {
  const sql = isPostgresUrl(database) ? openPostgresSql(database) : openSqliteSql(database);
  const store = await openStore(sql, now);
  if (otherServers !== undefined) await shareSecret(store, secret, otherServers);
  const cuts = await openCuts(store);
  const cookiePrefix = COOKIE_PREFIX[isReplay ? 'replay' : 'city'];
  const engine = await openEngine(sql, { secret, isDemo, cookiePrefix, hasher });
  const { users, find } = openUsers(engine, cuts);
  const { tokens, signedBy } = openTokens(store, cuts, now);
  const keys = screenKeys(cookiePrefix, publicUrl);
  const rowOf = sessionRows(sql);
  const { actorOf } = openSessions({ engine, cuts, rowOf, bearer: signedBy, screenKeys: keys, screenOf, isDemo, cookiePrefix, now });
  const exists = async (username: string): Promise<boolean> => (await find(username)) !== null;
  return {
    handler: authHandler({ engine, store, cuts, actorOf, exists, throttle: signInThrottle(now), publicUrl }),
    actorOf,
    isTrustedOrigin: (origin, own) => isTrustedOrigin(origin, own, publicUrl),
    users,
    tokens,
    screenKeys: keys,
    cutScreen: (userId) => cuts.cut({ userId }),
    onCut: cuts.on,
    pollCuts: cuts.poll,
    ...purging(engine, store),
    signIns: store.signIns,
    close: sql.close,
  };
}
