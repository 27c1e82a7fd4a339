import type { ServerToClient } from '../../shared/live.ts';
import type { Io } from './deps.ts';

/** The parts of engine.io and ws that are used past them. */
interface Line {
  readyState: string;
  writeBuffer: readonly unknown[];
  transport: { socket?: { readyState: number; _sender?: { sendFrame?: (frame: readonly [Buffer]) => void } } };
  write: (text: string, options: { compress: false; wsPreEncodedFrame: readonly [Buffer] }) => void;
}

/**
 * Says the same to everybody in a room, as one WebSocket frame that is made once and written as it is. Engine.IO would make a
 * packet of it, call its listeners and wait for a word back, for each socket: more than the write itself costs. Where anything
 * still waits in its queue, or the line is not plainly open, it goes behind that by Engine.IO's own way, so order is kept.
 */
export function sendToRoom<E extends keyof ServerToClient>(io: Io, room: string, event: E, ...said: Parameters<ServerToClient[E]>): void {
  const { adapter, sockets } = io.of('/');
  const members = adapter.rooms.get(room);
  if (!members) return;
  const text = EVENT + JSON.stringify([event, ...said]);
  const frame = [webSocketFrame(MESSAGE + text)] as const;
  for (const id of members) {
    const line = sockets.get(id)?.conn as unknown as Line | undefined;
    if (!line) continue;
    const { socket } = line.transport;
    if (line.readyState === 'open' && line.writeBuffer.length === 0 && socket?.readyState === OPEN && socket._sender?.sendFrame)
      socket._sender.sendFrame(frame);
    else line.write(text, { compress: false, wsPreEncodedFrame: frame });
  }
}

/** Of Engine.IO, and of Socket.IO within it. */
const MESSAGE = '4';
const EVENT = '2';
/** Of a WebSocket. */
const OPEN = 1;
/** RFC 6455: a text, whole. */
const WHOLE_TEXT = 0x81;
const LENGTH_IN_TWO_BYTES = 126;
const LENGTH_IN_EIGHT_BYTES = 127;

/** A text as a server sends it, in one piece: ws would write head and text apart. */
export function webSocketFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < LENGTH_IN_TWO_BYTES ? 2 : length <= 0xffff ? 4 : 10;
  const frame = Buffer.allocUnsafeSlow(head + length);
  frame[0] = WHOLE_TEXT;
  frame[1] = head === 2 ? length : head === 4 ? LENGTH_IN_TWO_BYTES : LENGTH_IN_EIGHT_BYTES;
  if (head === 4) frame.writeUInt16BE(length, 2);
  if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, head);
  return frame;
}
