import type { SlimRow } from '../../shared/live.ts';

/** One change as rooms see it. */
export interface Touch {
  seq: number;
  id: number;
  version: number;
  /** Every room that shows the incident before or after. */
  touched: readonly string[];
  /** Every room that shows it after. */
  shown: readonly string[];
  /** Null = recalled from the log at start, which does not tell the whole row. */
  row: SlimRow | null;
}

/** The last changes, bounded: what a client that was away needs to hear. One entry a change, one row an incident. */
export class ChangeRing {
  readonly #capacity: number;
  readonly #entries: Pick<Touch, 'seq' | 'id' | 'touched'>[] = [];
  /** Index of the oldest entry once the ring is full. */
  #oldest = 0;
  readonly #latest = new Map<number, Touch>();
  /** Seq of the last change in each room: a quiet room is known to be quiet for longer than the ring reaches. */
  readonly #lastIn = new Map<string, number>();
  /** From here on every change was seen, though the ring may have forgotten it again. */
  #seenFrom: number;
  #forgottenTo: number;

  /** @param seq everything up to here is unknown */
  constructor(capacity: number, seq: number) {
    this.#capacity = capacity;
    this.#seenFrom = seq;
    this.#forgottenTo = seq;
  }

  push(touch: Touch): void {
    const { seq, id, touched } = touch;
    const entry = { seq, id, touched };
    if (this.#entries.length < this.#capacity) this.#entries.push(entry);
    else {
      this.#forget(this.#entries[this.#oldest]!);
      this.#entries[this.#oldest] = entry;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
    }
    this.#latest.set(id, touch);
    for (const room of touched) this.#lastIn.set(room, seq);
  }

  /** The incidents that were in a room at any time after `sinceSeq`, as they are now; null = more than is remembered. */
  since(room: string, sinceSeq: number, limit: number): Map<number, Touch> | null {
    const found = new Map<number, Touch>();
    if (sinceSeq < this.#seenFrom) return null;
    if ((this.#lastIn.get(room) ?? 0) <= sinceSeq) return found;
    if (sinceSeq < this.#forgottenTo) return null;
    const count = this.#entries.length;
    for (let back = 1; back <= count; back++) {
      const entry = this.#entries[(this.#oldest + count - back) % count]!;
      if (entry.seq <= sinceSeq) break;
      if (!found.has(entry.id) && entry.touched.includes(room)) found.set(entry.id, this.#latest.get(entry.id)!);
      if (found.size > limit) return null;
    }
    return found;
  }

  /** The tree changed: what rooms showed before says nothing about what they show now. */
  clear(seq: number): void {
    this.#entries.length = 0;
    this.#oldest = 0;
    this.#latest.clear();
    this.#lastIn.clear();
    this.#seenFrom = seq;
    this.#forgottenTo = seq;
  }

  #forget({ seq, id }: Pick<Touch, 'seq' | 'id'>): void {
    this.#forgottenTo = seq;
    if (this.#latest.get(id)?.seq === seq) this.#latest.delete(id);
  }
}
