import type { RoomChanges, TickBuffer } from './frames.ts';
import { wireName } from './rooms.ts';
import { sendToRoom } from './to-room.ts';
import type { Io, Settings } from './deps.ts';

/**
 * Sends each room its frame of a tick, and keeps each room's chain.
 *
 * The chain: `prevSeq` is the `seq` of the room's frame before (of the process's start, if there was none), `seq` is where the
 * log stood at the tick, also when the last changes of the tick were elsewhere. So between `prevSeq` and `seq` nothing happened
 * in the room but what the frame tells, and whoever holds any seq in `prevSeq ≤ held < seq` has everything after applying it,
 * be it from an earlier frame, a catch-up or an HTTP answer. Rooms without members keep their chain too: somebody may be
 * joining just now with an answer that lies between two frames. Requiring `prevSeq = held` would send such clients round again.
 */
export class Broadcaster {
  readonly #io: Io;
  readonly #settings: Settings;
  readonly #buffer: TickBuffer;
  readonly #sentSeq = new Map<string, number>();
  readonly #flooded = new Set<string>();
  readonly #resetAtMs = new Map<string, number>();
  #startSeq: number;
  /** So many of each were sent, counted once for a room. */
  frames = 0;
  resets = 0;

  constructor(io: Io, buffer: TickBuffer, settings: Settings, startSeq: number) {
    this.#io = io;
    this.#buffer = buffer;
    this.#settings = settings;
    this.#startSeq = startSeq;
  }

  /** Seq of the room's last frame: a client that holds less has lost one. */
  sentSeq(room: string): number {
    return this.#sentSeq.get(room) ?? this.#startSeq;
  }

  flush(seq: number, atMs: number): void {
    if (!this.#buffer.isEmpty) for (const [room, changes] of this.#buffer.drain()) this.#send(room, changes, seq);
    for (const room of this.#flooded) {
      if (atMs - (this.#resetAtMs.get(room) ?? Number.NEGATIVE_INFINITY) < this.#settings.resetEveryMs) continue;
      this.#resetAtMs.set(room, atMs);
      this.reset(room, seq);
    }
  }

  /** Everybody in the room must join again and fetch afresh. */
  reset(room: string, seq: number): void {
    this.resets += 1;
    this.#io.to(room).emit('area:reset', { area: wireName(room), seq });
    this.#io.in(room).socketsLeave(room);
    this.#sentSeq.set(room, seq);
    this.#flooded.delete(room);
  }

  /** What rooms show was decided anew: all chains begin here. */
  resetAll(seq: number): void {
    this.#buffer.drain();
    for (const room of this.#io.of('/').adapter.rooms.keys())
      if (room.startsWith('area:') || room.startsWith('party:')) this.reset(room, seq);
    this.#sentSeq.clear();
    this.#flooded.clear();
    this.#startSeq = seq;
  }

  #send(room: string, { rows, gone }: RoomChanges, seq: number): void {
    const hasMembers = this.#io.of('/').adapter.rooms.has(room);
    if (hasMembers && (this.#flooded.has(room) || rows.length + gone.length > this.#settings.maxFrameRows)) {
      this.#flooded.add(room); // the chain stops here until the reset, so no client takes the next frame for the next one
      return;
    }
    if (hasMembers) {
      this.frames += 1;
      const chain = { area: wireName(room), prevSeq: this.sentSeq(room), seq };
      sendToRoom(this.#io, room, 'area:frame', { ...chain, rows, ...(gone.length > 0 ? { gone } : {}) });
    } else this.#flooded.delete(room);
    this.#sentSeq.set(room, seq);
  }
}
