import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { HttpDeps } from '../deps.ts';

/** For load balancers and Prometheus. */
export const healthRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const schema = { hide: true };
    app.get('/healthz', { schema }, async () => ({ ok: true }));
    app.get('/readyz', { schema }, async (_request, reply) => {
      try {
        if (deps.openRequests.isClosing()) return await reply.code(503).send({ ok: false });
        await deps.ready();
        return { ok: true, seq: deps.sums.seq() };
      } catch {
        return reply.code(503).send({ ok: false });
      }
    });
    app.get('/metrics', { schema }, async (_request, reply) =>
      reply.type('text/plain; version=0.0.4; charset=utf-8').send(await deps.metrics()),
    );
    for (const name of ['healthz', 'readyz', 'metrics'] as const) {
      app.get(`/api/v1/${name}`, { schema }, async (_request, reply) => reply.redirect(`/${name}`));
    }
  };
