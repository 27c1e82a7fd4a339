import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ReplayForMe, SteerReplay } from '../../../shared/replay.ts';
import { Problem } from '../../../shared/wire.ts';
import { assertMaySteerReplay, maySteerReplay } from '../../domain/policy.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';

/** The one address that takes a write in a replay. */
export const REPLAY_URL = '/api/v1/replay';

/** How a replay stands, and its reins. */
export const replayRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['replay'];
    const running = (): NonNullable<HttpDeps['replay']> => {
      if (!deps.replay) throw new Rejection('replay.none');
      return deps.replay;
    };

    app.get('/replay', { schema: { tags, response: { 200: ReplayForMe, '4xx': Problem } } }, async (request) => {
      const actor = requireActor(request);
      const { tree } = await deps.catalogue();
      return { ...running().state(), maySteer: maySteerReplay(actor, tree) };
    });

    app.post('/replay', { schema: { tags, body: SteerReplay, response: { 200: ReplayForMe, '4xx': Problem } } }, async (request) => {
      const actor = requireActor(request);
      const replay = running();
      assertMaySteerReplay(actor, (await deps.catalogue()).tree);
      const { isPlaying, speed, at } = request.body;
      return { ...(await replay.steer({ isPlaying, speed, atMs: parseTime(at, 'at') })), maySteer: true };
    });
  };
