import { setServerNow } from '../state/clock.ts';
import { setReplay } from '../state/replay.ts';
import { AreaFeed, type Line } from './area-feed.ts';
import { hearBuild } from './build.ts';
import { forgetStanding, hearStanding } from './calls.ts';
import { setHeard, setRestarting, setStale, useConnection } from './connection.ts';
import { openSocket, RETRY_MOST_MS, type LiveSocket } from './socket.ts';

const ACK_MS = 5000;
const WATCH_MS = 250;
const RESTART_RETRY_MS = 1000;

const toLine = (socket: LiveSocket): Line => ({
  get connected() {
    return socket.connected;
  },
  on: (event, listener) => socket.on(event, listener as never),
  onLine: (event, listener) => void socket.on(event === 'up' ? 'connect' : 'disconnect', listener),
  join: (request) => socket.timeout(ACK_MS).emitWithAck('area:join', request),
  leave: (request) => void socket.emit('area:leave', request, () => undefined),
  cut: () => void socket.io.engine.close(),
});

interface Opened {
  /** Of the area on screen. */
  feed: AreaFeed;
  /** Of a second one beside it. */
  guest: AreaFeed;
  socket: LiveSocket;
  watch: ReturnType<typeof setInterval>;
}
let opened: Promise<Opened> | undefined;

/** Opened at first use, kept for the session. */
export function liveFeed(): Promise<Opened> {
  opened ??= openSocket().then(start);
  // Its code could not be fetched: the next caller asks again.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

function start(socket: LiveSocket): Opened {
  const heard = (serverMs: number | null) => {
    if (serverMs !== null) setServerNow(serverMs);
    setHeard(Date.now());
  };
  const status = { heard, stale: setStale, restarting: setRestarting };
  const feed = new AreaFeed(toLine(socket), status);
  const guest = new AreaFeed(toLine(socket), status);
  socket.on('replay:state', setReplay);
  socket.on('server:build', hearBuild);
  socket.on('call:standing', hearStanding);
  // Often, so that a silence of 5 s is on the screen before it is 6 s long.
  const watch = setInterval(() => {
    feed.watch();
    guest.watch();
  }, WATCH_MS);
  // A restart takes seconds: nobody waits longer between two tries than it does.
  socket.on('server:restart', () => socket.io.reconnectionDelayMax(RESTART_RETRY_MS));
  socket.on('connect', () => {
    socket.io.reconnectionDelayMax(RETRY_MOST_MS);
    // A page without a room would wait for the first word of one for ever.
    if (useConnection.getState().state === 'restarting') setHeard(Date.now());
  });
  // A handshake that was refused is not tried again by the library.
  socket.on('connect_error', () => !socket.active && setTimeout(() => socket.connect(), ACK_MS));
  addEventListener('online', () => !socket.connected && socket.connect());
  return { feed, guest, socket, watch };
}

/** At once, by hand. */
export async function reconnectNow(): Promise<void> {
  const { socket } = await liveFeed();
  socket.disconnect().connect();
}
/** After signing out the next person begins with a line of their own. */
export async function closeLine(): Promise<void> {
  const closing = opened;
  opened = undefined;
  forgetStanding();
  const line = await closing;
  if (!line) return;
  clearInterval(line.watch);
  line.socket.disconnect();
}
