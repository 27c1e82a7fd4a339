import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  AlarmDetail,
  AlarmsWire,
  PostRule,
  PutRule,
  RuleActsWire,
  RulesWire,
  RuleWire,
  TriedWire,
  TryRule,
} from '../../../shared/rule-wire.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { idempotencyKey, requireActor } from '../require-actor.ts';
import { alarmToWire, ruleToWire, stepToWire } from '../rule-to-wire.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const Asked = Type.Object({
  /** Absent = the caller's own area. */
  area: Type.Optional(AreaCode),
  /** Whether they still stand; absent = of either kind. */
  open: Type.Optional(Type.Boolean()),
  rule: Type.Optional(Type.Integer({ minimum: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  /** `next` of the page before. */
  before: Type.Optional(Type.Integer({ minimum: 1 })),
});
const PAGE = 50;

/** Rules, what they would have done, and the alarms that they have raised. */
export const ruleRoutes =
  (deps: Pick<HttpDeps, 'rules' | 'tryRule' | 'alertViews' | 'now'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['rules'];
    app.get(
      '/rules',
      {
        schema: { tags, summary: 'Rules that hold in the caller’s area, with how each does', response: { 200: RulesWire, '4xx': Problem } },
      },
      async (request) => {
        const { rules, mayWrite } = await deps.rules.list(requireActor(request));
        const { kinds, issuers } = await deps.alertViews.rules();
        return {
          rules: rules.map(ruleToWire),
          mayWrite,
          alertKinds: kinds.map(({ code, names, levels }) => ({ code, names, levels })),
          issuers: issuers.map(({ code, names }) => ({ code, names })),
          asOf: new Date(deps.now()).toISOString(),
        };
      },
    );
    app.post(
      '/rules',
      { schema: { tags, summary: 'A new rule', body: PostRule, response: { 201: RuleWire, '4xx': Problem } } },
      async (request, reply) =>
        reply.code(201).send(ruleToWire(await deps.rules.create(requireActor(request), request.body, idempotencyKey(request)))),
    );
    app.post(
      '/rules/try',
      {
        schema: {
          tags,
          summary: 'What a rule would have done in the last 30 days; nothing is written',
          body: TryRule,
          response: { 200: TriedWire, '4xx': Problem },
        },
      },
      async (request) => deps.tryRule(requireActor(request), request.body),
    );
    app.put(
      '/rules/:id',
      {
        schema: {
          tags,
          summary: 'The next version of a rule, or the same switched on or off: what stood under the former one ends',
          params: Id,
          body: PutRule,
          response: { 200: RuleWire, '4xx': Problem },
        },
      },
      async (request) =>
        ruleToWire(await deps.rules.change(requireActor(request), request.params.id, request.body, idempotencyKey(request))),
    );
    app.get(
      '/rules/:id/versions',
      { schema: { tags, summary: 'Every version of a rule, newest first', params: Id, response: { 200: RuleActsWire, '4xx': Problem } } },
      async (request) => {
        const acts = await deps.rules.acts(requireActor(request), request.params.id);
        return acts.map(({ atMs, actor, ...act }) => ({ ...act, by: actor, at: new Date(atMs).toISOString() }));
      },
    );
    app.get(
      '/alarms',
      {
        schema: {
          tags,
          summary: 'Alarms of an area and all below it, newest first',
          querystring: Asked,
          response: { 200: AlarmsWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { area = actor.scope, open = null, rule = null, before = null, limit = PAGE } = request.query;
        const found = await deps.rules.alarms(actor, { area, isOpen: open, rule, before, limit });
        return {
          area,
          asOf: new Date(deps.now()).toISOString(),
          open: found.open,
          alarms: found.alarms.map(alarmToWire),
          next: found.alarms.length === limit ? found.alarms.at(-1)!.id : null,
        };
      },
    );
    app.get(
      '/alarms/:id',
      {
        schema: {
          tags,
          summary: 'An alarm with everything that happened to it',
          params: Id,
          response: { 200: AlarmDetail, '4xx': Problem },
        },
      },
      async (request) => {
        const { alarm, steps } = await deps.rules.alarm(requireActor(request), request.params.id);
        return { alarm: alarmToWire(alarm), steps: steps.map(stepToWire) };
      },
    );
  };
