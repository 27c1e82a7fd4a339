import type { Server, Socket } from 'socket.io';
import { FIGURES_MS, HEARTBEAT_MS, TICK_MS, UNITS_MS, type ClientToServer, type Figures, type ServerToClient } from '../../shared/live.ts';
import type { Standing } from '../../shared/calls.ts';
import type { View } from '../../shared/live-wire.ts';
import type { ReplayState } from '../../shared/replay.ts';
import type { LiveUnit } from '../../shared/unit-states.ts';
import type { WallBeat, WallState } from '../../shared/wall-wire.ts';
import type { Actor } from '../domain/actor.ts';
import type { Alert } from '../domain/alerts/alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { Tree } from '../domain/tree.ts';
import type { Placed } from './rooms.ts';

/** Null = a bearer token, which lives until it is revoked. */
export interface SignedSocket {
  actor: Actor;
  sessionId: string;
  expiresAtMs: number | null;
}
export interface Credentials {
  cookie?: string;
  authorization?: string;
  /** Known as the screen of a wall, or not at all. */
  isScreen?: boolean;
}
export interface Cut {
  sessionId?: string;
  userId?: string;
}
/** A change as the log tells it: what the ring keeps of it. `before` must be the true place and holder, null for a first event. */
export interface Recalled {
  event: { seq: number; id: number; version: number };
  before: Placed | null;
  after: Placed;
}
/** Short texts to every process of the city, this one too; one that is lost is lost. */
export interface Relay {
  tell(text: string): void;
  /** Gives how to stop listening. */
  onTold(listener: (text: string) => void): () => void;
}
export type FigureParts = 'stocks' | 'all';
export type ChangedChildren = ReadonlySet<string> | 'all';

/** What the live channel needs; the composer gives it. */
export interface RealtimeDeps {
  actorOf: (credentials: Credentials) => Promise<SignedSocket | null>;
  onCut: (listener: (cut: Cut) => void) => () => void;
  isTrustedOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  tree: () => Tree;
  /** Absolute figures at a seq no older than what was heard; `stocks` leaves rates and durations out. */
  figures: (area: string, view: View, parts: FigureParts, changedChildren: ChangedChildren) => Promise<Figures>;
  /** The last changes of the log, oldest first. */
  recent: (limit: number) => Promise<readonly Recalled[]>;
  /** Incidents as they are now, in any order. */
  rowsByIds: (ids: readonly number[]) => Promise<readonly Incident[]>;
  /** Units that moved after a revision, with the node of each, oldest first. */
  unitsSince: (rev: number) => Promise<{ units: readonly (LiveUnit & { node: string })[]; rev: number }>;
  /** Alerts that were written after a revision, oldest first; after 0, those whose time is not over. */
  alertsSince: (rev: number) => Promise<{ alerts: readonly Alert[]; rev: number }>;
  /** Hears of the areas whose vital signs changed, once a second at most; gives how to stop. */
  onVitals: (listener: (areas: ReadonlySet<string>) => void) => () => void;
  /** Areas of which alarms changed after a revision. */
  alarms: {
    since: (rev: number) => Promise<{ areas: readonly string[]; rev: number }>;
    lastRev: () => Promise<number>;
  };
  /** Screens of walls: what changed after a revision, what one shows, and what it says of itself. */
  screens: {
    since: (rev: number) => Promise<{ states: readonly WallState[]; rev: number }>;
    stateOf: (id: number) => Promise<WallState | null>;
    beat: (id: number, beat: WallBeat) => void;
  };
  /** What calls at a node, and who hears of it. */
  calls: {
    since: (rev: number) => Promise<{ nodes: ReadonlySet<string>; rev: number }>;
    lastRev: () => Promise<number>;
    standing: () => Promise<(node: string) => Standing>;
    hears: (actor: Actor) => boolean;
  };
  /** The city's clock. */
  now: () => number;
  /** The clock that sessions end by: in a replay it is another. */
  wallNow: () => number;
  /** How processes that share a city tell each other what is kept nowhere; absent = there is one process. */
  relay?: Relay | undefined;
  /** How the replay stands that is served; null where the city is live. */
  replay: () => ReplayState | null;
  /** Which client is given out here; null = none. */
  build?: string | null;
  log: { warn: (detail: object, message: string) => void; error: (detail: object, message: string) => void };
}

export const DEFAULTS = {
  tickMs: TICK_MS,
  figuresMs: FIGURES_MS,
  unitsMs: UNITS_MS,
  /** How soon screens here obey what another process was told, and calls end that were acknowledged there. */
  screensMs: 500,
  alertsMs: 1000,
  heartbeatMs: HEARTBEAT_MS,
  sweepMs: 1000,
  pingIntervalMs: 5000,
  pingTimeoutMs: 5000,
  ringEntries: 32_768,
  /** More rows than this at once cost more than fetching afresh. */
  maxFrameRows: 1000,
  /** An import may flood a room for minutes: its members are sent to fetch afresh at most this often. */
  resetEveryMs: 5000,
  /** So long a caller is waited for who comes from a process that was ahead. */
  lagMs: 2000,
  maxAreasPerSocket: 20,
  maxJoins: 60,
  maxRequests: 300,
  quotaWindowMs: 10_000,
  /** The longest valid join is about 2.5 kB: 400 characters of category at 3 bytes, and the rest. */
  maxPayloadBytes: 8192,
  maxQueuedBytes: 1_000_000,
  maxFiguresInFlight: 16,
};
export type Settings = typeof DEFAULTS;

interface SocketData extends SignedSocket {
  credentials: Credentials;
  /** Rights ended while the handshake was still under way. */
  isCut: boolean;
  isRenewing: boolean;
  /** Joined areas and the key of the view of each. */
  areas: Map<string, string | null>;
}
type NoEvents = Record<string, never>;
export type Io = Server<ClientToServer, ServerToClient, NoEvents, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, NoEvents, SocketData>;
