import type { LiveAlert } from './alert-live.ts';
import type { Standing } from './calls.ts';
import type { JoinArea, LeaveArea, LookAt, View } from './live-wire.ts';
import type { ReplayState } from './replay.ts';
import type { Durations, Rates, Totals } from './summary.ts';
import type { SlimUnit } from './unit-states.ts';
import { SEVERITIES, STATUSES, type Role, type Severity, type Status } from './terms.ts';
import type { WallBeat, WallState } from './wall-wire.ts';
import type { AreaCode } from './wire.ts';

/** The live protocol: reads arrive here, writes never leave here. docs/live-protocol.md tells it in prose. */
export const viewKey = (view: View): string =>
  [`${view.window}${view.starts ?? ''}`, view.category, view.department, view.board, view.lane, view.severity]
    .map((part) => part ?? '')
    .join('|');

/**
 * A slim row, ≤ 80 bytes as JSON:
 * [id, version, status index, severity index, category, place, lng, lat, dueAt in s, flags].
 * lng and lat are in whole 10⁻⁵ degrees (a metre), null without a point; dueAt is null without a clock.
 */
export type SlimRow = [
  id: number,
  version: number,
  status: number,
  severity: number,
  category: string,
  place: string,
  lngE5: number | null,
  latE5: number | null,
  dueAtS: number | null,
  flags: number,
];
export const FLAG_OVERDUE = 1;
export const FLAG_SUSPENDED = 2;
export const FLAG_SUPERVISED = 4;
export const FLAG_EXERCISE = 8;
const DEGREE = 1e5;

export interface LiveRow {
  id: number;
  version: number;
  status: Status;
  severity: Severity;
  category: string;
  place: string;
  lngLat: [number, number] | null;
  dueAtMs: number | null;
  overdue: boolean;
  suspended: boolean;
  supervised: boolean;
  exercise: boolean;
  /** From when on it is due soon, ms UTC; null = without a clock. Only who has the full row knows it. */
  soonAtMs?: number | null | undefined;
}

export function toSlimRow(row: LiveRow): SlimRow {
  const flags =
    (row.overdue ? FLAG_OVERDUE : 0) |
    (row.suspended ? FLAG_SUSPENDED : 0) |
    (row.supervised ? FLAG_SUPERVISED : 0) |
    (row.exercise ? FLAG_EXERCISE : 0);
  const toE5 = (degrees: number): number => Math.round(degrees * DEGREE);
  return [
    row.id,
    row.version,
    STATUSES.indexOf(row.status),
    SEVERITIES.indexOf(row.severity),
    row.category,
    row.place,
    row.lngLat ? toE5(row.lngLat[0]) : null,
    row.lngLat ? toE5(row.lngLat[1]) : null,
    row.dueAtMs === null ? null : Math.floor(row.dueAtMs / 1000),
    flags,
  ];
}

export function fromSlimRow([id, version, status, severity, category, place, lngE5, latE5, dueAtS, flags]: SlimRow): LiveRow {
  return {
    id,
    version,
    status: STATUSES[status]!,
    severity: SEVERITIES[severity]!,
    category,
    place,
    lngLat: lngE5 === null || latE5 === null ? null : [lngE5 / DEGREE, latE5 / DEGREE],
    dueAtMs: dueAtS === null ? null : dueAtS * 1000,
    overdue: (flags & FLAG_OVERDUE) !== 0,
    suspended: (flags & FLAG_SUSPENDED) !== 0,
    supervised: (flags & FLAG_SUPERVISED) !== 0,
    exercise: (flags & FLAG_EXERCISE) !== 0,
  };
}

/** What left the area or the reader's rights: `[id, version]`. */
export type Gone = [id: number, version: number];

/**
 * One tick as one area sees it. `seq ≤ held` → drop; `prevSeq ≤ held < seq` → apply; `prevSeq > held` → a gap: join again with
 * `sinceSeq`. Rows are the incidents as they are now, of every state: an ended one leaves open lists by its status.
 */
export interface Frame {
  area: AreaCode;
  prevSeq: number;
  seq: number;
  rows: SlimRow[];
  /** Left out when nothing left, as in nearly every frame. */
  gone?: Gone[];
}

