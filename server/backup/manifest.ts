import Type, { type Static } from 'typebox';
import { Check, Errors } from 'typebox/value';

/** Raised when an archive of today could not be read by yesterday's `restore`. */
export const ARCHIVE_FORMAT = 2;
export const MANIFEST = 'manifest.json';
/** Everything that an archive may hold: nothing else is unpacked. */
export const ARCHIVE_FILES = ['guantong.db', 'auth.db', 'guantong.dump', 'secret'] as const;
export type ArchiveFile = (typeof ARCHIVE_FILES)[number];

/** Photos and documents come after what the manifest lists, by thousands: each is proved by its own name, which holds its SHA-256. */
export const EVIDENCE_NAME = /^files\/\d{1,9}\/\d{1,12}-([0-9a-f]{64})$/;

/** The first entry of an archive: what it is, and what every other entry must be. */
export const Manifest = Type.Object({
  product: Type.Literal('guantong'),
  format: Type.Integer({ minimum: 1 }),
  /** Of the program that wrote it. */
  version: Type.String(),
  takenAt: Type.String(),
  engine: Type.Union([Type.Literal('sqlite'), Type.Literal('postgres')]),
  engineVersion: Type.String(),
  /** The last event in it, and its hash: the end of the chain. */
  seq: Type.Integer({ minimum: 0 }),
  hash: Type.String(),
  /** The newest migration that its tables had, ms UTC as drizzle counts them. */
  migration: Type.Integer(),
  files: Type.Array(
    Type.Object({
      name: Type.Enum([...ARCHIVE_FILES]),
      bytes: Type.Integer({ minimum: 0 }),
      sha256: Type.String(),
    }),
  ),
});
export type Manifest = Static<typeof Manifest>;

/** @throws Error when it is none of ours, or of a later format */
export function readManifest(text: string): Manifest {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    throw new Error('This is no backup of Guantong: its manifest cannot be read');
  }
  const { format } = (found ?? {}) as { format?: unknown };
  if (typeof format === 'number' && format > ARCHIVE_FORMAT)
    throw new Error(`This backup has format ${format}, this program reads up to ${ARCHIVE_FORMAT}: restore it with a newer version`);
  if (Check(Manifest, found)) return found;
  const problems = [...Errors(Manifest, found)].map((e) => `${e.instancePath.slice(1) || 'manifest'} ${e.message}`);
  throw new Error(`This is no backup of Guantong: ${problems.join('; ')}`);
}
