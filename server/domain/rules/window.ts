import type { Sample } from './rule.ts';

type Row = readonly [atMs: number, value: number, id: number];
/** What one instrument, or one kind of incident, has told lately. */
export interface Window {
  lastAtMs: number;
  lastId: number;
  /** Oldest first: instant, value, id. Values that add nothing are left out of sums. */
  rows: readonly Row[];
}
/** By instrument. */
export type Windows = Readonly<Record<string, Window>>;

/** How the rows of one slot of time become one, so that an instrument that speaks every second fills no window; absent = none do. */
export interface Slots {
  ms: number;
  /** Their sum, or the later one alone. */
  keeps: 'sum' | 'last';
}

/** A window that has heard a sample, but keeps no row of it. */
export function heardIn(window: Window | undefined, { atMs, id }: Sample): Window {
  const rows = window?.rows ?? [];
  return window === undefined || atMs >= window.lastAtMs ? { lastAtMs: atMs, lastId: id, rows } : window;
}

/** Puts a sample where its own time belongs. */
export function noted(window: Window | undefined, sample: Sample, slots?: Slots): Window {
  const { lastAtMs, lastId, rows } = heardIn(window, sample);
  const index = rows.findLastIndex(([at]) => at <= sample.atMs) + 1;
  const row: Row = [sample.atMs, sample.value, sample.id];
  const near = slots && [index - 1, index].find((i) => rows[i] !== undefined && isOneSlot(rows[i], row, slots.ms));
  if (near === undefined) return { lastAtMs, lastId, rows: index === rows.length ? [...rows, row] : rows.toSpliced(index, 0, row) };
  return { lastAtMs, lastId, rows: rows.with(near, joined(rows[near]!, row, slots!.keeps)) };
}

const isOneSlot = ([one]: Row, [other]: Row, ms: number): boolean => Math.floor(one / ms) === Math.floor(other / ms);
function joined(known: Row, row: Row, keeps: Slots['keeps']): Row {
  const [atMs, value, id] = known[0] > row[0] ? known : row;
  return keeps === 'last' ? [atMs, value, id] : [atMs, rounded(known[1] + row[1]), id];
}

/** Without what lies at or before an instant. */
export function since(window: Window, afterMs: number): Window {
  const first = window.rows.findIndex(([at]) => at > afterMs);
  if (first === 0 || window.rows.length === 0) return window;
  return { ...window, rows: first < 0 ? [] : window.rows.slice(first) };
}

/** Of rows that are the same as they were: an area's sum is asked for whenever one of its many stations speaks. */
const known = new WeakMap<Window['rows'], number>();
/** What all rows of a window come to. */
export function sumOf({ rows }: Window): number {
  if (rows.length === 0) return 0;
  let sum = known.get(rows);
  if (sum === undefined) {
    sum = 0;
    for (const [, value] of rows) sum += value;
    known.set(rows, (sum = rounded(sum)));
  }
  return sum;
}
/** Tenths of millimetres added up must not miss a limit by a bit of a float. */
const rounded = (sum: number): number => Math.round(sum * 1e6) / 1e6;
