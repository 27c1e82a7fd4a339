import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { AskPairing, StalledPage, WallAnswer } from '../../../shared/wall-wire.ts';
import { Problem } from '../../../shared/wire.ts';
import { screenIdOf } from '../../domain/screen.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const ownUrl = ({ protocol, host, url }: FastifyRequest): string => `${protocol}://${host}${url}`;

/** What a wall asks about itself. A stranger may ask to be paired, and learns a code. */
export const wallRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['wall'];

    app.get('/wall', { schema: { tags, security: [], response: { 200: WallAnswer, '4xx': Problem } } }, async (request, reply) => {
      const { cookie } = request.headers;
      const hash = deps.screenKeys.hashIn(cookie);
      const answer = hash === null ? { state: null, pairing: null } : await deps.screens.wallOf(hash);
      const again = answer.state && deps.screenKeys.again(cookie, ownUrl(request));
      if (again) reply.header('set-cookie', again);
      return reply.header('cache-control', 'no-store').send(answer);
    });

    app.post(
      '/wall/pairing',
      {
        schema: {
          tags,
          security: [],
          summary: 'A browser asks to become a screen: it gets a code to show, and a cookie that counts once somebody has typed the code',
          body: AskPairing,
          response: { 200: WallAnswer, '4xx': Problem },
        },
      },
      async (request, reply) => {
        reply.header('cache-control', 'no-store');
        const hash = deps.screenKeys.hashIn(request.headers.cookie);
        const known = hash === null ? null : await deps.screens.wallOf(hash);
        // A page that is loaded again goes on with the code it shows already.
        if (known?.state || known?.pairing) return reply.send(known);
        const { hash: fresh, cookie } = deps.screenKeys.make(ownUrl(request));
        const pairing = await deps.screens.ask(fresh, request.ip);
        return reply.header('set-cookie', cookie).send({ state: null, pairing });
      },
    );

    app.post(
      '/wall/stalled',
      {
        schema: {
          tags,
          summary: 'The worker of a wall says that its page stands still',
          body: StalledPage,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const screen = screenIdOf(requireActor(request));
        if (screen === null) throw new Rejection('wall.denied');
        deps.screenBeats.stalled(screen, request.body.stalledMs);
        return reply.code(204).send(null);
      },
    );
  };
