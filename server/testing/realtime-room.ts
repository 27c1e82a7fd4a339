import { toSlimRow, type Ack, type Frame, type Joined, type SlimRow } from '../../shared/live.ts';
import type { FakeLog } from './realtime-log.ts';
import type { TestSocket } from './realtime-server.ts';

/** Rules of the client that a test may switch off, to see that it would notice. */
export type PlantedFault = 'no-chain-rule' | 'no-seq-guard' | 'swallowed-frame' | null;

/** One room as a real client keeps it: its own set of rows, by the rules of docs/live-protocol.md. */
export class ClientRoom {
  readonly area: string;
  readonly rows = new Map<number, SlimRow>();
  held = 0;
  isJoining = false;
  heartbeats = 0;
  gaps = 0;
  resets = 0;
  /** The next frame is lost on its way. */
  losesNext = false;
  readonly #log: FakeLog;
  readonly #fault: PlantedFault;
  #socket: TestSocket | null = null;
  #waiting: Frame[] = [];
  #applied = 0;
  readonly #past: Frame[] = [];

  constructor(area: string, log: FakeLog, fault: PlantedFault = null) {
    this.area = area;
    this.#log = log;
    this.#fault = fault;
  }

  /** Listens on a new line and catches up from what is held. */
  attach(socket: TestSocket): void {
    this.#socket = socket;
    this.isJoining = false;
    socket.on('area:frame', (frame) => {
      if (this.#socket === socket && frame.area === this.area) this.#hear(frame);
    });
    socket.on('area:tick', ({ area, seq }) => {
      if (this.#socket !== socket || area !== this.area) return;
      this.heartbeats++;
      if (!this.isJoining && seq > this.held) this.#gap();
    });
    socket.on('area:reset', ({ area }) => {
      if (this.#socket !== socket || area !== this.area) return;
      this.held = 0;
      this.#join();
    });
    this.#join();
  }

  detach(): void {
    this.#socket = null;
    this.isJoining = false;
  }

  /** A frame comes a second time. */
  replay(index: number): void {
    const frame = this.#past[index % this.#past.length];
    if (frame && !this.isJoining) this.#receive(frame);
  }

  get isLive(): boolean {
    return this.#socket !== null && !this.isJoining;
  }

  #hear(frame: Frame): void {
    if (this.losesNext) {
      this.losesNext = false;
      return;
    }
    this.#past.push(frame);
    if (this.isJoining) this.#waiting.push(frame);
    else this.#receive(frame);
  }

  #receive(frame: Frame): void {
    if (frame.seq <= this.held && this.#fault !== 'no-seq-guard') return;
    if (frame.prevSeq > this.held && this.#fault !== 'no-chain-rule') return this.#gap();
    this.held = Math.max(this.held, frame.seq);
    if (this.#fault === 'swallowed-frame' && ++this.#applied === 2) return;
    this.#apply(frame);
  }

  #apply({ rows, gone }: Frame): void {
    for (const row of rows) if ((this.rows.get(row[0])?.[1] ?? 0) <= row[1]) this.rows.set(row[0], row);
    for (const [id, version] of gone ?? []) if ((this.rows.get(id)?.[1] ?? 0) <= version) this.rows.delete(id);
  }

  #gap(): void {
    this.gaps++;
    this.#join();
  }

  #join(): void {
    const socket = this.#socket;
    if (this.isJoining || !socket) return;
    this.isJoining = true;
    socket.emit('area:join', { area: this.area, rows: true, sinceSeq: this.held }, (answer) => {
      if (this.#socket === socket) void this.#joined(answer, socket);
    });
  }

  async #joined(answer: Ack<Joined>, socket: TestSocket): Promise<void> {
    if (!answer.ok) throw new Error(`${this.area}: ${answer.code}`);
    if (answer.value.kind === 'reset') {
      this.resets++;
      // As over HTTP: the list as it is a moment later, with the seq that it was read at.
      await new Promise<void>((resolve) => setTimeout(resolve, 2));
      if (this.#socket !== socket) return;
      this.rows.clear();
      for (const incident of this.#log.rowsOf(this.area)) this.rows.set(incident.id, toSlimRow(incident));
      this.held = this.#log.seq;
    } else {
      this.#apply(answer.value.frame);
      this.held = Math.max(this.held, answer.value.frame.seq);
    }
    this.isJoining = false;
    for (const frame of this.#waiting.splice(0)) if (!this.isJoining) this.#receive(frame);
  }
}

export const sorted = (rows: Iterable<SlimRow>): SlimRow[] => [...rows].sort(([a], [b]) => a - b);
