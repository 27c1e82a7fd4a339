import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import { METRICS } from '../domain/metrics.ts';
import type { SumsImage } from './image.ts';

/** Raised when the bytes, or what is counted where, mean something else. */
const FORMAT = 4;
/** Hashed in one go: some milliseconds; a small part costs as much as so many bytes. */
const SLICE_BYTES = 2 ** 21;
const PART_COST = 2 ** 15;
const MAGIC = Buffer.from('guantong sums\n');

/** What the sums were counted from: they stand for nothing else. */
const Origin = Type.Object({
  /** The program's version: another one may weigh otherwise. */
  version: Type.String(),
  timeZone: Type.String(),
  /** The tree in all its editions; the one that stood then began at `epochMs`. */
  tree: Type.String(),
  epochMs: Type.Integer(),
  /** Raised when stored cells were made anew. */
  cells: Type.Integer(),
});
export type Origin = Static<typeof Origin>;
const Header = Type.Object({
  format: Type.Literal(FORMAT),
  metrics: Type.Literal(METRICS.join(' ')),
  origin: Origin,
  seq: Type.Integer({ minimum: 0 }),
  /** Of that event in the log: another log may have the same numbers. */
  hash: Type.String(),
  takenAtMs: Type.Integer(),
  firstHourMs: Type.Union([Type.Integer(), Type.Null()]),
  hoursFromMs: Type.Integer(),
  bytes: Type.Integer(),
  sha256: Type.String(),
});
export type ImageHeader = Static<typeof Header>;

/** Writes beside the old one and swaps, so a crash leaves one that is whole. */
export async function writeImage(
  file: string,
  { parts, ...image }: SumsImage,
  told: { origin: Origin; hash: string; takenAtMs: number },
  breathe: () => Promise<void>,
): Promise<number> {
  const hash = createHash('sha256');
  let bytes = 0;
  let slice = 0;
  for (const part of parts) {
    hash.update(part);
    bytes += part.length;
    slice += part.length + PART_COST;
    if (slice < SLICE_BYTES) continue;
    slice = 0;
    await breathe();
  }
  const header: ImageHeader = { format: FORMAT, metrics: METRICS.join(' '), ...told, ...image, bytes, sha256: hash.digest('base64url') };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const partial = `${file}.${process.pid}`;
  const out = await open(partial, 'w', 0o600);
  try {
    await out.writev([MAGIC, length, text]);
    for (let i = 0; i < parts.length; i += 500) await out.writev(parts.slice(i, i + 500));
    await out.close();
    renameSync(partial, file);
  } finally {
    await out.close();
    rmSync(partial, { force: true });
  }
  return bytes;
}

/** What a file holds; null = there is none. @throws Error that says why it cannot be used */
export async function readImage(file: string): Promise<{ header: ImageHeader; bytes: Buffer } | null> {
  if (!existsSync(file)) return null;
  const all = await readFile(file);
  const start = MAGIC.length + 4;
  if (all.length < start || !all.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('it is damaged');
  const end = start + all.readUInt32BE(MAGIC.length);
  const header: unknown = parsed(all.toString('utf8', start, end));
  const { format, metrics } = (header ?? {}) as { format?: unknown; metrics?: unknown };
  if (typeof format === 'number' && (format !== FORMAT || metrics !== METRICS.join(' '))) throw new Error('it is of another version');
  if (!Check(Header, header)) throw new Error('it is damaged');
  const bytes = all.subarray(end);
  if (bytes.length !== header.bytes || createHash('sha256').update(bytes).digest('base64url') !== header.sha256)
    throw new Error('it is damaged');
  return { header, bytes };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
