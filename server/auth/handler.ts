import { isAPIError } from 'better-auth/api';
import Type from 'typebox';
import Value from 'typebox/value';
import type { Me } from '../../shared/session.ts';
import type { Role } from '../../shared/terms.ts';
import type { Auth, Signed, SignIn } from './auth.ts';
import { AuthProblem, languageOf, toProblem } from './auth-problem.ts';
import type { Cuts } from './cuts.ts';
import type { Engine } from './engine.ts';
import { isTrustedOrigin, servedOrigin } from './origin.ts';
import type { Store } from './store.ts';
import type { signInThrottle } from './throttle.ts';
import { toUsername } from './user-record.ts';

const SignInBody = Type.Object({
  username: Type.String({ minLength: 1, maxLength: 200 }),
  password: Type.String({ minLength: 1, maxLength: 1_000 }),
});

/** The session's row decides when it ends; the browser's copy just must not die while a desk or a wall still uses it. */
const COOKIE_MAX_AGE_SEC = 30 * 86_400;

interface Deps {
  engine: Engine;
  store: Store;
  cuts: Cuts;
  actorOf: Auth['actorOf'];
  exists: (username: string) => Promise<boolean>;
  throttle: ReturnType<typeof signInThrottle>;
  publicUrl: string | undefined;
}

/** What the signed-in person may know of themselves. */
export const toMe = ({ actor: { id, ...rest } }: Signed): Omit<Me, 'role'> & { role: Role } => ({ user: id, ...rest });

const credentialsOf = (request: Request) => ({ cookie: request.headers.get('cookie') ?? undefined });

function withCookies(from: Headers, to: Headers, isSecure: boolean): Headers {
  for (const cookie of from.getSetCookie()) {
    const lasting = cookie.replace(/Max-Age=[1-9]\d*/i, `Max-Age=${COOKIE_MAX_AGE_SEC}`);
    to.append('set-cookie', isSecure ? `${lasting}; Secure` : lasting);
  }
  return to;
}

async function bodyOf(request: Request) {
  const isJson = request.headers.get('content-type')?.split(';')[0]?.trim() === 'application/json';
  const body: unknown = isJson ? await request.json().catch(() => null) : null;
  if (!Value.Check(SignInBody, body)) throw new AuthProblem('request.invalid');
  return body;
}

/** better-auth's refusals in our words; anything else is a fault and goes on as one. */
function toRefusal(error: unknown): AuthProblem {
  if (!isAPIError(error) || error.statusCode >= 500) throw error;
  return new AuthProblem(error.body?.code === 'auth.disabled' ? 'auth.disabled' : 'auth.invalid');
}

/** The three endpoints there are. Everything else that better-auth could do over HTTP stays closed. */
export function authHandler({ engine, store, cuts, actorOf, exists, throttle, publicUrl }: Deps): Auth['handler'] {
  const isSecure = (request: Request) => servedOrigin(request.url, publicUrl).startsWith('https:');

  async function endSession(request: Request): Promise<void> {
    const signed = await actorOf(credentialsOf(request));
    if (!signed) return;
    await engine.adapter.deleteMany({ model: 'session', where: [{ field: 'id', value: signed.sessionId }] });
    await cuts.cut({ sessionId: signed.sessionId });
  }

  async function signIn(request: Request, address: string): Promise<Response> {
    const { username: typed, password } = await bodyOf(request);
    const username = toUsername(typed);
    const log = async (outcome: SignIn['outcome']) =>
      store.addSignIn({
        username: (await exists(username)) ? username : null,
        address,
        agent: request.headers.get('user-agent') ?? '',
        outcome,
      });

    const { retryAfterSec, isFirstRefusal, succeed } = throttle(username, address);
    if (retryAfterSec > 0) {
      if (isFirstRefusal) await log('throttled');
      throw new AuthProblem('auth.throttled', { retryAfterSec });
    }
    const { headers } = await engine.api
      .signInUsername({
        body: { username, password },
        headers: new Headers({ 'user-agent': request.headers.get('user-agent') ?? '' }),
        returnHeaders: true,
      })
      .catch(async (error: unknown) => {
        const refusal = toRefusal(error);
        await log(refusal.code === 'auth.disabled' ? 'disabled' : 'invalid');
        throw refusal;
      });
    succeed();
    await log('ok');
    await endSession(request); // whoever sat here before
    const cookies = withCookies(headers, new Headers(), isSecure(request));
    const cookie = cookies
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const signed = await actorOf({ cookie });
    if (!signed) throw new AuthProblem('auth.disabled');
    return Response.json(toMe(signed), { headers: cookies });
  }

  async function signOut(request: Request): Promise<Response> {
    await endSession(request);
    const { headers } = await engine.api.signOut({ headers: new Headers(), returnHeaders: true });
    return Response.json({ ok: true }, { headers: withCookies(headers, new Headers(), isSecure(request)) });
  }

  async function me(request: Request): Promise<Response> {
    const signed = await actorOf(credentialsOf(request));
    return Response.json(signed && toMe(signed));
  }

  async function answer(request: Request, address: string): Promise<Response> {
    const door = `${request.method} ${new URL(request.url).pathname.replace(/^\/api\/auth/, '')}`;
    if (door === 'GET /get-session') return me(request);
    // A browser always names its page's origin on a POST, so none means a program, which has no cookie to be misused.
    const origin = request.headers.get('origin') ?? undefined;
    if ((origin !== undefined || request.headers.has('cookie')) && !isTrustedOrigin(origin, request.url, publicUrl))
      throw new AuthProblem('auth.origin');
    if (door === 'POST /sign-in/username') return signIn(request, address);
    if (door === 'POST /sign-out') return signOut(request);
    throw new AuthProblem(door.startsWith('POST /sign-up') ? 'auth.sign-up-closed' : 'auth.unknown');
  }

  return async (request, address = '') => {
    const response = await answer(request, address).catch((error: unknown) => {
      if (!(error instanceof AuthProblem)) throw error;
      const refused = Response.json(toProblem(error, languageOf(request.headers.get('accept-language'))), { status: error.statusCode });
      if (error.code === 'auth.throttled') refused.headers.set('retry-after', String(error.detail['retryAfterSec']));
      return refused;
    });
    response.headers.set('cache-control', 'no-store');
    return response;
  };
}
