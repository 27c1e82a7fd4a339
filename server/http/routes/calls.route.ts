import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { AcknowledgeCalls, AcknowledgedCalls, CallActs } from '../../../shared/call-wire.ts';
import { Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

/** Calls of walls, for those who answer them. What stands is told over the live line (`call:standing`). */
export const callRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['wall'];

    app.post(
      '/calls/acknowledge',
      {
        schema: {
          tags,
          summary: 'Somebody has heard: all calls that the caller is told of, up to the newest one seen, end',
          body: AcknowledgeCalls,
          response: { 200: AcknowledgedCalls, '4xx': Problem },
        },
      },
      async (request) => ({ acknowledged: await deps.calls.acknowledge(requireActor(request), request.body.upTo) }),
    );

    app.get('/calls/acts', { schema: { tags, response: { 200: CallActs, '4xx': Problem } } }, async (request) => {
      const acts = await deps.calls.acts(requireActor(request));
      return acts.map(({ atMs, act, actor, toNode, call }) => ({
        at: new Date(atMs).toISOString(),
        act,
        by: actor,
        call: call.id,
        kind: call.kind,
        subject: call.subject,
        number: call.number,
        node: call.node,
        toNode,
        afterMs: Math.max(0, atMs - call.raisedAtMs),
      }));
    });
  };
