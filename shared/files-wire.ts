import Type, { type Static } from 'typebox';
import { FILE_KINDS } from './command-words.ts';
import { FILE_TYPES } from './files.ts';
import { Time } from './wire.ts';

/** A file's id is the SHA-256 of what is kept, in hex: the same file sent twice is one. */
export const FileId = Type.String({ pattern: '^[0-9a-f]{64}$' });

/** What `POST /incidents/{id}/files` gives: `attach` refers to it until `until`, after that it has been thrown away. */
export const UploadedFile = Type.Object({
  id: FileId,
  bytes: Type.Integer({ minimum: 1 }),
  mediaType: Type.Enum(FILE_TYPES),
  until: Time,
});
export type UploadedFile = Static<typeof UploadedFile>;

/** A file that was uploaded for this incident, and what it shows. */
export const AttachFile = Type.Object({ kind: Type.Enum(FILE_KINDS), id: FileId }, { additionalProperties: false });
