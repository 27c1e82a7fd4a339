import type { Io, LiveSocket, RealtimeDeps } from './deps.ts';

/** The parts of engine.io and ws that hold what was not sent yet; neither has a public sum of it. */
interface Engine {
  writeBuffer: readonly { data?: unknown; options?: { wsPreEncodedFrame?: readonly Uint8Array[] } }[];
  transport: { socket?: { bufferedAmount?: number; readyState?: number; terminate?: () => void } };
}

/** Bytes that wait for a client: its engine's queue and its socket's own. */
export function queuedBytes({ writeBuffer, transport }: Engine): number {
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data, options } of writeBuffer) {
    if (options?.wsPreEncodedFrame) for (const part of options.wsPreEncodedFrame) bytes += part.byteLength;
    else if (typeof data === 'string') bytes += data.length;
  }
  return bytes;
}

/**
 * A client that does not read is cut off without ceremony: its queue is freed at once, and when it comes back its catch-up is
 * far smaller than what it missed, since each incident comes once.
 */
export function cutSlowClients(io: Io, maxBytes: number, log: RealtimeDeps['log']): void {
  for (const socket of io.of('/').sockets.values()) {
    const engine = engineOf(socket);
    const bytes = queuedBytes(engine);
    const isCut = (engine.transport.socket?.readyState ?? OPEN) > OPEN;
    if (bytes <= maxBytes || isCut) continue;
    log.warn({ actor: socket.data.actor.id, bytes }, 'live client does not read: cut');
    if (engine.transport.socket?.terminate) engine.transport.socket.terminate();
    else socket.disconnect(true);
  }
}

/** Of a WebSocket; what is closing or closed is more. */
const OPEN = 1;
const engineOf = (socket: LiveSocket): Engine => socket.conn as unknown as Engine;
