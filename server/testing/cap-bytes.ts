/** A document as it would come over a line, in pieces of some length. */
export async function* bytesOf(xml: string | Uint8Array, piece = 1 << 20): AsyncGenerator<Uint8Array> {
  const bytes = typeof xml === 'string' ? Buffer.from(xml) : xml;
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}
