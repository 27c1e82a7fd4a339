import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { Server } from 'socket.io';
import type { TailListener } from '../app/ports.ts';
import { toSlimRow } from '../../shared/live.ts';
import { alarmFeed } from './alarm-feed.ts';
import { alertFeed } from './alert-feed.ts';
import { Broadcaster } from './broadcaster.ts';
import { callFeed } from './call-feed.ts';
import { changesSince, type ChangesSince } from './catch-up.ts';
import { DEFAULTS, type Io, type RealtimeDeps, type Settings } from './deps.ts';
import { FiguresFeed } from './figures-feed.ts';
import { TickBuffer, union } from './frames.ts';
import { joinRequests } from './joins.ts';
import { lookers } from './lookers.ts';
import { listenTo } from './requests.ts';
import { ChangeRing } from './ring.ts';
import { heartbeatOf, partyRoom, roomOf, roomsShowing } from './rooms.ts';
import { guardSessions, isOriginAllowed } from './sessions.ts';
import { cutSlowClients } from './slow-clients.ts';
import { screenFeed } from './screen-feed.ts';
import { sendToRoom } from './to-room.ts';
import { vitalFeed } from './vital-feed.ts';
import { unitFeed } from './unit-feed.ts';

export interface Realtime {
  /** To be subscribed to the log tail after the sums, so that figures are never behind the rows. */
  onChanges: TailListener;
  /** Last seq heard. */
  seq: () => number;
  /** What `GET /changes` answers and what a join answers: the same. Throws `scope.denied`, `area.unknown`. */
  changesSince: ChangesSince;
  /** The tree of areas has another edition: every room fetches afresh and rights are asked again. */
  treeChanged: () => void;
  /** A screen was told something else: it hears of it now, not at the next look. */
  screensChanged: () => void;
  /** Something calls, or does no longer. */
  callsChanged: () => void;
  /** An alert was told, changed or lifted. */
  alertsChanged: () => void;
  /** A rule has raised something, or something was done about it. */
  alarmsChanged: () => void;
  /** The log was taken back to `seq` and goes on from there: everything heard after it is void. */
  takenBack: (seq: number) => void;
  /** Tells everybody how the replay stands. */
  tellReplay: () => void;
  /** Connected sockets, for the metrics. */
  clients: () => number;
  /** Frames and resets that rooms were sent, and catch-ups that had to be resets, since the start. */
  sent: () => { frames: number; resets: number };
  /** Tells all screens that this process ends and another starts; new ones are not let in. */
  announceRestart: () => void;
  /** Sends what is left and cuts all lines, so that screens try again by themselves; the HTTP server itself stays the composer's. */
  close: () => Promise<void>;
}

