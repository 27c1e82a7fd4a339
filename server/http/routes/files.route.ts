import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { FileKind } from '../../../shared/command-words.ts';
import { isImage, type FileType } from '../../../shared/files.ts';
import { FileId, UploadedFile } from '../../../shared/files-wire.ts';
import { Problem } from '../../../shared/wire.ts';
import type { Incident } from '../../domain/incident.ts';
import { tooLarge } from '../../domain/file-kind.ts';
import { assertMayCommand } from '../../domain/may-command.ts';
import { assertMayReadTexts, mayReadRow } from '../../domain/policy.ts';
import { Rejection } from '../../domain/rejection.ts';
import type { Actor } from '../../domain/actor.ts';
import type { HttpDeps } from '../deps.ts';
import { requireActor } from '../require-actor.ts';

const Id = Type.Object({ id: Type.Integer({ minimum: 1 }) });
const IdAndFile = Type.Object({ id: Type.Integer({ minimum: 1 }), file: FileId });
const BYTES = {
  200: { description: 'The file itself', content: { '*/*': { schema: Type.Unsafe<Readable>(Type.String({ format: 'binary' })) } } },
  '4xx': Problem,
};
const ENDINGS: Record<FileType, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' };
/** An upload that nothing refers to is kept so long. */
const WAITS_MS = 86_400_000;

/** Photos and documents of an incident: one body is one file, streamed to the disk; `attach` then puts it on record. */
export const fileRoutes =
  (deps: HttpDeps): FastifyPluginAsyncTypebox =>
  async (app) => {
    const tags = ['incidents'];
    // The body is the file, whatever its sender calls it: its first bytes say what it is.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    app.post(
      '/incidents/:id/files',
      {
        schema: {
          tags,
          summary: 'Upload one file as the raw body; `attach` refers to the id that comes back',
          params: Id,
          response: { 201: UploadedFile, '4xx': Problem },
        },
        // Before the body is read: nobody sends 100 MB to learn that it is too much, or not theirs to send.
        preHandler: async (request) => {
          const actor = requireActor(request);
          const { incident, tree } = await readable(actor, request.params.id);
          assertMayCommand(actor, 'attach', incident, tree, deps.now());
          if (Number(request.headers['content-length'] ?? 0) > deps.files.limitBytes) throw tooLarge(deps.files.limitBytes);
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const stored = await deps.files.put(id, contentOf(request.body));
        const atMs = deps.now();
        const dropAtMs = atMs + WAITS_MS;
        await deps.files.note({ incident: id, ...stored, atMs, dropAtMs });
        const { sha256, bytes, mediaType } = stored;
        return reply.code(201).send({ id: sha256, bytes, mediaType, until: new Date(dropAtMs).toISOString() });
      },
    );

    app.get('/incidents/:id/files/:file', { schema: { tags, params: IdAndFile, response: BYTES } }, async (request, reply) => {
      const actor = requireActor(request);
      const { id, file } = request.params;
      const { incident } = await readable(actor, id);
      assertMayReadTexts(actor);
      const kept = await deps.files.find(id, file);
      if (!kept || (kept.dropAtMs !== null && kept.dropAtMs <= deps.now())) throw goneOrUnknown(incident, file);
      const found = await deps.files.open(id, file);
      if (!found) throw new Rejection('file.gone');
      const kind = incident.extra?.files?.find(({ sha256 }) => sha256 === file)?.kind;
      const how = isImage(kept.mediaType) ? 'inline' : 'attachment';
      return (
        reply
          .type(kept.mediaType)
          .header('content-length', found.bytes)
          .header('content-disposition', `${how}; filename="${nameOf(incident, file, kept.mediaType, kind)}"`)
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "default-src 'none'; sandbox")
          // The address is the content; only this browser keeps it, for whoever is signed in there.
          .header('cache-control', 'private, max-age=31536000, immutable')
          .send(found.stream)
      );
    });

    async function readable(actor: Actor, id: number) {
      const { tree } = await deps.catalogue();
      const incident = await deps.reads.incident(id);
      if (!incident || !mayReadRow(actor, incident, tree, deps.now())) throw new Rejection('incident.unknown', { id });
      return { incident, tree };
    }
  };

/** Left open when it is refused half way: else the sender would see a cut line instead of the reason. */
async function* contentOf(body: unknown): AsyncGenerator<Buffer> {
  if (!(body instanceof Readable)) return;
  try {
    yield* body.iterator({ destroyOnReturn: false });
  } catch {
    throw new Rejection('request.invalid', { field: 'body', problem: 'cut off' });
  }
}

/** What the log knows and nobody has any more was purged. */
const goneOrUnknown = ({ extra }: Incident, file: string): Rejection =>
  new Rejection(extra?.files?.some(({ sha256 }) => sha256 === file) ? 'file.gone' : 'file.unknown', {});

/** Says nothing of how its sender called it: that may name people. */
const nameOf = ({ number }: Incident, sha256: string, type: FileType, kind: FileKind = 'other'): string =>
  `${number}-${kind}-${sha256.slice(0, 8)}.${ENDINGS[type]}`;
