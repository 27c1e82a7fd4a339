/** A bucket's counts by key, still loose. */
type Loose = Map<number, number>;
/** Hears each count of a stretch: bucket start (ms), pair, slot, n. */
export type Visit = (startMs: number, pair: number, slot: number, n: number) => void;
/** All that a pack is at an instant; nothing in it is written to later. */
export interface PackImage {
  starts: Int32Array;
  ends: Uint32Array;
  bytes: Uint8Array;
  loose: readonly ReadonlyMap<number, ReadonlyMap<number, number>>[];
}

/** Slots are below this; a key is pair × SLOTS + slot. */
export const SLOTS = 4096;
const MINUTE_MS = 60_000;
/** Loose counts are packed when there are more than this and an eighth of the packed ones. */
const LOOSE_MOST = 256;

/**
 * Sparse counts by time bucket, pair and slot, in one to two bytes each: what differs from the count before it is all that is
 * written. New counts stay loose in maps and are packed together now and then; packed bytes are never changed, only replaced.
 */
export class Pack {
  /** Buckets in their order: the minute each starts with, and where its bytes end. */
  #starts: Int32Array = new Int32Array(0);
  #ends: Uint32Array = new Uint32Array(0);
  #bytes: Uint8Array = new Uint8Array(0);
  /** The last map takes what is new; those before it belong to an image that is being written. */
  #loose: Map<number, Loose>[] = [new Map()];
  #looseCount = 0;
  #lastStart = Number.NaN;
  #lastCounts: Loose = new Map();

