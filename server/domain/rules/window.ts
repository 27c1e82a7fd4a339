import type { Sample } from './rule.ts';

type Row = readonly [atMs: number, value: number, id: number];
/** What one instrument, or one kind of incident, has told lately. */
export interface Window {
  lastAtMs: number;
  lastId: number;
  /** Oldest first: instant, value, id. Values that add nothing are left out of sums. */
  rows: readonly Row[];
  /** What all rows come to, in millionths, for these add up without a rest; absent where nobody has summed them. */
  total?: number;
}
/** By instrument. */
export type Windows = Readonly<Record<string, Window>>;

/** How the rows of one slot of time become one, so that an instrument that speaks every second fills no window; absent = none do. */
export interface Slots {
  ms: number;
  /** Their sum, or the later one alone. */
  keeps: 'sum' | 'last';
}

const MILLION = 1e6;
const millionths = (value: number): number => Math.round(value * MILLION);

/** A window that has heard a sample, but keeps no row of it. */
export function heardIn(window: Window | undefined, { atMs, id }: Sample): Window {
  if (window === undefined) return { lastAtMs: atMs, lastId: id, rows: [] };
  if (atMs < window.lastAtMs) return window;
  const { rows, total } = window;
  return total === undefined ? { lastAtMs: atMs, lastId: id, rows } : { lastAtMs: atMs, lastId: id, rows, total };
}

/** Puts a sample where its own time belongs. */
export function noted(window: Window | undefined, sample: Sample, slots?: Slots): Window {
  const heard = heardIn(window, sample);
  const { rows } = heard;
  const isSummed = slots?.keeps === 'sum';
  // Tenths of millimetres added up must not miss a limit by a bit of a float.
  const row: Row = [sample.atMs, isSummed ? millionths(sample.value) / MILLION : sample.value, sample.id];
  const index = rows.findLastIndex(([at]) => at <= sample.atMs) + 1;
  const near = slots && [index - 1, index].find((i) => rows[i] !== undefined && isOneSlot(rows[i], row, slots.ms));
  const own = near === undefined ? rows.toSpliced(index, 0, row) : rows.with(near, joined(rows[near]!, row, slots!.keeps));
  return isSummed ? { ...heard, rows: own, total: totalOf(heard) + millionths(sample.value) } : { ...heard, rows: own };
}

const isOneSlot = ([one]: Row, [other]: Row, ms: number): boolean => Math.floor(one / ms) === Math.floor(other / ms);
function joined(known: Row, row: Row, keeps: Slots['keeps']): Row {
  const [atMs, value, id] = known[0] > row[0] ? known : row;
  return keeps === 'last' ? [atMs, value, id] : [atMs, (millionths(known[1]) + millionths(row[1])) / MILLION, id];
}

/** Without what lies at or before an instant. */
export function since(window: Window, afterMs: number): Window {
  const { rows, total } = window;
  if (rows.length === 0 || rows[0]![0] > afterMs) return window;
  const first = rows.findIndex(([at]) => at > afterMs);
  const [gone, left] = first < 0 ? [rows, []] : [rows.slice(0, first), rows.slice(first)];
  return total === undefined ? { ...window, rows: left } : { ...window, rows: left, total: total - inAll(gone) };
}

const inAll = (rows: Window['rows']): number => rows.reduce((all, [, value]) => all + millionths(value), 0);
/** What all rows come to, in millionths. */
export const totalOf = ({ rows, total }: Window): number => total ?? inAll(rows);
/** The same window, which knows what it comes to. */
export const summed = (window: Window): Window => (window.total === undefined ? { ...window, total: inAll(window.rows) } : window);
/** What all rows of a window come to. */
export const sumOf = (window: Window): number => totalOf(window) / MILLION;
