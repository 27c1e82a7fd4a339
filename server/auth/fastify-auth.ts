import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Actor } from '../domain/actor.ts';
import { AS_HEADER, AS_SCREEN } from '../../shared/wall-control.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Auth, Signed } from './auth.ts';
import { AuthProblem, languageOf, toProblem } from './auth-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request; null = nobody we know (outside `/api/`: not asked). */
    actor: Actor | null;
    /** The session or token behind `actor`. */
    signed: Signed | null;
  }
}

/** A `Rejection('auth.required')` that says 401 by itself, also where no error handler of ours is installed. */
class SignInRequired extends Rejection {
  readonly statusCode = 401;
  constructor(message: string) {
    super('auth.required');
    this.message = message;
  }
}

/** The caller, or a 401: for the first line of every handler that is not public. */
export function requireActor(request: FastifyRequest): Actor {
  if (request.actor) return request.actor;
  const problem = new AuthProblem('auth.required');
  throw new SignInRequired(toProblem(problem, languageOf(request.headers['accept-language'])).message);
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const PASSED_ON = ['accept-language', 'content-type', 'cookie', 'origin', 'user-agent'] as const;
/** A user name and a password, no more. */
const BODY_LIMIT_BYTES = 4_096;

const ownOrigin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

/** On a dual-stack socket an IPv4 caller appears as `::ffff:10.0.0.5`. */
const addressOf = (request: FastifyRequest): string => request.ip.replace(/^::ffff:/, '');

function toWebRequest(request: FastifyRequest): Request {
  const target = ownOrigin(request) + request.url;
  if (!URL.canParse(target)) throw new AuthProblem('request.invalid');
  const headers = new Headers(PASSED_ON.flatMap((name) => (request.headers[name] === undefined ? [] : [[name, request.headers[name]]])));
  const hasBody = !SAFE_METHODS.has(request.method) && request.body !== undefined;
  return new Request(target, { method: request.method, headers, ...(hasBody ? { body: JSON.stringify(request.body) } : {}) });
}

async function passBack(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  return reply.send(await response.text());
}

/**
 * Mounts `/api/auth/*` and resolves `request.actor` under `/api/`. It lets nobody in by itself: routes ask `requireActor`.
 * A state-changing request that comes with a cookie must name a trusted origin; one with a bearer token needs none.
 */
export const authPlugin = ({ auth }: { auth: Auth }) =>
  fp(
    async (app) => {
      app.decorateRequest('actor', null);
      app.decorateRequest('signed', null);

      app.addHook('onRequest', async (request, reply) => {
        if (!request.url.startsWith('/api/') || request.url.startsWith('/api/auth/')) return;
        const { cookie, authorization, origin } = request.headers;
        const isScreen = request.headers[AS_HEADER] === AS_SCREEN;
        request.signed = await auth.actorOf({ cookie, authorization, isScreen });
        request.actor = request.signed?.actor ?? null;
        const isByCookie = request.signed !== null && authorization === undefined;
        if (!isByCookie || SAFE_METHODS.has(request.method) || auth.isTrustedOrigin(origin, ownOrigin(request))) return;
        const problem = new AuthProblem('auth.origin');
        await reply.code(problem.statusCode).send(toProblem(problem, languageOf(request.headers['accept-language'])));
      });

      app.route({
        method: ['GET', 'POST'],
        url: '/api/auth/*',
        bodyLimit: BODY_LIMIT_BYTES,
        handler: async (request, reply) => passBack(await auth.handler(toWebRequest(request), addressOf(request)), reply),
      });
    },
    { name: 'auth', fastify: '5.x' },
  );
