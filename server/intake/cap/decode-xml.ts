import { Rejection } from '../../domain/rejection.ts';

/** So much of the beginning is looked at for a byte order mark and a declaration. */
const HEAD_BYTES = 256;
/** Encodings without a mark in which the declaration itself can only be read when they are known: by their first bytes. */
const FIRST_BYTES: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0x3c, 0x00]],
  ['utf-16be', [0x00, 0x3c]],
];

/**
 * Text of XML in whatever encoding it says that it is in; without a word it is UTF-8. Bytes that the encoding does not know are refused
 * rather than replaced: a changed letter may be a changed place.
 * @throws Rejection
 */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head = new Uint8Array();
  let decoder: TextDecoder | null = null;
  for await (const chunk of chunks) {
    if (decoder) {
      yield decode(decoder, chunk, true);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < HEAD_BYTES) continue;
    decoder = decoderFor(head);
    yield decode(decoder, head, true);
  }
  if (!decoder) {
    decoder = decoderFor(head);
    yield decode(decoder, head, true);
  }
  yield decode(decoder, new Uint8Array(), false);
}

function decoderFor(head: Uint8Array): TextDecoder {
  const marked = FIRST_BYTES.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))?.[0];
  const said = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/.exec(
    Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1'),
  )?.[1];
  try {
    return new TextDecoder(marked ?? said ?? 'utf-8', { fatal: true });
  } catch {
    throw new Rejection('cap.encoding', { encoding: said ?? '' });
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Rejection('cap.encoding', { encoding: decoder.encoding });
  }
}
