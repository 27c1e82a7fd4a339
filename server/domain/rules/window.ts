import type { Sample } from './rule.ts';

/** What one instrument, or one kind of incident, has told lately. */
export interface Window {
  lastAtMs: number;
  lastId: number;
  /** Oldest first: instant, value, id. Values that add nothing are left out of sums. */
  rows: readonly (readonly [atMs: number, value: number, id: number])[];
}
/** By instrument. */
export type Windows = Readonly<Record<string, Window>>;

/** Puts a sample where its own time belongs. */
export function noted(window: Window | undefined, { atMs, id, value }: Sample, isKept = true): Window {
  const rows = window?.rows ?? [];
  const isLast = window === undefined || atMs >= window.lastAtMs;
  const last = isLast ? { lastAtMs: atMs, lastId: id } : { lastAtMs: window.lastAtMs, lastId: window.lastId };
  if (!isKept) return { ...last, rows };
  const index = rows.findLastIndex(([at]) => at <= atMs) + 1;
  return { ...last, rows: [...rows.slice(0, index), [atMs, value, id], ...rows.slice(index)] };
}

/** Without what lies at or before an instant. */
export function since(window: Window, afterMs: number): Window {
  const first = window.rows.findIndex(([at]) => at > afterMs);
  return first === 0 ? window : { ...window, rows: first < 0 ? [] : window.rows.slice(first) };
}

export const sumOf = ({ rows }: Window, untilMs: number): number => {
  let sum = 0;
  for (const [at, value] of rows) if (at <= untilMs) sum += value;
  // Tenths of millimetres added up must not miss a limit by a bit of a float.
  return Math.round(sum * 1e6) / 1e6;
};
