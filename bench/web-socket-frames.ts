/** WebSocket framing on raw sockets (RFC 6455): texts only, unfragmented, as a Socket.IO server without compression sends them. */
const TEXT = 1;
const SHORT_MOST = 125;
const MEDIUM = 126;

/** Calls back with each text and the bytes that it took on the wire. */
export function serverTexts(onText: (payload: Buffer, wireBytes: number) => void): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0);
  return (chunk) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      if (held.length < 2) return;
      const short = held[1]! & 0x7f;
      const head = short <= SHORT_MOST ? 2 : short === MEDIUM ? 4 : 10;
      if (held.length < head) return;
      const length = head === 2 ? short : head === 4 ? held.readUInt16BE(2) : Number(held.readBigUInt64BE(2));
      const end = head + length;
      if (held.length < end) return;
      if ((held[0]! & 0x0f) === TEXT) onText(held.subarray(head, end), end);
      held = held.subarray(end);
    }
  };
}

/** A frame as a server sends it: made once, it can be written to any number of sockets. */
export const serverFrame = (text: string): Buffer => framed(Buffer.from(text), 0, Buffer.alloc(0));

/** A client has to mask; the mask of zeros leaves the text as it is. */
export const clientFrame = (text: string): Buffer => framed(Buffer.from(text), 0x80, Buffer.alloc(4));

function framed(payload: Buffer, maskBit: number, mask: Buffer): Buffer {
  const isShort = payload.length <= SHORT_MOST;
  if (!isShort && payload.length > 0xffff) throw new RangeError('longer than a bench needs');
  const head = Buffer.alloc(isShort ? 2 : 4);
  head[0] = 0x80 | TEXT;
  head[1] = maskBit | (isShort ? payload.length : MEDIUM);
  if (!isShort) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, mask, payload]);
}

/** What a client says first. */
export const upgradeRequest = (path: string, headers: Readonly<Record<string, string>>): string =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '\r\n',
  ].join('\r\n');
