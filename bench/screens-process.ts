import { connect, type Socket } from 'node:net';
import { monotonicMs } from './core-time.ts';
import { clientFrame, serverTexts, upgradeRequest } from './web-socket-frames.ts';
import type { ScreensOrder, Seen } from './screens.ts';

/** A process of its own that holds sockets (`run.js --screens`): it reads every message, and does nothing that a screen does beyond that. */
const AT_ONCE = 50;
const FRAME = Buffer.from('42["area:frame"');
const TICK = Buffer.from('42["area:tick"');
/** Rules that come with a city count incidents, and a room hears of their alarms. */
const ALARMS = Buffer.from('42["area:alarms"');
const PING = '2'.charCodeAt(0);
const PONG = clientFrame('3');

const sockets: Socket[] = [];
let seen = nothing();

function nothing(): Seen {
  return { frames: [], messages: 0, frameBytes: 0, others: 0, open: sockets.filter(({ destroyed }) => !destroyed).length };
}

process.on('message', (order: ScreensOrder) => {
  if (order.kind === 'open') {
    void openAll(order).then(
      () => process.send?.({ ok: true }),
      (fault: unknown) => process.send?.({ ok: false, why: String(fault) }),
    );
  } else if (order.kind === 'begin') {
    seen = nothing();
    process.send?.({ ok: true });
  } else {
    process.send?.(seen);
  }
});
process.on('disconnect', () => process.exit(0));

async function openAll({ port, count, join }: Extract<ScreensOrder, { kind: 'open' }>): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, () => open(port, join)));
}

function open(port: number, join: { token: string; area: string } | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    sockets.push(socket);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The server closed a line')));
    const read = serverTexts((text, wireBytes) => heard(socket, text, wireBytes, join, resolve));
    let head: Buffer | null = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      if (head === null) return read(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!head.toString('latin1', 0, 12).endsWith('101')) return reject(new Error(head.toString('latin1', 0, end)));
      const rest = head.subarray(end + 4);
      head = null;
      if (join === null) resolve();
      if (rest.length > 0) read(rest);
    });
    socket.write(
      join === null
        ? upgradeRequest('/bare', {})
        : upgradeRequest('/socket.io/?EIO=4&transport=websocket', { Authorization: `Bearer ${join.token}` }),
    );
  });
}

function heard(socket: Socket, text: Buffer, wireBytes: number, join: { area: string } | null, onJoined: () => void): void {
  if (join === null || begins(text, FRAME)) return framed(text, wireBytes);
  if (begins(text, TICK)) {
    seen.messages += 1;
    return;
  }
  if (begins(text, ALARMS)) return;
  if (text.length === 1 && text[0] === PING) return void socket.write(PONG);
  const said = text.toString();
  // Engine.IO opens, then Socket.IO lets in, then the area is joined: docs/live-protocol.md.
  if (said.startsWith('0{')) socket.write(clientFrame('40'));
  else if (said.startsWith('40{')) socket.write(clientFrame(`420["area:join",{"area":"${join.area}","rows":true,"sinceSeq":0}]`));
  else if (said.startsWith('430[{"ok":true')) onJoined();
  // A reset, the end of a session, a refusal: none belongs here.
  else if (!said.startsWith('42["server:build"')) {
    if (seen.others === 0) console.error(`screens: ${said}`);
    seen.others += 1;
  }
}

const begins = (text: Buffer, with_: Buffer): boolean => text.length >= with_.length && with_.compare(text, 0, with_.length) === 0;

/** All sockets get the same bytes, so each frame is kept once, with the instants at which it came. */
function framed(text: Buffer, wireBytes: number): void {
  seen.messages += 1;
  seen.frameBytes += wireBytes;
  const atMs = monotonicMs();
  const known = seen.frames.findLast((frame) => text.equals(frame.text));
  if (known) known.arrivedMs.push(atMs);
  else seen.frames.push({ text: Buffer.from(text), wireBytes, arrivedMs: [atMs] });
}
