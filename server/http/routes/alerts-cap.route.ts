import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { RelayAnswer } from '../../../shared/alert-wire.ts';
import { problemText } from '../../../shared/problem-texts.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import { relayedToWire } from '../alert-to-wire.ts';
import type { HttpDeps } from '../deps.ts';
import { languageOf } from '../problem.plugin.ts';
import { requireActor } from '../require-actor.ts';

const XML_TYPES = ['application/cap+xml', 'application/xml', 'text/xml', 'application/atom+xml', 'application/rss+xml'];
/** In bytes; what of it is read at most is counted in characters (`intake/cap/xml-tree.ts`). */
const BODY_LIMIT = 16 * 1_048_576;
const Xml = (type: string, description: string) => ({ description, content: { [type]: { schema: Type.String() } } });

/** The Common Alerting Protocol both ways: messages and feeds come in, messages and a feed go out. */
export const alertCapRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['alerts'];
    app.addContentTypeParser(XML_TYPES, { bodyLimit: BODY_LIMIT }, (_request, payload, done) => done(null, payload));
    app.post(
      '/alerts/cap',
      {
        bodyLimit: BODY_LIMIT,
        schema: {
          tags,
          summary: 'Takes a CAP 1.0, 1.1 or 1.2 message, or an Atom or RSS feed with messages in it',
          response: { 201: RelayAnswer, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        if (!(request.body instanceof Readable)) throw new Rejection('request.invalid', { field: 'content-type', problem: XML_TYPES[0] });
        const { body } = request;
        // Left in the middle it must not take the line with it: the sender is told why, and the rest is read past, or it would be reset.
        const read = deps.alerts.relay(actor, body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>);
        const done = await read.finally(() => body.resume());
        const language = languageOf(request);
        return reply.code(201).send({
          alerts: done.flatMap((each) => ('alert' in each ? [relayedToWire(each, deps.now())] : [])),
          refused: done.flatMap((each, entry) => {
            if ('alert' in each) return [];
            const { code, detail } = each.refusal;
            return [{ entry: entry + 1, code, message: problemText(code, detail, language), detail: { ...detail } }];
          }),
        });
      },
    );
    app.get(
      '/alerts/:id(^\\d+).cap',
      {
        schema: {
          tags,
          summary: 'An alert as a CAP 1.2 message; `original` = as it was received',
          params: Type.Object({ id: Type.Integer({ minimum: 1 }) }),
          querystring: Type.Object({ original: Type.Optional(Type.Boolean()) }),
          response: { 200: Xml('application/cap+xml', 'CAP 1.2'), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const xml = await deps.alertViews.cap(requireActor(request), request.params.id, request.query.original ?? false);
        return reply.type('application/cap+xml; charset=utf-8').send(xml);
      },
    );
    app.get(
      '/alerts.atom',
      {
        schema: {
          tags,
          summary: 'What holds at an area, as an Atom feed of CAP 1.2 messages; `ended` = with what was lifted in so many hours',
          querystring: Type.Object({
            area: Type.Optional(AreaCode),
            /** Also what was lifted before its time in the last so many hours: whoever asks again and again has to hear of the end. */
            ended: Type.Optional(Type.Integer({ minimum: 1, maximum: 168 })),
          }),
          response: { 200: Xml('application/atom+xml', 'Atom'), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const actor = requireActor(request);
        const area = request.query.area ?? actor.scope;
        const { entries, names } = await deps.alertViews.feed(actor, area, request.query.ended ?? 0);
        const base = `${request.protocol}://${request.host}/api/v1`;
        const self = `${base}/alerts.atom?area=${encodeURIComponent(area)}${request.query.ended === undefined ? '' : `&ended=${request.query.ended}`}`;
        const language = languageOf(request);
        const updated = (ms: number): string => new Date(ms).toISOString();
        const xml = deps.writeAtom(
          {
            id: self,
            title: language === 'zh' ? `${names.zh}生效预警` : `Alerts in force: ${names.en}`,
            updated: updated(entries.reduce((latest, { alert }) => Math.max(latest, alert.issued.at(-1)?.atMs ?? alert.issuedAtMs), 0)),
            self,
            author: 'Guantong 贯通',
          },
          entries.map(({ alert, headlines, xml: message }) => ({
            id: `${base}/alerts/${alert.id}.cap`,
            title: Object.values(headlines)[0] || `${alert.id}`,
            updated: updated(alert.issued.at(-1)?.atMs ?? alert.issuedAtMs),
            link: `${base}/alerts/${alert.id}.cap`,
            summary: null,
            message,
          })),
        );
        return reply.type('application/atom+xml; charset=utf-8').send(xml);
      },
    );
  };
