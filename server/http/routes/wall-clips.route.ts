import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { CLIP_BYTES_MOST, ClipId, ClipsWire, ToneWire } from '../../../shared/wall-clips.ts';
import { AreaCode, Problem } from '../../../shared/wire.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Place = Type.Object({ node: AreaCode, tone: ToneWire });
const SOUND = {
  200: { description: 'The sound itself', content: { '*/*': { schema: Type.Unsafe<Buffer>(Type.String({ format: 'binary' })) } } },
  '4xx': Problem,
};

/** Sounds of a city's own in the place of the tones of its walls. */
export const wallClipRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['walls'];
    // The body is the sound, whatever its sender calls it: its first bytes say what it is.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    app.get(
      '/wall-clips',
      { schema: { tags, summary: 'Own sounds of walls, at, above and below the caller', response: { 200: ClipsWire, '4xx': Problem } } },
      async (request) => {
        const { clips, mayEdit } = await deps.wallClips.list(requireActor(request));
        return { clips: clips.map(({ sha256, atMs, ...clip }) => ({ ...clip, id: sha256, at: new Date(atMs).toISOString() })), mayEdit };
      },
    );
    app.get('/wall-clips/:id', { schema: { tags, params: Type.Object({ id: ClipId }), response: SOUND } }, async (request, reply) => {
      const { clip, content } = await deps.wallClips.open(requireActor(request), request.params.id);
      return (
        reply
          .type(clip.mediaType)
          .header('x-content-type-options', 'nosniff')
          // The address is the content.
          .header('cache-control', 'private, max-age=31536000, immutable')
          .send(content)
      );
    });
    app.put(
      '/wall-clips/:node/:tone',
      {
        // One more, so that what is too large is told in our words.
        bodyLimit: CLIP_BYTES_MOST + 65_536,
        schema: {
          tags,
          summary: 'Puts a sound (WAV, MP3 or Ogg as the raw body) in the place of a tone: it holds at the node and below',
          params: Place,
          response: { 204: Type.Null(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const { node, tone } = request.params;
        await deps.wallClips.put(requireActor(request), node, tone, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
        return reply.code(204).send(null);
      },
    );
    app.delete(
      '/wall-clips/:node/:tone',
      { schema: { tags, summary: 'Takes it away: the tone sounds again', params: Place, response: { 204: Type.Null(), '4xx': Problem } } },
      async (request, reply) => {
        const { node, tone } = request.params;
        await deps.wallClips.remove(requireActor(request), node, tone);
        return reply.code(204).send(null);
      },
    );
  };
