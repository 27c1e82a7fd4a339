import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import { WebSocketServer } from 'ws';
import { paced } from './paced.ts';
import { serverFrame } from './web-socket-frames.ts';

/**
 * What a fan-out is measured against (`run.js --bare-sockets`). On `/bare` a `ws` server that writes one frame, made once, to every
 * socket: the least that sending can cost. On `/socket.io` what one writes first: Socket.IO with a room, each event sent when it comes.
 */
export type BareOrder =
  | { kind: 'write'; text: string; perSecond: number; times: number }
  | { kind: 'emit'; messages: readonly unknown[]; perSecond: number };

const ROOM = 'all';
const lines = new Set<Duplex>();

const http = createServer();
const bare = new WebSocketServer({ noServer: true, perMessageDeflate: false });
http.on('upgrade', (request, socket, head) => {
  if (request.url !== '/bare') return;
  bare.handleUpgrade(request, socket, head, () => {
    lines.add(socket);
    socket.once('close', () => lines.delete(socket));
  });
});

// The product's own transport and pings.
const io = new Server(http, {
  transports: ['websocket'],
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
  pingInterval: 5000,
  pingTimeout: 5000,
});
io.on('connection', (socket) => {
  socket.on('area:join', (_request, ack: (answer: { ok: boolean }) => void) => {
    void socket.join(ROOM);
    ack({ ok: true });
  });
});

process.on('message', (order: BareOrder | string) => {
  if (typeof order === 'string') return; // the probe's
  void carryOut(order).then(() => process.send?.('done'));
});

async function carryOut(order: BareOrder): Promise<void> {
  if (order.kind === 'emit') {
    await paced(order.perSecond, order.messages.length, (i) => void io.to(ROOM).emit('area:frame', order.messages[i]));
    return;
  }
  const frame = serverFrame(order.text);
  await paced(order.perSecond, order.times, () => {
    for (const line of lines) line.write(frame);
  });
}

http.listen(Number(process.env['PORT']), '127.0.0.1', () =>
  process.stderr.write(`http://localhost:${(http.address() as AddressInfo).port}\n`),
);
process.once('SIGTERM', () => process.exit(0));
