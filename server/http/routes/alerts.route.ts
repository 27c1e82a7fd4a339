import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { ALERT_SHELVES } from '../../../shared/alert-terms.ts';
import {
  AlertCommandBody,
  AlertCommandName,
  AlertCountsWire,
  AlertDetail,
  AlertRulesWire,
  AlertsWire,
  AlertWire,
  PostAlert,
  PutAlert,
} from '../../../shared/alert-wire.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import type { SeenAlert } from '../../app/alert-views.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Alert } from '../../domain/alerts/alert.ts';
import { alertToWire, type Looked, stepToWire } from '../alert-to-wire.ts';
import type { HttpDeps } from '../deps.ts';
import { idempotencyKey, requireActor } from '../require-actor.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const Where = Type.Object({ area: Type.Optional(AreaCode) });
const Asked = Type.Object({
  area: Type.Optional(AreaCode),
  /** Whether it holds at the area now; absent = of every standing. */
  inForce: Type.Optional(Type.Boolean()),
  /** Drafts, those that are still to begin, those in force anywhere, or those that are over. */
  shelf: Type.Optional(Type.Enum(ALERT_SHELVES)),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  /** `next` of the page before. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});
const PAGE = 50;

/** Alerts: what holds where, drafts and notices of our own, and what is done to them. */
export const alertRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['alerts'];
    const looked = async (area: string): Promise<Looked> => ({
      area,
      rules: await deps.alertViews.rules(),
      tree: (await deps.catalogue()).tree,
      nowMs: deps.now(),
    });
    const toWire = async (actor: Actor, seen: SeenAlert) => alertToWire(seen, await looked(actor.scope));
    const written = async (actor: Actor, { id }: Alert) => toWire(actor, await deps.alertViews.one(actor, id));

    app.get(
      '/alerts',
      {
        schema: {
          tags,
          summary: 'Alerts that touch an area, newest first, with what lies right below it',
          querystring: Asked,
          response: { 200: AlertsWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { area = actor.scope, inForce = null, shelf, before = null, limit = PAGE } = request.query;
        const { alerts, next } = await deps.alertViews.list(actor, { area, inForce, shelf, before, limit });
        const at = await looked(area);
        return { area, asOf: new Date(at.nowMs).toISOString(), alerts: alerts.map((seen) => alertToWire(seen, at)), next };
      },
    );
    app.get(
      '/alert-rules',
      {
        schema: {
          tags,
          summary: 'Kinds and levels, who may issue which, words made ready, and what a centre does while one holds',
          response: { 200: AlertRulesWire, '4xx': Problem },
        },
      },
      async (request) => {
        requireActor(request);
        return deps.alertViews.rules();
      },
    );
    app.get(
      '/alerts/counts',
      {
        schema: {
          tags,
          summary: 'How many alerts hold at an area and at each right below it, and how many areas of each tier stand at which level',
          querystring: Where,
          response: { 200: AlertCountsWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const found = await deps.alertViews.counts(actor, request.query.area ?? actor.scope);
        return { asOf: new Date(deps.now()).toISOString(), ...found };
      },
    );
    app.get(
      '/alerts/:id',
      { schema: { tags, summary: 'One alert with its chain', params: Id, response: { 200: AlertDetail, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        const { steps, commands, mayAmend, held, area, words, ...seen } = await deps.alertViews.one(actor, request.params.id);
        const { issuerNode, documentNumber, replacedBy } = seen.alert;
        const names = await deps.userNames();
        return {
          ...alertToWire(seen, await looked(area)),
          words,
          area,
          issuerNode,
          documentNumber,
          replacedBy,
          steps: steps.map((step) => stepToWire(step, names)),
          commands,
          mayAmend,
          held,
        };
      },
    );
    app.post(
      '/alerts',
      {
        schema: {
          tags,
          summary: 'Submits a draft to its issuer, or gives a notice of the centre’s own',
          body: PostAlert,
          response: { 201: AlertWire, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const alert = await deps.alerts.create(actor, request.body, idempotencyKey(request));
        return reply.code(201).send(await written(actor, alert));
      },
    );
    app.put(
      '/alerts/:id',
      {
        schema: {
          tags,
          summary: 'A draft, written anew by whoever wrote it',
          params: Id,
          body: PutAlert,
          response: { 200: AlertWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        return written(actor, await deps.alerts.amend(actor, request.params.id, request.body));
      },
    );
    app.post(
      '/alerts/:id/commands/:command',
      {
        schema: {
          tags,
          summary: 'Publishes or withdraws a draft; raises, lowers or lifts what holds',
          params: Type.Object({ id: Type.Integer({ minimum: 1 }), command: AlertCommandName }),
          body: AlertCommandBody,
          response: { 200: AlertWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { id, command } = request.params;
        return written(actor, await deps.alerts.command(actor, id, command, request.body, idempotencyKey(request)));
      },
    );
  };
