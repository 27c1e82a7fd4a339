import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { getMigrations } from 'better-auth/db/migration';
import { username } from 'better-auth/plugins';
import { MAX_PASSWORD, MIN_DEMO_PASSWORD } from './password-rule.ts';
import type { Sql } from './sql.ts';
import { isUsername, mayComeIn, toUsername, type UserRecord } from './user-record.ts';

/** A desk's shift, rolling: every use puts the end off, in steps so that not each request writes. */
export const SESSION_SEC = 12 * 3600;
export const ROLL_STEP_SEC = 10 * 60;

/** Browsers keep cookies by host, whatever the port: beside the live city a replay needs a name of its own. */
export const COOKIE_PREFIX = { city: 'guantong', replay: 'guantong-replay' } as const;
export type CookiePrefix = (typeof COOKIE_PREFIX)[keyof typeof COOKIE_PREFIX];
export type Engine = Awaited<ReturnType<typeof openEngine>>;

/** How passwords are kept and compared. */
export interface Hasher {
  hash: (password: string) => Promise<string>;
  verify: (kept: { hash: string; password: string }) => Promise<boolean>;
}

const SCRYPT: Hasher = { hash: hashPassword, verify: verifyPassword };

export interface EngineOptions {
  secret: string;
  isDemo: boolean;
  cookiePrefix: CookiePrefix;
  /** better-auth's scrypt, a fifth of a second for each password; tests of everything else about sign-in bring a quick one. */
  hasher?: Hasher | undefined;
}

/**
 * better-auth with everything off that we do not use. Only `handler.ts` calls it, never its own router: origin, throttle,
 * cookies' `Secure` and the list of endpoints are decided there, per request. Traps: `transaction: true` fails on
 * better-sqlite3 (a promise in a transaction), and cookies would turn `Secure` by NODE_ENV if not told otherwise.
 */
export async function openEngine(sql: Sql, { secret, isDemo, cookiePrefix, hasher = SCRYPT }: EngineOptions) {
  const own = { required: false, input: false } as const;
  const engine = betterAuth({
    database: sql.database,
    secret,
    baseURL: 'http://localhost',
    basePath: '/api/auth',
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_DEMO_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
      password: hasher,
    },
    session: { expiresIn: SESSION_SEC, updateAge: ROLL_STEP_SEC, cookieCache: { enabled: false } },
    advanced: { cookiePrefix, useSecureCookies: false },
    user: {
      additionalFields: {
        role: { type: 'string', ...own },
        scope: { type: 'string', ...own },
        department: { type: 'string', ...own },
        unit: { type: 'string', ...own },
        isDisabled: { type: 'boolean', defaultValue: false, ...own },
        isDemo: { type: 'boolean', defaultValue: false, ...own },
      },
    },
    databaseHooks: {
      session: {
        create: {
          // Reached only after the password was right, so a stranger does not learn which accounts are switched off.
          async before(session, context) {
            const user = (await context?.context.internalAdapter.findUserById(session.userId)) as UserRecord | null | undefined;
            if (!user || !mayComeIn(user, isDemo)) throw new APIError('FORBIDDEN', { code: 'auth.disabled' });
          },
        },
      },
    },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameNormalization: toUsername,
        usernameValidator: (name) => isUsername(toUsername(name)),
        displayUsername: false,
      }),
    ],
  });
  await sql.settingUp(async () => (await getMigrations(engine.options)).runMigrations());
  const { adapter, internalAdapter, password } = await engine.$context;
  return { api: engine.api, adapter, internalAdapter, password };
}