/** The live channel of docs/live-protocol.md on an HTTP server. Resolves when the ring is filled from the log. */
export async function attachRealtime(
  httpServer: HttpServer | HttpsServer,
  deps: RealtimeDeps,
  changed: Partial<Settings> = {},
): Promise<Realtime> {
  const settings = { ...DEFAULTS, ...changed };
  const { ring, seq: startSeq } = await refill(deps, settings.ringEntries);
  let seq = startSeq;
  let isClosed = false;

  const io: Io = new Server(httpServer, {
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 5000,
    pingInterval: settings.pingIntervalMs,
    pingTimeout: settings.pingTimeoutMs,
    maxHttpBufferSize: settings.maxPayloadBytes,
    allowRequest: (request, decide) => decide(null, !isClosed && isOriginAllowed(request, deps)),
  });
  const buffer = new TickBuffer();
  const broadcaster = new Broadcaster(io, buffer, settings, startSeq);
  const figures = new FiguresFeed(io, deps, settings);
  const sessions = guardSessions(io, deps);
  const units = unitFeed(io, deps);
  const screens = screenFeed(io, deps);
  const calls = callFeed(io, deps);
  const alerts = alertFeed(io, deps);
  const alarms = alarmFeed(io, deps);
  await Promise.all([units.begin(), screens.begin(), calls.begin(), alerts.begin(), alarms.begin()]);
  const stopVitals = vitalFeed(io, deps);
  const heard = async (upTo: number): Promise<void> => {
    for (const until = performance.now() + settings.lagMs; seq < upTo && performance.now() < until; )
      await new Promise((resolve) => setTimeout(resolve, settings.tickMs / 5));
  };
  const since = changesSince({ ring, seq: () => seq, heard, maxRows: settings.maxFrameRows, deps });
  let lateResets = 0;
  const present = lookers(deps, randomUUID());
  const joins = joinRequests({ deps, settings, figures, changesSince: since, seq: () => seq, onReset: () => void (lateResets += 1) });

  const requests = { ...joins, look: present.look, beat: screens.beat };

  const beat = (room: string, area: string): void =>
    sendToRoom(io, room, 'area:tick', { area, seq: broadcaster.sentSeq(roomOf(area)), atMs: deps.now() });

  const tellReplay = (to: Pick<Io, 'emit'>): void => {
    const state = deps.replay();
    if (state !== null) to.emit('replay:state', state);
  };
  io.on('connection', (socket) => {
    listenTo(socket, requests, settings, deps.log);
    socket.on('disconnect', () => {
      for (const key of socket.data.areas.values()) figures.leave(socket, key);
      present.leave(socket);
    });
    tellReplay(socket);
    if (deps.build) socket.emit('server:build', deps.build);
    void screens.enter(socket);
    void calls.enter(socket);
    const { unit } = socket.data.actor;
    if (unit === null || !socket.connected) return;
    const party = partyRoom(unit);
    void socket.join(party);
    // Says that the room is there and how far it is: who holds less joins it with `sinceSeq`.
    socket.emit('area:tick', { area: party, seq: broadcaster.sentSeq(party), atMs: deps.now() });
  });

  const screensChanged = (): void =>
    void screens.tick().catch((fault: unknown) => deps.log.error({ err: fault }, 'screens could not be told'));
  const callsChanged = (): void => void calls.tick().catch((fault: unknown) => deps.log.error({ err: fault }, 'calls could not be told'));
  const alertsChanged = (): void =>
    void alerts.tick().catch((fault: unknown) => deps.log.error({ err: fault }, 'alerts could not be told'));
  const alarmsChanged = (): void =>
    void alarms.tick().catch((fault: unknown) => deps.log.error({ err: fault }, 'alarms could not be told'));
  const treeChanged = (): void => {
    ring.clear(seq);
    broadcaster.resetAll(seq);
    figures.touchAll();
  };
  const guarded = (work: () => void) => (): void => {
    try {
      work();
    } catch (fault) {
      deps.log.error({ err: fault }, 'live tick failed: every room is told to fetch afresh');
      treeChanged();
    }
  };
  const flush = guarded(() => {
    broadcaster.flush(seq, deps.wallNow());
    figures.tick();
    present.tick();
    cutSlowClients(io, settings.maxQueuedBytes, deps.log);
  });
  const timers = [
    setInterval(flush, settings.tickMs),
    setInterval(() => {
      for (const room of io.of('/').adapter.rooms.keys()) {
        const area = heartbeatOf(room);
        if (area !== null) beat(room, area);
      }
    }, settings.heartbeatMs),
    setInterval(sessions.sweep, settings.sweepMs),
    setInterval(() => screensChanged(), settings.screensMs),
    setInterval(() => callsChanged(), settings.screensMs),
    setInterval(() => alertsChanged(), settings.alertsMs),
    setInterval(() => alarmsChanged(), settings.alertsMs),
    setInterval(
      () => void units.tick().catch((fault: unknown) => deps.log.error({ err: fault }, 'units could not be told')),
      settings.unitsMs,
    ),
  ];

  return {
    onChanges(changes) {
      const tree = deps.tree();
      const atMs = deps.now();
      for (const { event, before, after } of changes) {
        figures.touch(tree.path(after.place, atMs));
        if (before && before.place !== after.place) figures.touch(tree.path(before.place, atMs));
        if (event.seq <= seq) continue; // recalled at start already: the tail may begin earlier, where the sums left off
        seq = event.seq;
        const shown = roomsShowing(after, tree, atMs);
        const touched = before ? union(shown, roomsShowing(before, tree, atMs)) : shown;
        const touch = { seq, id: after.id, version: after.version, touched, shown, row: toSlimRow(after) };
        ring.push(touch);
        buffer.add(touch);
        present.moved(after);
      }
    },
    seq: () => seq,
    changesSince: since,
    treeChanged,
    screensChanged,
    callsChanged,
    alertsChanged,
    alarmsChanged,
    takenBack(at) {
      seq = at;
      treeChanged();
    },
    tellReplay: () => tellReplay(io),
    clients: () => io.of('/').sockets.size,
    sent: () => ({ frames: broadcaster.frames, resets: broadcaster.resets + lateResets }),
    announceRestart() {
      isClosed = true;
      io.emit('server:restart');
    },
    async close() {
      isClosed = true;
      for (const timer of timers) clearInterval(timer);
      stopVitals();
      sessions.close();
      present.close();
      flush();
      // Not `disconnectSockets`: a client that is told to go does not come again by itself.
      io.engine.close();
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
}

/** The ring as it would be had the process run all along, but for the rows: those are read when somebody asks for them. */
async function refill({ recent, tree, now }: RealtimeDeps, entries: number): Promise<{ ring: ChangeRing; seq: number }> {
  const changes = await recent(entries);
  const first = changes[0]?.event.seq ?? 1;
  const ring = new ChangeRing(entries, first - 1);
  const atMs = now();
  for (const { event, before, after } of changes) {
    const shown = roomsShowing(after, tree(), atMs);
    const touched = before ? union(shown, roomsShowing(before, tree(), atMs)) : shown;
    ring.push({ seq: event.seq, id: event.id, version: event.version, touched, shown, row: null });
  }
  return { ring, seq: changes.at(-1)?.event.seq ?? 0 };
}