  static of({ starts, ends, bytes, loose }: PackImage): Pack {
    const pack = new Pack();
    [pack.#starts, pack.#ends, pack.#bytes] = [starts, ends, bytes];
    for (const layer of loose) for (const [start, counts] of layer) for (const [key, n] of counts) pack.#put(start, key, n);
    return pack;
  }

  add(startMs: number, pair: number, slot: number, n: number): void {
    this.#put(Math.floor(startMs / MINUTE_MS), pair * SLOTS + slot, n);
    if (this.#looseCount > LOOSE_MOST && this.#looseCount > this.#bytes.length >> 3) this.#pack(-Infinity);
  }

  #put(start: number, key: number, n: number): void {
    // Counts mostly come bucket by bucket.
    if (start !== this.#lastStart) {
      const layer = this.#loose.at(-1)!;
      let found = layer.get(start);
      if (!found) layer.set(start, (found = new Map()));
      [this.#lastStart, this.#lastCounts] = [start, found];
    }
    const counts = this.#lastCounts;
    const known = counts.get(key);
    if (known === undefined) this.#looseCount += 1;
    counts.set(key, (known ?? 0) + n);
  }

  /** Starts of its first and its last bucket, ms; of an empty one the first is after the last. */
  span(): [firstMs: number, lastMs: number] {
    const ends = this.#starts.length === 0 ? [] : [this.#starts[0]!, this.#starts.at(-1)!];
    const starts = [...ends, ...this.#loose.flatMap((layer) => [...layer.keys()])];
    return [Math.min(...starts) * MINUTE_MS, Math.max(...starts) * MINUTE_MS];
  }

  /** Counts of the buckets that start in [fromMs, toMs) and the pairs that are wanted; null = every pair. */
  each(fromMs: number, toMs: number, wanted: Uint8Array | null, visit: Visit): void {
    const [from, to] = [Math.floor(fromMs / MINUTE_MS), Math.floor(toMs / MINUTE_MS)];
    for (let i = firstFrom(this.#starts, from); i < this.#starts.length && this.#starts[i]! < to; i++)
      decode(this.#bytes, this.#span(i), wanted, this.#starts[i]! * MINUTE_MS, visit);
    for (const layer of this.#loose) {
      for (const [start, counts] of layer) {
        if (start < from || start >= to) continue;
        for (const [key, n] of counts) {
          const pair = Math.floor(key / SLOTS);
          if (n !== 0 && (wanted === null || wanted[pair] === 1)) visit(start * MINUTE_MS, pair, key % SLOTS, n);
        }
      }
    }
  }

  /** Packs all that is loose and forgets buckets before an instant. */
  pack(keepFromMs = -Infinity): void {
    const isOld = this.#starts.length > 0 && this.#starts[0]! * MINUTE_MS < keepFromMs;
    if (this.#looseCount > 0 || isOld) this.#pack(Math.floor(keepFromMs / MINUTE_MS));
  }

  /** What it holds now; what comes later goes into maps of its own. */
  image(): PackImage {
    const loose = this.#loose.filter((layer) => layer.size > 0);
    this.#loose = [...loose, new Map()];
    this.#lastStart = Number.NaN;
    return { starts: this.#starts, ends: this.#ends, bytes: this.#bytes, loose };
  }

  bytes(): number {
    // A loose count in a map of numbers takes some 40 bytes.
    return this.#starts.byteLength + this.#ends.byteLength + this.#bytes.byteLength + this.#looseCount * 40;
  }

  #span = (bucket: number): [from: number, to: number] => [bucket === 0 ? 0 : this.#ends[bucket - 1]!, this.#ends[bucket]!];

  #pack(keepFrom: number): void {
    const fresh = merged(this.#loose);
    const all = new Set([...this.#starts, ...fresh.keys()]);
    const starts = Int32Array.from(all)
      .sort()
      .filter((start) => start >= keepFrom);
    const ends = new Uint32Array(starts.length);
    const out = new Writer(this.#bytes.length + this.#looseCount * 4);
    let old = 0;
    for (let i = 0; i < starts.length; i++) {
      const start = starts[i]!;
      while (old < this.#starts.length && this.#starts[old]! < start) old++;
      const span = this.#starts[old] === start ? this.#span(old) : null;
      const counts = fresh.get(start);
      if (counts && span) decode(this.#bytes, span, null, 0, (_, pair, slot, n) => add(counts, pair * SLOTS + slot, n));
      if (counts) encode(out, counts);
      else if (span) out.copy(this.#bytes.subarray(...span));
      ends[i] = out.length;
    }
    [this.#starts, this.#ends, this.#bytes] = [starts, ends, out.taken()];
    this.#loose = [new Map()];
    this.#lastStart = Number.NaN;
    this.#looseCount = 0;
  }
}

function add(counts: Loose, key: number, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

/** One map of its own: those of an image stay as they are. */
function merged(layers: readonly ReadonlyMap<number, ReadonlyMap<number, number>>[]): Map<number, Loose> {
  const all = new Map<number, Loose>();
  for (const layer of layers) {
    for (const [start, counts] of layer) {
      const into = all.get(start);
      if (into) for (const [key, n] of counts) add(into, key, n);
      else all.set(start, new Map(counts));
    }
  }
  return all;
}

function firstFrom(starts: Int32Array, from: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

// An entry is a number whose two low bits say whether a pair begins (its distance follows) and whether n differs from the entry
// before (it follows, zigzag); the rest is the distance of the slot.
const PAIR_BEGINS = 2;
const N_DIFFERS = 1;

function encode(out: Writer, counts: Loose): void {
  const keys = Float64Array.from(counts.keys()).sort();
  let [lastPair, lastSlot, lastN] = [-1, 0, 1];
  for (const key of keys) {
    const n = counts.get(key)!;
    if (n === 0) continue;
    const pair = Math.floor(key / SLOTS);
    const slot = key % SLOTS;
    const isNew = pair !== lastPair;
    out.put((slot - (isNew ? 0 : lastSlot)) * 4 + (isNew ? PAIR_BEGINS : 0) + (n === lastN ? 0 : N_DIFFERS));
    if (isNew) out.put(pair - lastPair);
    if (n !== lastN) out.put(n < 0 ? -2 * n - 1 : 2 * n);
    [lastPair, lastSlot, lastN] = [pair, slot, n];
  }
}

/** Where `next` reads on. */
let at = 0;

function next(bytes: Uint8Array): number {
  let byte = bytes[at++]!;
  if (byte < 128) return byte;
  let value = byte & 127;
  for (let shift = 7; ; shift += 7) {
    byte = bytes[at++]!;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
}

function decode(
  bytes: Uint8Array,
  span: readonly [from: number, to: number],
  wanted: Uint8Array | null,
  startMs: number,
  visit: Visit,
): void {
  let [pair, slot, n] = [-1, 0, 1];
  let isWanted = wanted === null;
  for (at = span[0]; at < span[1]; ) {
    const entry = next(bytes);
    if ((entry & PAIR_BEGINS) !== 0) {
      pair += next(bytes);
      slot = 0;
      isWanted = wanted === null || wanted[pair] === 1;
    }
    slot += entry >>> 2;
    if ((entry & N_DIFFERS) !== 0) {
      const value = next(bytes);
      n = (value & 1) === 1 ? -((value + 1) >>> 1) : value >>> 1;
    }
    if (!isWanted) continue;
    const here = at;
    visit(startMs, pair, slot, n);
    // Whoever hears it may read or fill another pack.
    at = here;
  }
}

/** Bytes that grow as they are written. */
class Writer {
  #bytes: Uint8Array;
  length = 0;
  constructor(size: number) {
    this.#bytes = new Uint8Array(Math.max(64, size));
  }
  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
  /** Below 2³¹. */
  put(value: number): void {
    this.#room(5);
    while (value > 127) {
      this.#bytes[this.length++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.#bytes[this.length++] = value;
  }
  copy(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }
  /** Only what was written: the room beyond it is given back. */
  taken(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }
}
