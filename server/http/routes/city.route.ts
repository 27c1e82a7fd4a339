import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { COMMAND_EFFECTS } from '../../../shared/command-effects.ts';
import { COMMAND_RULES } from '../../../shared/incident-commands.ts';
import { CityInfo, Me, SignInInfo, UnitWire } from '../../../shared/session.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

/** Who I am, what the city is, what may be commanded. */
export const cityRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.get('/sign-in-info', { schema: { tags: ['session'], security: [], response: { 200: SignInInfo } } }, async () =>
      deps.city.signInInfo(),
    );
    app.get('/me', { schema: { tags: ['session'], response: { 200: Me, '4xx': Problem } } }, async (request) => {
      const { id, name, role, scope, department, unit } = requireActor(request);
      return { user: id, name, role, scope, department, unit };
    });
    app.get('/city', { schema: { tags: ['city'], response: { 200: CityInfo, '4xx': Problem } } }, async (request) => {
      requireActor(request);
      return { ...(await deps.city.info()), fileLimit: deps.files.limitBytes };
    });
    const UnitQuery = Type.Object({ area: Type.Optional(AreaCode) });
    app.get(
      '/units',
      { schema: { tags: ['city'], querystring: UnitQuery, response: { 200: Type.Array(UnitWire), '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const { tree } = await deps.catalogue();
        const area = request.query.area ?? actor.scope;
        const now = deps.now();
        const above = tree.path(area, now);
        // Teams below the area and teams of the nodes above it: who can be sent there.
        return (await deps.city.units()).filter((unit) => tree.isWithin(area, unit.node, now) || above.includes(unit.node));
      },
    );
    app.get(
      '/incident-commands',
      { schema: { tags: ['incidents'], summary: 'The published table: who may give which command from which state' } },
      async (request) => {
        requireActor(request);
        return COMMAND_RULES.map((rule) => ({ ...rule, effect: COMMAND_EFFECTS[rule.command] }));
      },
    );
    app.get('/base-map/rivers', { schema: { tags: ['areas'] } }, async (request, reply) => {
      requireActor(request);
      const rivers = await deps.reads.rivers();
      return reply
        .type('application/geo+json')
        .header('cache-control', 'private, max-age=3600')
        .send(rivers ?? '{"type":"FeatureCollection","features":[]}');
    });
  };
