import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { refuse } from '../app/import-issue.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * A file as text, piece by piece. A byte order mark decides the encoding and is dropped; else it is `encoding`, by default
 * UTF-8, and a byte that does not belong to it refuses the file: a wrong guess would garble every name in silence.
 */
export async function* textChunks(file: string, encoding = 'utf-8'): AsyncGenerator<string> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) refuse('file.missing', null, { file });
  if (found.size === 0) refuse('file.empty', null, { file: basename(file) });
  let decoder: TextDecoder | null = null;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    decoder ??= new TextDecoder(encodingByMark(chunk) ?? encoding, { fatal: true });
    yield decode(decoder, chunk);
  }
  yield decode(decoder, null);
}

function decode(decoder: TextDecoder | null, chunk: Buffer | null): string {
  try {
    return chunk === null ? (decoder?.decode() ?? '') : decoder!.decode(chunk, { stream: true });
  } catch {
    return refuse('file.encoding', null, { encoding: decoder!.encoding });
  }
}

function encodingByMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}
