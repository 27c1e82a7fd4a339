import type { Gone, SlimRow } from '../../shared/live.ts';
import type { Touch } from './ring.ts';

export interface RoomChanges {
  rows: SlimRow[];
  gone: Gone[];
}
interface Moved {
  last: Touch;
  touched: readonly string[];
}

/** What changed since the last tick, each incident once, in its latest version. */
export class TickBuffer {
  #moved = new Map<number, Moved>();

  get isEmpty(): boolean {
    return this.#moved.size === 0;
  }

  add(touch: Touch): void {
    const earlier = this.#moved.get(touch.id);
    this.#moved.set(touch.id, { last: touch, touched: earlier ? union(earlier.touched, touch.touched) : touch.touched });
  }

  /** Per room: the rows that it shows now, and what it showed at some moment of the tick or before but shows no more. */
  drain(): Map<string, RoomChanges> {
    const rooms = new Map<string, RoomChanges>();
    for (const { last, touched } of this.#moved.values()) {
      for (const room of touched) {
        let changes = rooms.get(room);
        if (!changes) rooms.set(room, (changes = { rows: [], gone: [] }));
        if (last.shown.includes(room)) changes.rows.push(last.row!);
        else changes.gone.push([last.id, last.version]);
      }
    }
    this.#moved = new Map();
    return rooms;
  }
}

/** Most changes stay in their rooms: then no new list is made. */
export const union = (a: readonly string[], b: readonly string[]): readonly string[] => {
  const added = b.filter((room) => !a.includes(room));
  return added.length === 0 ? a : [...a, ...added];
};
