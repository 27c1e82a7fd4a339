import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  BREAKDOWN_KEYS,
  type BreakdownKey,
  BreakdownRow,
  RatesTable,
  SeriesPoint,
  Summary,
  SUMMARY_BY,
  SummaryByQuery,
  SummaryQuery,
} from '../../../shared/summary.ts';
import { HELD_BY, isHeldBy, RATES_BY } from '../../../shared/measures.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import { askedFilter, askedWindow } from '../asked-window.ts';
import { unitRows } from '../asked-units.ts';
import type { HttpDeps, Window } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Code = Type.Object({ code: AreaCode });

export const SeriesQuery = Type.Object({
  metric: Type.String({ maxLength: 40 }),
  bucket: Type.Optional(Type.Enum(['hour', 'day'])),
  ...SummaryQuery.properties,
});
export const BreakdownQuery = Type.Object({ by: Type.Enum(BREAKDOWN_KEYS), ...SummaryQuery.properties });

const RatesQuery = Type.Object({
  by: Type.Enum([...RATES_BY, ...HELD_BY]),
  /** Of units there is one alone: who held it then. */
  dimension: Type.Optional(Type.Enum(SUMMARY_BY)),
  ...SummaryQuery.properties,
});

/** Keys with the names that people know them by. */
export const namedRows = (rows: readonly { key: string; count: number }[], by: BreakdownKey, { city }: HttpDeps): Promise<BreakdownRow[]> =>
  Promise.all(rows.map(async ({ key, count }) => ({ key, name: await city.nameOf(by, key), count })));

/** Figures of an area: open to all staff, of every area. Without a window: today, by the city's clock. */
export const figureRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['figures'];

    /** An area of any time, and the window. */
    async function asked(code: string, query: { from?: string; to?: string; at?: string }): Promise<Window> {
      const { tree } = await deps.catalogue();
      if (!tree.latest(code)) throw new Rejection('area.unknown', { area: code });
      return askedWindow(query, deps);
    }

    app.get(
      '/areas/:code/summary',
      {
        schema: {
          tags,
          summary: '`by=responsible`: charged to whoever held it then, instead of where it lies',
          params: Code,
          querystring: SummaryByQuery,
          response: { 200: Summary, '4xx': Problem },
        },
      },
      async (request, reply) => {
        requireActor(request);
        const window = await asked(request.params.code, request.query);
        const summary = await deps.sums.summary(request.params.code, window, askedFilter(request.query), request.query.by);
        const alerts = request.query.at === undefined ? { alerts: await deps.alertViews.tally(request.params.code) } : {};
        return reply.header('cache-control', 'private, no-cache').send({ ...summary, ...alerts });
      },
    );

    app.get(
      '/areas/:code/series',
      { schema: { tags, params: Code, querystring: SeriesQuery, response: { 200: Type.Array(SeriesPoint), '4xx': Problem } } },
      async (request) => {
        requireActor(request);
        const { metric, bucket } = request.query;
        const window = await asked(request.params.code, request.query);
        return deps.sums.series(request.params.code, metric, bucket ?? 'hour', window, askedFilter(request.query));
      },
    );

    app.get(
      '/areas/:code/rates',
      {
        schema: {
          tags,
          summary: '`by=unit`, `by=holder`: units at home in the area, or the departments of these units',
          params: Code,
          querystring: RatesQuery,
          response: { 200: RatesTable, '4xx': Problem },
        },
      },
      async (request) => {
        requireActor(request);
        const { by, dimension } = request.query;
        const { code: area } = request.params;
        const [window, filter] = [await asked(area, request.query), askedFilter(request.query)];
        if (isHeldBy(by) && dimension === 'location')
          throw new Rejection('request.invalid', { field: 'dimension', problem: `${by}: responsible` });
        const found = isHeldBy(by)
          ? await deps.sums.unitRates(await unitRows(area, by, deps), window, filter)
          : await deps.sums.ratesBy(area, by, window, filter, dimension);
        const named = by === 'holder' ? 'department' : by;
        const iso = (ms: number): string => new Date(ms).toISOString();
        return {
          area,
          from: iso(found.fromMs),
          to: iso(found.toMs),
          cohortTo: iso(Math.max(found.cohortTo, found.fromMs)),
          seq: found.seq,
          rows: await Promise.all(found.rows.map(async (row) => ({ ...row, name: await deps.city.nameOf(named, row.key) }))),
        };
      },
    );

    app.get(
      '/areas/:code/breakdown',
      { schema: { tags, params: Code, querystring: BreakdownQuery, response: { 200: Type.Array(BreakdownRow), '4xx': Problem } } },
      async (request) => {
        requireActor(request);
        const { by } = request.query;
        const { code } = request.params;
        const rows = await deps.sums.breakdown(code, by, await asked(code, request.query), askedFilter(request.query));
        return namedRows(rows, by, deps);
      },
    );
  };
