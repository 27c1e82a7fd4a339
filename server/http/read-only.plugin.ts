import fp from 'fastify-plugin';
import { Rejection } from '../domain/rejection.ts';
import { requireActor } from './require-actor.ts';
import { REPLAY_URL } from './routes/replay.route.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Signing in and out, and the replay's own reins. */
const OPEN_URLS: ReadonlySet<string | undefined> = new Set(['/api/auth/*', REPLAY_URL]);

/** Serves a past that nobody may change: every write is refused before its route is asked, those of later routes too. */
export const readOnlyPlugin = fp(async (app) => {
  app.addHook('onRequest', async (request) => {
    if (SAFE_METHODS.has(request.method) || OPEN_URLS.has(request.routeOptions.url)) return;
    requireActor(request);
    throw new Rejection('replay.read-only');
  });
});
