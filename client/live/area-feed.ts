import {
  fromSlimRow,
  STALE_AFTER_MS,
  type Ack,
  type ClientToServer,
  type Figures,
  type Frame,
  type Gone,
  type Joined,
  type LiveRow,
  type ServerToClient,
} from '../../shared/live.ts';
import { fromSlimUnit, type LiveUnit } from '../../shared/unit-states.ts';
import type { JoinArea, View } from '../../shared/live-wire.ts';
import { chainStep } from './seq-chain.ts';

/** What the feed needs of a socket: tests give a fake. */
export interface Line {
  readonly connected: boolean;
  on<E extends keyof ServerToClient>(event: E, listener: ServerToClient[E]): unknown;
  onLine(event: 'up' | 'down', listener: () => void): void;
  join(request: JoinArea): Promise<Ack<Joined>>;
  leave(request: Parameters<ClientToServer['area:leave']>[0]): void;
  /** Drops a line that looks alive but is silent; the socket connects again by itself. */
  cut(): void;
}
export interface Room {
  area: string;
  view: View;
  rows: boolean;
  sinceSeq: number;
}
export interface RoomListener {
  rows: (rows: LiveRow[], gone: readonly Gone[], seq: number) => void;
  figures: (figures: Figures) => void;
  units: (moved: LiveUnit[]) => void;
  /** Alerts that touch the area began, changed or ended. */
  alerts: () => void;
  /** It is in the room from here on: what no frame makes up for and was asked for before may be older than that. */
  joined: () => void;
  /** Vital signs of the area changed. */
  vitals: () => void;
  /** Alarms of the area, or below it, have changed. */
  alarms: () => void;
  /** Too much was missed: fetch afresh. */
  reset: () => void;
  /** The line was cut and is back: figures that did not come meanwhile should be fetched. */
  resumed: () => void;
  refused: (code: string) => void;
}
interface Status {
  heard: (serverMs: number | null) => void;
  stale: () => void;
  restarting: () => void;
}

/** So long a restart that was announced is waited for calmly; what takes longer is a cut like any other. */
const RESTART_MS = 30_000;
/** A room that was just entered has this long to say something, however long nobody listened before. */
const FIRST_WORD_MS = 2_000;

/** Keeps one room in step: join after the first answer, apply by the chain rule, re-join on a gap, notice silence itself. */
export class AreaFeed {
  readonly #line: Line;
  readonly #status: Status;
  readonly #now: () => number;
  #room: Room | null = null;
  #listener: RoomListener | null = null;
  #held = 0;
  #joining = 0;
  #isJoined = false;
  #wasJoined = false;
  #waiting: Frame[] = [];
  #heardAtMs: number;
  /** Until when the server that announced its restart may be away; null = none is under way. */
  #restartUntilMs: number | null = null;

