import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { HeardScreens, OrderScreens, PairScreen, ScreenActs, Screens, ScreenSettings, ScreenWire } from '../../../shared/wall-wire.ts';
import { Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

/** Screens of walls, for those who command them: within their own area, and nothing of any other. */
export const screenRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['wall'];

    app.get('/screens', { schema: { tags, response: { 200: Screens, '4xx': Problem } } }, async (request) => {
      const { screens, mayKeep } = await deps.screens.list(requireActor(request));
      return { screens: await deps.screenBeats.toWire(screens), asOf: new Date(deps.now()).toISOString(), mayKeep };
    });

    app.post(
      '/screens',
      {
        schema: {
          tags,
          summary: 'Lets a screen in whose code somebody reads off it',
          body: PairScreen,
          response: { 201: ScreenWire, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const { code, ...settings } = request.body;
        const screen = await deps.screens.pair(requireActor(request), code, { ...settings, name: settings.name.trim() });
        return reply.code(201).send((await deps.screenBeats.toWire([screen]))[0]!);
      },
    );

    app.put(
      '/screens/:id',
      { schema: { tags, params: Id, body: ScreenSettings, response: { 200: ScreenWire, '4xx': Problem } } },
      async (request) => {
        const settings = { ...request.body, name: request.body.name.trim() };
        const screen = await deps.screens.change(requireActor(request), request.params.id, settings);
        return (await deps.screenBeats.toWire([screen]))[0]!;
      },
    );

    app.delete(
      '/screens/:id',
      { schema: { tags, summary: 'Revokes a screen, at once', params: Id, response: { 204: Type.Null(), '4xx': Problem } } },
      async (request, reply) => {
        await deps.screens.revoke(requireActor(request), request.params.id);
        return reply.code(204).send(null);
      },
    );

    app.post(
      '/screens/orders',
      {
        schema: {
          tags,
          summary: 'Tells screens what to show; all of them obey, or none',
          body: OrderScreens,
          response: { 200: Type.Array(ScreenWire), '4xx': Problem },
        },
      },
      async (request) => {
        const { screens, order } = request.body;
        return deps.screenBeats.toWire(await deps.screens.order(requireActor(request), screens, order));
      },
    );

    app.post(
      '/screens/heard',
      {
        schema: {
          tags,
          summary: 'Whether the test tone that was just played on these screens was heard',
          body: HeardScreens,
          response: { 200: Type.Array(ScreenWire), '4xx': Problem },
        },
      },
      async (request) => {
        const { screens, isHeard } = request.body;
        return deps.screenBeats.toWire(await deps.screens.heard(requireActor(request), screens, isHeard));
      },
    );

    app.get('/screens/acts', { schema: { tags, response: { 200: ScreenActs, '4xx': Problem } } }, async (request) => {
      const acts = await deps.screens.acts(requireActor(request));
      return acts.map(({ atMs, screen, name, actor, act, detail }) => ({
        at: new Date(atMs).toISOString(),
        screen,
        name,
        by: actor,
        act,
        detail,
      }));
    });
  };
