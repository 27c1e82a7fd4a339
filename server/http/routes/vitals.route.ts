import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { IndicatorCode, IndicatorPack } from '../../../shared/indicators.ts';
import { DeviceCode } from '../../../shared/readings.ts';
import { VitalSeries, VitalsWire } from '../../../shared/vital-wire.ts';
import { AreaCode, Problem, Time } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';

const DAY_MS = 86_400_000;
/** Longer than any window of a page; a line of days. */
const LONGEST_MS = 800 * DAY_MS;
const Where = Type.Object({
  /** Absent = the caller's own. */
  area: Type.Optional(AreaCode),
  /** `mark` of an answer before: only what changed comes. */
  since: Type.Optional(Type.String({ maxLength: 60 })),
});
const Asked = Type.Object({
  area: Type.Optional(AreaCode),
  /** One instrument alone, in place of an area. */
  device: Type.Optional(DeviceCode),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
});

/** Vital signs: what there is with its limits, how it stands, and how it went. */
export const vitalRoutes =
  (deps: Pick<HttpDeps, 'catalogue' | 'vitals' | 'now'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['vitals'];
    app.get(
      '/indicators',
      {
        schema: {
          tags,
          summary: 'The catalogue of vital signs, with limits, their standards, and the limits of areas that have their own',
          response: { 200: IndicatorPack, '4xx': Problem },
        },
      },
      async (request) => {
        requireActor(request);
        const { indicators } = await deps.catalogue();
        return { indicators: [...indicators.all], areaLimits: [...indicators.areaLimits] };
      },
    );
    app.get(
      '/vitals',
      {
        schema: {
          tags,
          summary: 'How every sign stands at an area and at each right below it, in five states with coverage',
          querystring: Where,
          response: { 200: VitalsWire, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const { area = actor.scope, since = null } = request.query;
        return reply.header('cache-control', 'private, no-cache').send(await deps.vitals.matrix(actor, area, since));
      },
    );
    app.get(
      '/vitals/:indicator/series',
      {
        schema: {
          tags,
          summary: 'One sign over time: at most 1,000 points, what is usual, and the limits that count',
          params: Type.Object({ indicator: IndicatorCode }),
          querystring: Asked,
          response: { 200: VitalSeries, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const { area = null, device = null, from, to } = request.query;
        const toMs = parseTime(to, 'to') ?? deps.now();
        const fromMs = parseTime(from, 'from') ?? toMs - DAY_MS;
        if (fromMs >= toMs || toMs - fromMs > LONGEST_MS)
          throw new Rejection('request.invalid', { field: 'from', problem: 'to − 800 d … to' });
        const ask = { indicator: request.params.indicator, area, device, fromMs, toMs };
        return reply.header('cache-control', 'private, no-cache').send(await deps.vitals.series(actor, ask));
      },
    );
  };
