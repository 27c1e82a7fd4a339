import { isAPIError } from 'better-auth/api';
import type { Actor } from '../domain/actor.ts';
import type { Credentials, ScreenKeys, Signed } from './auth.ts';
import type { Cuts } from './cuts.ts';
import { type CookiePrefix, type Engine, ROLL_STEP_SEC, SESSION_SEC } from './engine.ts';
import type { SessionRow } from './session-rows.ts';
import { mayComeIn, toActor, type UserRecord } from './user-record.ts';

const CACHE_MS = 2_000;
const CACHE_MAX = 20_000;

/** The session cookie as the browser sent it, still signed and encoded; null when there is none. */
function sessionCookie(prefix: CookiePrefix, header: string | undefined): string | null {
  const name = `${prefix}.session_token=`;
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(name));
  return pair ?? null;
}

interface Deps {
  engine: Engine;
  cuts: Cuts;
  rowOf: (sessionId: string) => Promise<SessionRow | null>;
  bearer: (token: string) => Promise<Signed | null>;
  screenKeys: ScreenKeys;
  screenOf: (hash: string) => Promise<Actor | null>;
  isDemo: boolean;
  cookiePrefix: CookiePrefix;
  now: () => number;
}

/** Who sent a request. Remembers an answer for 2 s, and forgets all of them at every cut: cuts are rare, rights are not. */
export function openSessions({ engine, cuts, rowOf, bearer, screenKeys, screenOf, isDemo, cookiePrefix, now }: Deps) {
  /** Cookies whose signature was right once: a signature never turns wrong, so from then on the row alone decides. */
  const verified = new Map<string, string>();
  const cache = new Map<string, { signed: Signed; untilMs: number }>();
  let generation = 0;
  cuts.on(() => {
    generation++;
    cache.clear();
  });

  const toSigned = (sessionId: string, { user, expiresAtMs }: SessionRow): Signed | null =>
    mayComeIn(user, isDemo) ? { actor: toActor(user), sessionId, expiresAtMs } : null;

  /** better-auth checks the signature and, some minutes after the last time, puts the session's end off. */
  async function byEngine(cookie: string): Promise<Signed | null> {
    const found = await engine.api.getSession({ headers: new Headers({ cookie }) }).catch((error: unknown) => {
      if (isAPIError(error) && error.statusCode === 401) return null; // signed out while its end was being put off
      throw error;
    });
    if (!found) return null;
    if (verified.size >= CACHE_MAX) verified.clear();
    verified.set(cookie, found.session.id);
    return toSigned(found.session.id, { user: found.user as unknown as UserRecord, expiresAtMs: found.session.expiresAt.getTime() });
  }

  async function bySession(cookie: string): Promise<Signed | null> {
    const id = verified.get(cookie);
    const row = id === undefined ? null : await rowOf(id);
    const isRecent = row !== null && row.expiresAtMs - Date.now() > (SESSION_SEC - ROLL_STEP_SEC) * 1000;
    return id !== undefined && isRecent ? toSigned(id, row) : byEngine(cookie);
  }

  /** A cut during the look-up may have come after the row was read: look again, and remember only what no cut crossed. */
  async function lookUp(key: string, ask: () => Promise<Signed | null>): Promise<Signed | null> {
    const held = cache.get(key);
    if (held && held.untilMs > now()) return held.signed;
    for (;;) {
      const before = generation;
      const signed = await ask();
      if (before !== generation) continue;
      if (cache.size >= CACHE_MAX) cache.clear();
      if (signed) cache.set(key, { signed, untilMs: now() + CACHE_MS });
      else cache.delete(key);
      return signed;
    }
  }

  /** It lives until it is revoked. */
  async function byScreen(hash: string): Promise<Signed | null> {
    const actor = await screenOf(hash);
    return actor && { actor, sessionId: actor.id, expiresAtMs: null };
  }

  return {
    /** A bearer token is the whole claim: a wrong one never falls back to a cookie that came along. */
    actorOf: async ({ cookie, authorization, isScreen = false }: Credentials): Promise<Signed | null> => {
      if (authorization !== undefined) {
        const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
        return token === undefined ? null : lookUp(`bearer ${token}`, () => bearer(token));
      }
      if (isScreen) {
        const hash = screenKeys.hashIn(cookie);
        return hash === null ? null : lookUp(`screen ${hash}`, () => byScreen(hash));
      }
      const session = sessionCookie(cookiePrefix, cookie);
      return session === null ? null : lookUp(session, () => bySession(session));
    },
  };
}