/** Absolute values, merged by last `seq`; only the children that changed since the last figures of this view. */
export interface Figures {
  area: AreaCode;
  view: string;
  seq: number;
  /** ms UTC */
  asOfMs: number;
  /** The window these figures speak of, ms UTC: it moves with the clock. */
  fromMs: number;
  toMs: number;
  totals: Totals;
  rates?: Rates;
  durations?: Durations;
  /** Open and overdue come at once; rates within a second, then children carry them too. */
  children: { area: AreaCode; totals: Totals; rates?: Rates }[];
}

/** Catch-up: a frame from `sinceSeq` to now, or `reset` = older than the server remembers, fetch afresh. */
export type Joined = { kind: 'frame'; frame: Frame } | { kind: 'reset'; seq: number };
export type Ack<T> = { ok: true; value: T } | { ok: false; code: string };

export interface Tick {
  area: AreaCode;
  seq: number;
  /** ms UTC by the server's clock */
  atMs: number;
}
export interface MovedUnits {
  area: AreaCode;
  units: SlimUnit[];
}
/** Somebody who has an incident open. */
export interface Present {
  user: string;
  name: string;
  role: Role;
  /** They are giving it a command, not only looking. */
  isWorking: boolean;
}
export interface ServerToClient {
  'area:frame': (frame: Frame) => void;
  'area:figures': (figures: Figures) => void;
  /** Every 2 s per room; its absence for 5 s means the line is cut. Reveals a lost last frame. */
  'area:tick': (tick: Tick) => void;
  /** Units of an area's line that moved: their state, their last position, how much they have in hand. Absolute; the newer `rev` wins. */
  'area:units': (moved: MovedUnits) => void;
  /** Alerts of the area that changed, began or ended: each as it stands there; the newer `version` wins. */
  'area:alerts': (told: { area: AreaCode; alerts: LiveAlert[] }) => void;
  /** Vital signs of the area, or of one right below it, changed: ask again with the mark that is held. */
  'area:vitals': (told: { area: AreaCode }) => void;
  /** Alarms of the area, or of one below it, have changed: who may see them asks. */
  'area:alarms': (told: { area: AreaCode; rev: number }) => void;
  /** Rights changed or the server dropped a slow client: fetch afresh. */
  'area:reset': (reset: { area: AreaCode; seq: number }) => void;
  /** This process ends and the next one starts: wait calmly, try again often, join with `sinceSeq`. */
  'server:restart': () => void;
  /** The client that this server gives out, said to each new line: a page of another one should be loaded anew. */
  'server:build': (build: string) => void;
  /** A replay was paused, sped up, moved, or has ended; also said to each new line. */
  'replay:state': (state: ReplayState) => void;
  /** Who has the incident open that one has said to look at: all of them, oneself too, each time it changes. Kept nowhere. */
  'incident:present': (present: { incident: number; people: Present[] }) => void;
  /** To the screen of a wall alone: what it shows, whole; at its entry and with each change. */
  'wall:state': (state: WallState) => void;
  /** What calls at the node of a wall, or of somebody who may answer: all of it, at their entry and with each change. */
  'call:standing': (standing: Standing) => void;
  'session:end': (end: { code: string }) => void;
}
export interface ClientToServer {
  'area:join': (request: JoinArea, ack: (answer: Ack<Joined>) => void) => void;
  'area:leave': (request: LeaveArea, ack: (answer: Ack<null>) => void) => void;
  /** Which incident this screen has open; null = none any more. */
  'incident:look': (request: LookAt, ack: (answer: Ack<null>) => void) => void;
  /** From the screen of a wall alone, every few seconds: that its page lives, and how. */
  'wall:beat': (beat: WallBeat, ack: (answer: Ack<null>) => void) => void;
}
export const TICK_MS = 100;
export const FIGURES_MS = 1000;
/** What teams do comes once a second at most. */
export const UNITS_MS = 1000;
export const HEARTBEAT_MS = 2000;
export const STALE_AFTER_MS = 5000;
