import { addCount, noneOf, type Counts } from './counts.ts';

/** Blocks that share an array: an object for each would be most of what the collector of garbage has to carry about. */
const PAGE = 32;

/** Counts of one node by local day, a block of so many numbers for each day; blocks are made when first touched. */
export class Blocks {
  readonly #length: number;
  /** So many blocks will come, as far as it is known. */
  readonly #expected: number;
  #rows = new Map<number, number>();
  #pages: Counts[] = [];

  constructor(length: number, expected = 0) {
    this.#length = length;
    this.#expected = expected;
  }

  get size(): number {
    return this.#rows.size;
  }
  get byteLength(): number {
    return this.#pages.reduce((sum, page) => sum + page.byteLength, 0);
  }

  /** Where the block of a day lies, which is made if there is none. */
  row(dayMs: number): number {
    const known = this.#rows.get(dayMs);
    if (known !== undefined) return known;
    const row = this.#rows.size;
    this.#rows.set(dayMs, row);
    const [index, blocks] = [Math.floor(row / PAGE), (row % PAGE) + 1];
    const page = this.#pages[index];
    if (page && page.length >= blocks * this.#length) return row;
    const room = Math.min(PAGE, Math.max(2 * (blocks - 1), blocks, this.#expected - index * PAGE)) * this.#length;
    const larger = page ? new (page.constructor as new (length: number) => Counts)(room) : noneOf(room);
    if (page) larger.set(page);
    this.#pages[index] = larger;
    return row;
  }

  add(row: number, index: number, n: number): void {
    const page = Math.floor(row / PAGE);
    const counts = this.#pages[page]!;
    const fitting = addCount(counts, (row % PAGE) * this.#length + index, n);
    if (fitting !== counts) this.#pages[page] = fitting;
  }

  /** Adds the numbers of a day from `first` to before `last` to `into`, which begins anew at each of its ends. */
  addTo(into: Float64Array | Int32Array, dayMs: number, first: number, last: number): void {
    const row = this.#rows.get(dayMs);
    if (row === undefined) return;
    const counts = this.#pages[Math.floor(row / PAGE)]!;
    const begin = (row % PAGE) * this.#length;
    let to = 0;
    for (let at = begin + first; at < begin + last; at++) {
      into[to]! += counts[at]!;
      if (++to === into.length) to = 0;
    }
  }

  days(): IterableIterator<number> {
    return this.#rows.keys();
  }

  *[Symbol.iterator](): Generator<[dayMs: number, counts: Counts]> {
    for (const [dayMs, row] of this.#rows) yield [dayMs, this.#block(row)];
  }

  copy(): Blocks {
    const copy = new Blocks(this.#length);
    copy.#rows = new Map(this.#rows);
    copy.#pages = this.#pages.map((page) => page.slice());
    return copy;
  }

  forgetBefore(dayMs: number): void {
    const kept = [...this.#rows].filter(([day]) => day >= dayMs);
    if (kept.length === this.#rows.size) return;
    const left = new Blocks(this.#length, kept.length);
    for (const [day, from] of kept) {
      const to = left.row(day);
      for (const [index, n] of this.#block(from).entries()) if (n !== 0) left.add(to, index, n);
    }
    [this.#rows, this.#pages] = [left.#rows, left.#pages];
  }

  #block(row: number): Counts {
    const begin = (row % PAGE) * this.#length;
    return this.#pages[Math.floor(row / PAGE)]!.subarray(begin, begin + this.#length);
  }
}
