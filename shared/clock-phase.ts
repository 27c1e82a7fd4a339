/** How a clock stands. The same words in drawer, queue and list, and in the desk's view "due soon". */
export const PHASES = ['on-time', 'due-soon', 'overdue', 'far-overdue'] as const;
export type Phase = (typeof PHASES)[number];

/** Due soon = so much of the limit is left; a city may set another share (shared/life-rules.ts). */
export const SOON_SHARE = 1 / 5;
/** Far overdue = so many times the limit has gone. */
export const FAR_TIMES = 3;

/** One clock by its instants, ms UTC. Those that the server counted run in the limit's own unit: nights do not bring them nearer. */
export interface ClockTimes {
  fromMs: number;
  dueAtMs: number;
  /** null = the server has not said: counted on the wall clock then (history, logs of earlier versions). */
  soonAtMs: number | null;
  farAtMs: number | null;
  /** "Overdue" is a fact that the server states; until it does, a clock that ran out is due soon. */
  isOverdue: boolean;
}

/** Whole ms, as SQL divides integers. */
export const wallSoon = (fromMs: number, dueAtMs: number): number => dueAtMs - Math.trunc((dueAtMs - fromMs) / 5);
const farOf = ({ fromMs, dueAtMs, farAtMs }: ClockTimes): number => farAtMs ?? dueAtMs + (FAR_TIMES - 1) * (dueAtMs - fromMs);

export function phaseOf(clock: ClockTimes, nowMs: number): Phase {
  const { fromMs, dueAtMs, soonAtMs, isOverdue } = clock;
  if (isOverdue) return nowMs >= farOf(clock) ? 'far-overdue' : 'overdue';
  return nowMs >= (soonAtMs ?? wallSoon(fromMs, dueAtMs)) ? 'due-soon' : 'on-time';
}

/** How many times the limit has gone, from three on; null before. Beyond three at the pace of the two limits before. */
export function timesGone(clock: ClockTimes, nowMs: number): number | null {
  const farMs = farOf(clock);
  if (!clock.isOverdue || nowMs < farMs) return null;
  const limitMs = Math.max(1, (farMs - clock.dueAtMs) / (FAR_TIMES - 1));
  return FAR_TIMES + Math.floor((nowMs - farMs) / limitMs);
}
