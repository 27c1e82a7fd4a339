import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  PlanActsWire,
  PlanCode,
  PlanImport,
  PlanItemView,
  PlansWire,
  PlanValueWire,
  PlanView,
  PostPlanValue,
  PutPlan,
} from '../../../shared/plan-wire.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { CSV_BODY, CSV_LIMIT, CsvName, takeCsv } from '../csv-body.ts';
import { languageOf } from '../problem.plugin.ts';
import { idempotencyKey, requireActor } from '../require-actor.ts';

const Of = Type.Object({ plan: PlanCode });
const ItemOf = Type.Object({ plan: PlanCode, item: PlanCode });
/** Absent = the caller's own area. */
const At = Type.Object({ area: Type.Optional(AreaCode) });

/** Action plans 行动计划: what is to be reached by when, what was reached, and how that stands against the path. */
export const planRoutes =
  ({ plans, importPlanValues, readPlanRows }: Pick<HttpDeps, 'plans' | 'importPlanValues' | 'readPlanRows'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['plans'];
    takeCsv(app);
    app.get(
      '/plans',
      { schema: { tags, summary: 'Action plans that hold at an area', querystring: At, response: { 200: PlansWire, '4xx': Problem } } },
      async (request) => {
        const actor = requireActor(request);
        return plans.list(actor, request.query.area ?? actor.scope);
      },
    );
    app.get(
      '/plans/:plan',
      {
        schema: {
          tags,
          summary: 'A plan as it goes at an area: each indicator with its targets, newest value and state',
          params: Of,
          querystring: At,
          response: { 200: PlanView, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        return plans.one(actor, request.params.plan, request.query.area ?? actor.scope);
      },
    );
    app.put(
      '/plans/:plan',
      {
        schema: {
          tags,
          summary: 'A new plan, or the next version of one',
          params: Of,
          body: PutPlan,
          response: { 200: Type.Object({ code: PlanCode, version: Type.Integer() }), '4xx': Problem },
        },
      },
      async (request) => plans.put(requireActor(request), request.params.plan, request.body, idempotencyKey(request)),
    );
    app.get(
      '/plans/:plan/versions',
      { schema: { tags, summary: 'Every version of a plan, newest first', params: Of, response: { 200: PlanActsWire, '4xx': Problem } } },
      async (request) => {
        const acts = await plans.acts(requireActor(request), request.params.plan);
        return acts.map(({ atMs, ...act }) => ({ ...act, at: new Date(atMs).toISOString() }));
      },
    );
    app.get(
      '/plans/:plan/items/:item',
      {
        schema: {
          tags,
          summary: 'An indicator with its path, every value that was ever told, and the areas right below',
          params: ItemOf,
          querystring: At,
          response: { 200: PlanItemView, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        return plans.item(actor, request.params.plan, request.params.item, request.query.area ?? actor.scope);
      },
    );
    app.post(
      '/plans/:plan/values',
      {
        schema: {
          tags,
          summary: 'What was reached in a period; a correction is the next revision',
          params: Of,
          body: PostPlanValue,
          response: { 201: PlanValueWire, '4xx': Problem },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await plans.enter(requireActor(request), request.params.plan, request.body, idempotencyKey(request))),
    );
    app.post(
      '/plans/:plan/values/import',
      {
        bodyLimit: CSV_LIMIT,
        schema: {
          tags,
          summary: 'A CSV table of values: item, area, period, value, source, note. What cannot be taken is quarantined with its reason',
          params: Of,
          querystring: CsvName,
          body: CSV_BODY,
          response: { 200: PlanImport, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const table = await readPlanRows(request.body as Buffer);
        return importPlanValues(actor, request.params.plan, request.query.file ?? 'values.csv', table, languageOf(request));
      },
    );
  };
