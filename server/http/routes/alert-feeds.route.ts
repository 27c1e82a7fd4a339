import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { FEED_OUTCOMES } from '../../../shared/feed-terms.ts';
import { FeedActsWire, FeedEntriesWire, FeedsWire, FeedWire, PostFeed, PutFeed } from '../../../shared/feed-wire.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { entryToWire, feedToWire } from '../feed-to-wire.ts';
import { languageOf } from '../problem.plugin.ts';
import { idempotencyKey, requireActor } from '../require-actor.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });

/** Feeds of messages that are asked again and again. */
export const alertFeedRoutes =
  ({ feeds, now }: Pick<HttpDeps, 'feeds' | 'now'>): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['alerts'];
    app.get(
      '/alert-feeds',
      {
        schema: {
          tags,
          summary: 'Feeds that bring alerts to an area, and how each does; addresses for those who look after them',
          querystring: Type.Object({ area: Type.Optional(AreaCode) }),
          response: { 200: FeedsWire, '4xx': Problem },
        },
      },
      async (request) => {
        const actor = requireActor(request);
        const area = request.query.area ?? actor.scope;
        const found = await feeds.list(actor, area);
        const language = languageOf(request);
        return {
          area,
          asOf: new Date(now()).toISOString(),
          mayWrite: found.mayWrite,
          feeds: found.feeds.map((feed) => feedToWire(feed, language)),
        };
      },
    );
    app.post(
      '/alert-feeds',
      { schema: { tags, summary: 'A new feed; it is asked at once', body: PostFeed, response: { 201: FeedWire, '4xx': Problem } } },
      async (request, reply) => {
        const made = await feeds.create(requireActor(request), request.body, idempotencyKey(request));
        return reply.code(201).send(feedToWire(made, languageOf(request)));
      },
    );
    app.put(
      '/alert-feeds/:id',
      {
        schema: {
          tags,
          summary: 'Changes a feed, or switches it on or off; a token that is not given stays, at the same host',
          params: Id,
          body: PutFeed,
          response: { 200: FeedWire, '4xx': Problem },
        },
      },
      async (request) => feedToWire(await feeds.change(requireActor(request), request.params.id, request.body), languageOf(request)),
    );
    app.delete(
      '/alert-feeds/:id',
      {
        schema: {
          tags,
          summary: 'Asks it no more; what it brought stays, and so does its log',
          params: Id,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        await feeds.remove(requireActor(request), request.params.id);
        return reply.code(204).send(null);
      },
    );
    app.post(
      '/alert-feeds/:id/ask',
      {
        schema: {
          tags,
          summary: 'Asks it as soon as can be, also for what was refused',
          params: Id,
          response: { 200: FeedWire, '4xx': Problem },
        },
      },
      async (request) => feedToWire(await feeds.askNow(requireActor(request), request.params.id), languageOf(request)),
    );
    app.get(
      '/alert-feeds/:id/entries',
      {
        schema: {
          tags,
          summary: 'What was seen in it, newest first, and what became of each',
          params: Id,
          querystring: Type.Object({ outcome: Type.Optional(Type.Enum(FEED_OUTCOMES)) }),
          response: { 200: FeedEntriesWire, '4xx': Problem },
        },
      },
      async (request) => {
        const entries = await feeds.entries(requireActor(request), request.params.id, request.query.outcome ?? null);
        const language = languageOf(request);
        return { entries: entries.map((entry) => entryToWire(entry, language)) };
      },
    );
    app.get(
      '/alert-feeds/acts',
      {
        schema: {
          tags,
          summary: 'Who made, changed, asked and removed which, newest first; for system and audit administrators',
          response: { 200: FeedActsWire, '4xx': Problem },
        },
      },
      async (request) => {
        const acts = await feeds.acts(requireActor(request));
        return acts.map(({ atMs, actor, detail, ...act }) => ({
          ...act,
          at: new Date(atMs).toISOString(),
          by: actor,
          detail: { ...detail },
        }));
      },
    );
  };
