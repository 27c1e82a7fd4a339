import type { ByteReader, ByteWriter } from './bytes.ts';
import { LEVELS, type DetailImage } from './detail.ts';
import type { PackImage } from './pack.ts';
import type { SlotBook } from './slots.ts';

/** Begins the detail in an image; nodes begin with less. */
export const DETAIL = 2;
const NOT_KEPT = 0;
const KEPT = 1;
/** The loop is held up for so many packs at most. */
const SLICE = 64;

/** Packs go as the bytes that they are; what is loose is written number by number. */
export async function detailParts(writer: ByteWriter, image: DetailImage | null, breathe: () => Promise<void>): Promise<Buffer[]> {
  writer.unsigned(DETAIL);
  writer.unsigned(image ? KEPT : NOT_KEPT);
  if (!image) return [writer.taken()];
  writer.text(JSON.stringify(image.book));
  writer.unsigned(image.packs.length);
  const parts: Buffer[] = [];
  for (const [i, [level, code, pack]] of image.packs.entries()) {
    writer.unsigned(LEVELS.indexOf(level));
    writer.text(code);
    putLoose(writer, pack.loose);
    writer.unsigned(pack.starts.length);
    writer.unsigned(pack.bytes.length);
    parts.push(
      writer.taken(),
      ...[pack.starts, pack.ends, pack.bytes].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
    );
    if (i % SLICE === SLICE - 1) await breathe();
  }
  return parts.length === 0 ? [writer.taken()] : parts;
}

/** @throws RangeError when it is cut off */
export function takeDetail(reader: ByteReader): DetailImage | null {
  if (reader.unsigned() === NOT_KEPT) return null;
  const book = JSON.parse(reader.text()) as SlotBook;
  const packs: DetailImage['packs'] = [];
  for (let left = reader.unsigned(); left > 0; left--) {
    const [level, code] = [LEVELS[reader.unsigned()]!, reader.text()];
    const loose = [takeLoose(reader)];
    const [buckets, length] = [reader.unsigned(), reader.unsigned()];
    // Copies: numbers of four bytes must begin on a multiple of four, and the file's own bytes are not to be held as a whole.
    const starts = new Int32Array(new Uint8Array(reader.raw(buckets * 4)).buffer);
    const ends = new Uint32Array(new Uint8Array(reader.raw(buckets * 4)).buffer);
    packs.push([level, code, { starts, ends, bytes: new Uint8Array(reader.raw(length)), loose }]);
  }
  return { book, packs };
}

function putLoose(writer: ByteWriter, layers: PackImage['loose']): void {
  const buckets = layers.flatMap((layer) => [...layer]);
  writer.unsigned(buckets.length);
  for (const [start, counts] of buckets) {
    writer.signed(start);
    writer.unsigned(counts.size);
    for (const [key, n] of counts) {
      writer.unsigned(key);
      writer.signed(n);
    }
  }
}

function takeLoose(reader: ByteReader): Map<number, Map<number, number>> {
  const layer = new Map<number, Map<number, number>>();
  for (let left = reader.unsigned(); left > 0; left--) {
    const start = reader.signed();
    const counts = layer.get(start) ?? new Map<number, number>();
    layer.set(start, counts);
    for (let keys = reader.unsigned(); keys > 0; keys--) {
      const key = reader.unsigned();
      counts.set(key, (counts.get(key) ?? 0) + reader.signed());
    }
  }
  return layer;
}
