import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { DEVICE_STANDINGS } from '../../../shared/device-terms.ts';
import { IndicatorCode } from '../../../shared/indicators.ts';
import {
  BUCKET_STEPS,
  DeviceActs,
  DeviceBuckets,
  DeviceCode,
  DevicePage,
  DeviceWire,
  FlaggedReadings,
  MarkDevice,
  PutDevice,
  TrustDevice,
} from '../../../shared/readings.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';
import { parseTime } from '../validation.ts';

const ByCode = Type.Object({ code: DeviceCode });
/** Of a question for buckets: ten days of minutes. */
const BUCKETS_MOST = 14_400;
const STEP_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Devices and stations: who they are, how they stand, whether they are believed. */
export const deviceRoutes =
  ({ devices, deviceViews, userNames }: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['devices'];
    const InArea = Type.Object({
      area: Type.Optional(AreaCode),
      state: Type.Optional(Type.Enum(DEVICE_STANDINGS)),
      kind: Type.Optional(Type.String({ maxLength: 40 })),
      owner: Type.Optional(Type.String({ maxLength: 120 })),
      indicator: Type.Optional(IndicatorCode),
      /** In a name or the code. */
      text: Type.Optional(Type.String({ maxLength: 120 })),
      after: Type.Optional(Type.String({ maxLength: 80 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 200 })),
    });
    app.get(
      '/devices',
      {
        schema: {
          tags,
          summary: 'Devices of an area and all below it by code, with how each stands',
          querystring: InArea,
          response: { 200: DevicePage, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { area = actor.scope, state, kind, owner, indicator, text, after = '', limit = 200 } = request.query;
        const filter = {
          standing: state ?? null,
          kind: kind ?? null,
          owner: owner ?? null,
          indicator: indicator ?? null,
          text: text?.trim() || null,
        };
        return deviceViews.inArea(actor, area, { filter, after, limit });
      },
    );
    app.get('/devices/:code', { schema: { tags, params: ByCode, response: { 200: DeviceWire, '4xx': Problem } } }, async (request) =>
      deviceViews.one(requireActor(request), request.params.code),
    );
    app.put(
      '/devices/:code',
      {
        schema: {
          tags,
          summary: 'Registers a device, or changes what was registered',
          params: ByCode,
          body: PutDevice,
          response: { 200: DeviceWire, 201: DeviceWire, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const { isNew } = await devices.put(actor, request.params.code, request.body);
        return reply.code(isNew ? 201 : 200).send(await deviceViews.one(actor, request.params.code));
      },
    );
    app.get(
      '/devices/:code/acts',
      {
        schema: {
          tags,
          summary: 'Who registered, changed, doubted and trusted it, and why',
          params: ByCode,
          response: { 200: DeviceActs, '4xx': Problem },
        },
      },
      async (request) => {
        const acts = await deviceViews.acts(requireActor(request), request.params.code);
        const names = await userNames();
        return acts.map(({ atMs, ...act }) => ({
          at: new Date(atMs).toISOString(),
          actorName: names.get(act.actor.replace(/^user:/, '')) ?? null,
          ...act,
        }));
      },
    );
    for (const [act, body, summary] of [
      ['suspect', MarkDevice, 'From then on its readings are not believed: they leave buckets and rules, which are summed anew'],
      ['trust', TrustDevice, 'Its readings are believed again'],
    ] as const)
      app.post(
        `/devices/:code/${act}`,
        { schema: { tags, summary, params: ByCode, body, response: { 200: DeviceWire, '4xx': Problem } } },
        async (request) => {
          const actor = requireActor(request);
          const { code } = request.params;
          await (act === 'suspect' ? devices.suspect(actor, code, request.body as MarkDevice) : devices.trust(actor, code, request.body));
          return deviceViews.one(actor, code);
        },
      );
    const Ask = Type.Object({ indicator: IndicatorCode, step: Type.Enum(BUCKET_STEPS), from: Type.String(), to: Type.String() });
    app.get(
      '/devices/:code/buckets',
      {
        schema: {
          tags,
          summary: 'Good readings by minute, hour or day',
          params: ByCode,
          querystring: Ask,
          response: { 200: DeviceBuckets, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const { indicator, step, from, to } = request.query;
        const [fromMs, toMs] = [parseTime(from, 'from')!, parseTime(to, 'to')!];
        if (!(fromMs < toMs) || toMs - fromMs > BUCKETS_MOST * STEP_MS[step]) throw new Rejection('window.invalid');
        const { revision, buckets } = await deviceViews.buckets(actor, request.params.code, { indicator, step, fromMs, toMs });
        return {
          revision,
          buckets: buckets.map(({ startMs, lastAtMs, n, sum, min, max, last }) => ({
            start: new Date(startMs).toISOString(),
            n,
            mean: sum / n,
            sum,
            min,
            max,
            last,
            lastAt: new Date(lastAtMs).toISOString(),
          })),
        };
      },
    );
    const Within = Type.Object({ indicator: IndicatorCode, from: Type.String(), to: Type.String() });
    app.get(
      '/devices/:code/flagged',
      {
        schema: {
          tags,
          summary: 'Readings that are kept and not believed, newest first, with what speaks against each',
          params: ByCode,
          querystring: Within,
          response: { 200: FlaggedReadings, '4xx': Problem },
        },
      },
      async (request) => {
        const { indicator, from, to } = request.query;
        const [fromMs, toMs] = [parseTime(from, 'from')!, parseTime(to, 'to')!];
        if (!(fromMs < toMs)) throw new Rejection('window.invalid');
        return deviceViews.flagged(requireActor(request), request.params.code, { indicator, fromMs, toMs });
      },
    );
  };
