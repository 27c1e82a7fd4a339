import { finished } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { problemText } from '../../shared/problem-texts.ts';
import type { HttpDeps } from './deps.ts';
import { languageOf } from './problem.plugin.ts';

/** Health stays to be asked, and what stands still is not kept waiting for. */
const ALWAYS = /^\/(api\/v1\/)?(healthz|readyz|metrics)$/;

/** The route's own pattern, so that ids do not become labels; all files of the client are one. */
const routeOf = ({ routeOptions: { url } }: FastifyRequest): string =>
  url === undefined ? 'unknown' : url.startsWith('/api/') || ALWAYS.test(url) ? url : 'client';

/** Counts and times every request, and takes none while the process ends. */
export const requestsPlugin = fp(async (app, { openRequests, observe }: Pick<HttpDeps, 'openRequests' | 'observe'>) => {
  app.addHook('onRequest', async (request, reply) => {
    openRequests.begin();
    // Also when the caller has gone before the answer: Fastify's own hooks tell nothing of that.
    finished(reply.raw, openRequests.end);
    if (!openRequests.isClosing() || ALWAYS.test(request.url)) return undefined;
    const code = 'server.restarting';
    // The next request of this connection belongs to the next process.
    return reply
      .code(503)
      .headers({ 'retry-after': '2', connection: 'close' })
      .send({ code, message: problemText(code, {}, languageOf(request)) });
  });
  app.addHook('onResponse', async (request, reply) => {
    observe({ method: request.method, route: routeOf(request), status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
  });
});
