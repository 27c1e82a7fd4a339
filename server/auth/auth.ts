import type { Actor } from '../domain/actor.ts';
import type { Role } from '../../shared/terms.ts';

/** What somebody may do and where. `scope` is the node whose subtree they act on; nobody has a right without one. */
export interface Grant {
  role: Role;
  scope: string;
  department?: string | null;
  unit?: string | null;
}

export interface NewUser extends Grant {
  username: string;
  password: string;
  name: string;
  /** A public demo password: may be shorter, and is refused wherever the server does not run in demo mode. */
  isDemo?: boolean;
}

/** A user as administrators see it: never a password, a hash or a session. */
export interface UserRow extends Required<Grant> {
  username: string;
  name: string;
  isDisabled: boolean;
  isDemo: boolean;
  createdAtMs: number;
}

/** A bearer token as administrators see it: the token itself is shown once, when it is made. */
export interface TokenRow extends Required<Grant> {
  id: number;
  label: string;
  createdAtMs: number;
  lastUsedAtMs: number | null;
  revokedAtMs: number | null;
}

/** One request's proof of identity. `expiresAtMs` is null for a bearer token, which lives until it is revoked. */
export interface Signed {
  actor: Actor;
  /** A session's id, or `token:7`. */
  sessionId: string;
  expiresAtMs: number | null;
}

/** Rights ended or changed. `userId` is an actor's id (`user:wang`); with only a `sessionId`, one session or token ended. */
export interface Cut {
  sessionId?: string;
  userId?: string;
}

export interface SignIn {
  id: number;
  atMs: number;
  /** Null where nobody has the name that was typed: people type passwords into the wrong field. */
  username: string | null;
  address: string;
  agent: string;
  outcome: 'ok' | 'invalid' | 'disabled' | 'throttled';
}

export interface Credentials {
  cookie?: string | undefined;
  authorization?: string | undefined;
  /** The caller wants to be known as the screen of a wall: then its screen's cookie counts, and no other. */
  isScreen?: boolean;
}

/** What proves that a browser is the screen of a wall. */
export interface ScreenKeys {
  /** The hash of the secret that a request brought; null = it brought none. */
  hashIn: (cookie: string | undefined) => string | null;
  /** A new secret, as its hash and as the cookie that brings it to the browser. */
  make: (requestUrl: string) => { hash: string; cookie: string };
  /** The same cookie once more, so that the browser keeps it. */
  again: (cookie: string | undefined, requestUrl: string) => string | null;
  /** What a screen shows until somebody types it. */
  code: () => string;
}

/** Who may come in: users, sessions, bearer tokens, and the news that somebody may no longer. */
export interface Auth {
  /** Answers `/api/auth/*`. `address` is the caller's, for the throttle and the sign-in log. */
  handler: (request: Request, address?: string) => Promise<Response>;
  /** Null = not signed in. At most 2 s old; in this process cuts are seen at once. Asking counts as use of the session. */
  actorOf: (credentials: Credentials) => Promise<Signed | null>;
  /** May a page of `origin` act with a cookie here? `own` is the origin that the request itself was sent to. */
  isTrustedOrigin: (origin: string | undefined, own: string) => boolean;
  users: {
    add: (user: NewUser) => Promise<UserRow>;
    list: () => Promise<UserRow[]>;
    /** Ends the user's sessions too. */
    disable: (username: string) => Promise<void>;
    enable: (username: string) => Promise<void>;
    /** Ends the user's sessions too. */
    setPassword: (username: string, password: string) => Promise<void>;
    /** The user stays signed in, with the new rights. */
    setGrant: (username: string, grant: Grant) => Promise<void>;
  };
  tokens: {
    create: (grant: Grant & { label?: string }) => Promise<{ token: string; id: number }>;
    list: () => Promise<TokenRow[]>;
    revoke: (id: number) => Promise<void>;
  };
  screenKeys: ScreenKeys;
  /** A screen's rights ended or changed. */
  cutScreen: (actorId: string) => Promise<void>;
  /** Called once for each cut, in whichever process it was made; returns how to stop listening. */
  onCut: (listener: (cut: Cut) => void) => () => void;
  /** Hears the cuts that other processes made; to be called each second. */
  pollCuts: () => Promise<void>;
  /** Deletes sessions that are over, and sign-ins from before an instant; null = none of those. */
  purge: (signInsBeforeMs: number | null) => Promise<void>;
  /** What `purge` would delete now. */
  purgeable: (signInsBeforeMs: number | null) => Promise<{ sessions: number; signIns: number }>;
  /** Newest first. */
  signIns: (limit: number) => Promise<SignIn[]>;
  close: () => Promise<void>;
}

/** The name under which the log knows a user. */
export const actorIdOf = (username: string): string => `user:${username}`;
