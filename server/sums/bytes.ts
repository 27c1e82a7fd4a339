/** Whole numbers in as few bytes as they need: 7 bits each, signed ones zigzag. Grows as it is written. */
export function byteWriter() {
  let bytes = Buffer.allocUnsafe(1 << 16);
  let at = 0;
  const room = (more: number): void => {
    if (at + more <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, at + more));
    bytes.copy(larger, 0, 0, at);
    bytes = larger;
  };
  const unsigned = (value: number): void => {
    room(10);
    let rest = value;
    while (rest >= 128) {
      bytes[at++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    bytes[at++] = rest;
  };
  return {
    unsigned,
    signed: (value: number): void => unsigned(value < 0 ? -2 * value - 1 : 2 * value),
    text(value: string): void {
      const length = Buffer.byteLength(value);
      unsigned(length);
      room(length);
      at += bytes.write(value, at);
    },
    /** What was written since the last time. */
    taken(): Buffer {
      const copy = Buffer.from(bytes.subarray(0, at));
      at = 0;
      return copy;
    },
  };
}
export type ByteWriter = ReturnType<typeof byteWriter>;

export interface ByteReader {
  unsigned(): number;
  signed(): number;
  text(): string;
  /** The next bytes as they stand, not to be written to. */
  raw(length: number): Uint8Array;
  isAtEnd(): boolean;
}

/** @throws RangeError beyond the end */
export function byteReader(bytes: Buffer): ByteReader {
  let at = 0;
  const unsigned = (): number => {
    let byte = bytes[at++]!;
    if (byte < 128) return byte;
    let value = byte - 128;
    for (let scale = 128; ; scale *= 128) {
      if (at >= bytes.length) throw new RangeError('It ends within a number');
      byte = bytes[at++]!;
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  };
  return {
    unsigned,
    signed() {
      const value = unsigned();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },
    text() {
      const length = unsigned();
      if (!(at + length <= bytes.length)) throw new RangeError('It ends within a text');
      at += length;
      return bytes.toString('utf8', at - length, at);
    },
    raw(length) {
      if (!(at + length <= bytes.length)) throw new RangeError('It ends within a block');
      at += length;
      return bytes.subarray(at - length, at);
    },
    isAtEnd: () => at >= bytes.length,
  };
}