  constructor(line: Line, status: Status, now: () => number = Date.now) {
    this.#line = line;
    this.#status = status;
    this.#now = now;
    this.#heardAtMs = now();
    line.on('area:frame', (frame) => this.#onFrame(frame));
    line.on('area:figures', (figures) => this.#mine(figures.area) && this.#onFigures(figures));
    line.on('area:units', ({ area, units }) => {
      if (!this.#mine(area)) return;
      this.#hear(null);
      this.#listener?.units(units.map(fromSlimUnit));
    });
    line.on('area:alerts', ({ area }) => {
      if (!this.#mine(area)) return;
      this.#hear(null);
      this.#listener?.alerts();
    });
    line.on('area:vitals', ({ area }) => {
      if (!this.#mine(area)) return;
      this.#hear(null);
      this.#listener?.vitals();
    });
    line.on('area:alarms', ({ area }) => {
      if (!this.#mine(area)) return;
      this.#hear(null);
      this.#listener?.alarms();
    });
    line.on('area:tick', ({ area, seq, atMs }) => {
      if (!this.#mine(area)) return;
      this.#hear(atMs);
      if (this.#room?.rows === true && this.#isJoined && seq > this.#held) void this.#join();
    });
    line.on('area:reset', ({ area, seq }) => this.#mine(area) && this.#onReset(seq));
    line.on('session:end', ({ code }) => this.#listener?.refused(code));
    line.on('server:restart', () => {
      this.#restartUntilMs = this.#now() + RESTART_MS;
      this.#status.restarting();
    });
    line.onLine('up', () => {
      this.#restartUntilMs = null;
      // It has as long as any other to say something: silence is counted from here.
      this.#heardAtMs = this.#now();
      if (this.#room) void this.#join(this.#wasJoined);
    });
    line.onLine('down', () => {
      this.#isJoined = false;
    });
  }

  /** Returns how to leave. One room at a time: a screen shows one area. */
  enter(room: Room, listener: RoomListener): () => void {
    this.#room = room;
    this.#listener = listener;
    this.#held = room.sinceSeq;
    this.#isJoined = false;
    this.#wasJoined = false;
    this.#heardAtMs = Math.max(this.#heardAtMs, this.#now() - STALE_AFTER_MS + FIRST_WORD_MS);
    if (this.#line.connected) void this.#join();
    return () => {
      if (this.#room !== room) return;
      this.#room = null;
      this.#listener = null;
      this.#joining += 1;
      if (this.#line.connected) this.#line.leave({ area: room.area });
    };
  }

  /** Call it several times a second. */
  watch(): void {
    if (this.#now() - this.#heardAtMs <= STALE_AFTER_MS || this.#room === null) return;
    if (this.#restartUntilMs !== null && this.#now() < this.#restartUntilMs) return;
    this.#status.stale();
    if (this.#line.connected) {
      this.#heardAtMs = this.#now();
      this.#line.cut();
    }
  }

  async #join(isAgain = false): Promise<void> {
    const room = this.#room;
    if (!room) return;
    const attempt = ++this.#joining;
    this.#isJoined = false;
    // What came until now is in the answer: it goes from what is held to the instant of the joining.
    this.#waiting = [];
    const answer = await this.#line.join({ area: room.area, view: room.view, rows: room.rows, sinceSeq: this.#held }).catch(() => null);
    if (attempt !== this.#joining) return;
    if (answer === null) {
      // The server may have let us in and its word was lost: frames would then come and wait for ever.
      if (this.#line.connected) void this.#join(isAgain);
      return;
    }
    if (!answer.ok) {
      this.#listener?.refused(answer.code);
      return;
    }
    this.#isJoined = true;
    this.#wasJoined = true;
    this.#hear(null);
    if (answer.value.kind === 'reset') this.#onReset(answer.value.seq);
    else if (answer.value.frame.seq > this.#held) this.#apply(answer.value.frame);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const frame of waiting) this.#onFrame(frame);
    this.#listener?.joined();
    if (isAgain) this.#listener?.resumed();
  }

  #onFrame(frame: Frame): void {
    if (!this.#mine(frame.area)) return;
    this.#hear(null);
    if (!this.#isJoined) {
      this.#waiting.push(frame);
      return;
    }
    const step = chainStep(this.#held, frame);
    if (step === 'apply') this.#apply(frame);
    else if (step === 'gap') void this.#join();
  }
  #apply(frame: Frame): void {
    this.#held = frame.seq;
    this.#listener?.rows(frame.rows.map(fromSlimRow), frame.gone ?? [], frame.seq);
  }
  #onFigures(figures: Figures): void {
    this.#hear(null);
    this.#listener?.figures(figures);
  }
  #onReset(seq: number): void {
    this.#held = seq;
    this.#listener?.reset();
  }
  #mine(area: string): boolean {
    return this.#room?.area === area;
  }
  #hear(serverMs: number | null): void {
    this.#heardAtMs = this.#now();
    // The last words of a server that ends are heard, but it is not live any more.
    if (this.#restartUntilMs === null) this.#status.heard(serverMs);
  }
}
