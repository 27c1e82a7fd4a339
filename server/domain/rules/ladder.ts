import type { Limit } from '../../../shared/indicators.ts';
import { LIMIT_STATES } from '../../../shared/vital-terms.ts';
import type { Evidence, Happening } from './rule.ts';

/** How far up one subject stands: a small value that can be put by at any instant. */
export interface Ladder {
  /** Index in `LIMIT_STATES`; −1 = nothing holds. */
  level: number;
  /** By level: since when it has been exceeded without a break. */
  since: readonly (number | null)[];
  lastMs: number | null;
  /** Alarms so far. */
  n: number;
  /** The readings of the breach: the first and the last ones. Empty where one instant says all. */
  trail: readonly Evidence[];
}
export const GROUND: Ladder = { level: -1, since: [null, null, null], lastMs: null, n: 0, trail: [] };

/** Evidence that is kept of one breach at most. */
const TRAIL_MOST = 10;

export interface Judged {
  atMs: number;
  value: number;
  /** What it came from; asked for only where it is told or kept. */
  basis(): readonly Evidence[];
  /** The basis says all by itself; else it is one more of a breach. */
  isWhole: boolean;
}

const rankOf = ({ state }: Limit): number => LIMIT_STATES.indexOf(state);

/** Whether a value lies beyond a limit, or has not yet come back behind it by `band`. */
export function isBeyond({ above, below, isInclusive }: Limit, value: number, band = 0): boolean {
  // Coming back, a value that stands on the edge of the band is still held: only what is clearly behind it is free.
  if (band > 0) return (above !== undefined && value > above - band) || (below !== undefined && value < below + band);
  if (isInclusive) return (above !== undefined && value >= above) || (below !== undefined && value <= below);
  return (above !== undefined && value > above) || (below !== undefined && value < below);
}

/** One value more, in the order of its own time: how far up it leads, and what is told of it. */
export function climb(
  ladder: Ladder,
  levels: readonly Limit[],
  holeMs: number | null,
  { atMs, value, basis, isWhole }: Judged,
): { ladder: Ladder; happening: Happening | null } {
  const isHole = holeMs !== null && ladder.lastMs !== null && atMs - ladder.lastMs > holeMs;
  const since = [...ladder.since];
  if (isHole) since.fill(null);
  let reached = -1;
  let held = -1;
  for (const limit of levels) {
    const rank = rankOf(limit);
    const sinceMs = isBeyond(limit, value) ? (since[rank] ?? atMs) : null;
    since[rank] = sinceMs;
    if (sinceMs !== null && atMs - sinceMs >= (limit.forS ?? 0) * 1000) reached = Math.max(reached, rank);
    const isHeld = isBeyond(limit, value) || isBeyond(limit, value, limit.deadBand ?? 0);
    if (rank <= ladder.level && isHeld) held = Math.max(held, rank);
  }
  const level = Math.max(reached, held);
  const isQuiet = level < 0 && since.every((ms) => ms === null);
  const trail = isQuiet || isWhole ? [] : trailOf(ladder.trail, basis());
  const n = ladder.level < 0 && level >= 0 ? ladder.n + 1 : ladder.n;
  const next: Ladder = { level, since, lastMs: atMs, n, trail };
  if (level === ladder.level) return { ladder: next, happening: null };
  const change = ladder.level < 0 ? 'raised' : level < 0 ? 'cleared' : 'level';
  const shown = LIMIT_STATES[change === 'cleared' ? ladder.level : level]!;
  const readings = isWhole ? basis() : trailOf(ladder.trail, basis());
  return { ladder: next, happening: { change, n, level: shown, atMs, value, readings } };
}

function trailOf(trail: readonly Evidence[], basis: readonly Evidence[]): readonly Evidence[] {
  if (trail.length === 0) return basis;
  const all = [...trail, ...basis];
  return all.length <= TRAIL_MOST ? all : [all[0]!, ...all.slice(1 - TRAIL_MOST)];
}
