import { since, summed, sumOf, totalOf, type Window } from './window.ts';

/** What the windows of one area come to, until one of them loses something by time. */
export interface Tally {
  /** Those that have said something. */
  stations: number;
  /** Of them, those that have at least so much. */
  reaching: number;
  /** Of all together, in millionths. */
  total: number;
  /** The most that one of them has. */
  most: number;
  /** The oldest that is counted: once this is gone, all have to be looked at again. */
  oldestMs: number;
}
interface Ask {
  /** What lies here or before is gone. */
  fromMs: number;
  atLeast: number;
}

/** Looks at every window, and takes from each what is gone. */
export function tallyOf(windows: Record<string, Window>, { fromMs, atLeast }: Ask): Tally {
  const tally: Tally = { stations: 0, reaching: 0, total: 0, most: Number.NEGATIVE_INFINITY, oldestMs: Number.POSITIVE_INFINITY };
  for (const device in windows) {
    const window = (windows[device] = summed(since(windows[device]!, fromMs)));
    // Whoever has said nothing within the window stands for nothing, not for zero.
    if (window.lastAtMs > fromMs) count(tally, window, atLeast, 1);
  }
  return tally;
}

/** The same after one window has become another; false = that cannot be told without a look at all. */
export function follow(tally: Tally, before: Window | undefined, after: Window, { fromMs, atLeast }: Ask): boolean {
  if (tally.oldestMs <= fromMs) return false;
  if (before && before.lastAtMs > fromMs) {
    if (sumOf(before) === tally.most && sumOf(after) < tally.most) return false;
    count(tally, before, atLeast, -1);
  }
  if (after.lastAtMs > fromMs) count(tally, after, atLeast, 1);
  return true;
}

function count(tally: Tally, window: Window, atLeast: number, by: 1 | -1): void {
  const fallen = sumOf(window);
  tally.stations += by;
  tally.total += by * totalOf(window);
  if (fallen >= atLeast) tally.reaching += by;
  if (by < 0) return;
  tally.most = Math.max(tally.most, fallen);
  tally.oldestMs = Math.min(tally.oldestMs, window.lastAtMs, window.rows[0]?.[0] ?? window.lastAtMs);
}
