import type { Auth } from './auth.ts';
import { openCuts } from './cuts.ts';
import { openEngine } from './engine.ts';
import { authHandler } from './handler.ts';
import { isTrustedOrigin } from './origin.ts';
import { sessionRows } from './session-rows.ts';
import { openSessions } from './sessions.ts';
import { openStore } from './store.ts';
import { signInThrottle } from './throttle.ts';
import { openTokens } from './tokens.ts';
import { openUsers } from './users.ts';

export interface AuthOptions {
  /** `DATA_DIR/auth.db`, or `:memory:`. */
  file: string;
  /** Signs the cookies: 32 random characters or more. Another secret ends all sessions. */
  secret: string;
  /** The address people use where it is not the one that requests arrive at, e.g. behind a TLS proxy. */
  publicUrl?: string | undefined;
  /** Only then may demo users, whose passwords are public, come in. */
  isDemo?: boolean;
  /** Milliseconds UTC. better-auth's session ends go by the machine's own clock. */
  now: () => number;
}

/** Opens users, sessions and tokens; creates the tables that are missing. */
export async function openAuth({ file, secret, publicUrl, isDemo = false, now }: AuthOptions): Promise<Auth> {
  const store = openStore(file, now);
  const cuts = openCuts(store);
  const engine = await openEngine(store, secret, isDemo);
  const { users, find } = openUsers(engine, cuts);
  const { tokens, signedBy } = openTokens(store, cuts, now);
  const { actorOf } = openSessions({ engine, cuts, rowOf: sessionRows(store), bearer: signedBy, isDemo, now });
  const exists = async (username: string): Promise<boolean> => (await find(username)) !== null;
  return {
    handler: authHandler({ engine, store, cuts, actorOf, exists, throttle: signInThrottle(now), publicUrl }),
    actorOf,
    isTrustedOrigin: (origin, own) => isTrustedOrigin(origin, own, publicUrl),
    users,
    tokens,
    onCut: cuts.on,
    pollCuts: cuts.poll,
    signIns: store.signIns,
    close: () => void store.sqlite.close(),
  };
}
