import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { PutView, SavedViewWire, ViewId } from '../../../shared/saved-views.ts';
import { Problem } from '../../../shared/wire.ts';
import type { Actor } from '../../domain/actor.ts';
import { mayChangeView, type SavedView } from '../../domain/saved-view.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Id = Type.Object({ id: ViewId });

/** Views of the desk that people saved: their own, and those shared with their role where they work. */
export const savedViewRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['views'];
    const toWire = async (actor: Actor, view: SavedView) => {
      const { id, name, role, node, query } = view;
      const { tree } = await deps.catalogue();
      const share = role === null || node === null ? null : { role, node };
      return { id, name, share, query, mayChange: mayChangeView(actor, view, tree, deps.now()) };
    };

    app.get('/views', { schema: { tags, response: { 200: Type.Array(SavedViewWire), '4xx': Problem } } }, async (request) => {
      const actor = requireActor(request);
      const views = await deps.views.readable(actor);
      return Promise.all(views.map(async (view) => toWire(actor, view)));
    });
    app.put(
      '/views/:id',
      { schema: { tags, params: Id, body: PutView, response: { 200: SavedViewWire, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const { name, share, query } = request.body;
        const { role, node } = share ?? { role: null, node: null };
        const view = { id: request.params.id, owner: actor.id, name: name.trim(), role, node, query, atMs: deps.now() };
        return toWire(actor, await deps.views.put(actor, view));
      },
    );
    app.delete('/views/:id', { schema: { tags, params: Id, response: { 204: Type.Null(), '4xx': Problem } } }, async (request, reply) => {
      await deps.views.remove(requireActor(request), request.params.id);
      return reply.code(204).send(null);
    });
  };
