import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../shared/live.ts';
import type { Actor } from '../domain/actor.ts';
import { attachRealtime, type Realtime } from '../realtime/realtime.ts';
import type { Cut, RealtimeDeps, Settings, SignedSocket } from '../realtime/deps.ts';
import { FakeLog } from './realtime-log.ts';

export type TestSocket = Socket<ServerToClient, ClientToServer>;

const actor = (name: string, scope: string, unit: string | null = null): Actor => ({
  id: `user:${name}`,
  name,
  role: 'dispatcher',
  scope,
  department: null,
  unit,
});
const USERS: Record<string, Actor> = {
  city: actor('city', '500000'),
  yuzhong: actor('yuzhong', '500103'),
  jiangbei: actor('jiangbei', '500105'),
  crew: actor('crew', '500105', 'u-7'),
};

export interface RealtimeServer {
  log: FakeLog;
  realtime: Realtime;
  port: number;
  sessions: Map<string, SignedSocket>;
  faults: { detail: object; message: string }[];
  clock: { nowMs: number };
  cut: (cut: Cut) => void;
  /** Connected, or the refusal's code as an error. `raw` collects every engine message. */
  connect: (user: string, options?: { origin?: string; token?: string }) => Promise<{ socket: TestSocket; raw: string[] }>;
  close: () => Promise<void>;
}

const ORIGIN = 'http://city.test';
const HOUR_MS = 3_600_000;

/** The live channel on port 0 over a log in memory, with quick ticks. */
export async function startRealtime(
  settings: Partial<Settings> = {},
  changed: Partial<RealtimeDeps> = {},
  log = new FakeLog(),
): Promise<RealtimeServer> {
  const httpServer = createServer();
  const sessions = new Map<string, SignedSocket>(
    Object.entries(USERS).map(([name, user]) => [name, { actor: user, sessionId: `s-${name}`, expiresAtMs: null }]),
  );
  const cutListeners = new Set<(cut: Cut) => void>();
  const faults: RealtimeServer['faults'] = [];
  const clock = { nowMs: 1_760_000_000_000 };
  const note = (detail: object, message: string): void => void faults.push({ detail, message });
  const deps: RealtimeDeps = {
    actorOf: async ({ cookie, authorization }) =>
      sessions.get((authorization?.replace('Bearer ', '') ?? cookie?.replace('session=', '')) || '') ?? null,
    onCut: (listener) => {
      cutListeners.add(listener);
      return () => cutListeners.delete(listener);
    },
    isTrustedOrigin: (origin) => origin === ORIGIN,
    tree: () => log.tree,
    figures: async (area, view, parts, children) => {
      const toMs = Math.floor(clock.nowMs / HOUR_MS) * HOUR_MS + HOUR_MS;
      return log.figures(area, view, parts, children, { fromMs: toMs - 24 * HOUR_MS, toMs });
    },
    recent: async (limit) => log.changes.slice(-limit),
    unitsSince: async (rev) => ({ units: [], rev }),
    calls: {
      since: async (rev) => ({ nodes: new Set(), rev }),
      lastRev: async () => 0,
      standing: async () => (node) => ({ node, rev: 0, total: 0, unanswered: 0, sinceMs: null, upTo: null, calls: [] }),
      hears: () => false,
    },
    alertsSince: async (rev) => ({ alerts: [], rev }),
    onVitals: () => () => undefined,
    alarms: { since: async (rev) => ({ areas: [], rev }), lastRev: async () => 0 },
    screens: { since: async (rev) => ({ states: [], rev }), stateOf: async () => null, beat: () => undefined },
    rowsByIds: async (ids) => ids.flatMap((id) => log.states.get(id) ?? []),
    now: () => clock.nowMs,
    wallNow: () => clock.nowMs,
    replay: () => null,
    log: { warn: note, error: note },
    ...changed,
  };
  const realtime = await attachRealtime(httpServer, deps, { tickMs: 5, figuresMs: 30, heartbeatMs: 20, sweepMs: 10, ...settings });
  log.subscribe(realtime.onChanges);
  await new Promise<void>((resolve) => void httpServer.listen(0, '127.0.0.1', resolve));
  const { port } = httpServer.address() as AddressInfo;
  const sockets = new Set<TestSocket>();

  return {
    log,
    realtime,
    port,
    sessions,
    faults,
    clock,
    cut: (cut) => {
      for (const listener of cutListeners) listener(cut);
    },
    async connect(user, { origin = ORIGIN, token } = {}) {
      const socket: TestSocket = io(`http://127.0.0.1:${port}`, {
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        ...(token === undefined ? {} : { auth: { token } }),
        extraHeaders: { ...(origin === '' ? {} : { origin }), ...(user === '' ? {} : { cookie: `session=${user}` }) },
      });
      sockets.add(socket);
      const raw: string[] = [];
      const record = (): void => void socket.io.engine.on('data', (data: unknown) => raw.push(String(data)));
      record();
      socket.io.on('reconnect', record);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return { socket, raw };
    },
    async close() {
      for (const socket of sockets) socket.disconnect();
      await realtime.close();
      await new Promise<void>((resolve) => void httpServer.close(() => resolve()));
    },
  };
}
