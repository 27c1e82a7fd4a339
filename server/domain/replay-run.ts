import { Rejection } from './rejection.ts';

/** How a replay runs: where its clock stood at an instant of ours, and how fast it goes from there. Times in ms UTC. */
export interface ReplayRun {
  fromMs: number;
  toMs: number;
  /** The city's time … */
  atMs: number;
  /** … at this instant of a clock of ours, which must never go back. */
  wallMs: number;
  speed: number;
  isPlaying: boolean;
}

export interface ReplayChange {
  isPlaying?: boolean | undefined;
  speed?: number | undefined;
  atMs?: number | undefined;
}

/** The city's time at an instant of ours; it stands while paused, and at the end. */
export function replayTime({ toMs, atMs, wallMs, speed, isPlaying }: ReplayRun, nowMs: number): number {
  return isPlaying ? Math.min(toMs, atMs + Math.max(0, nowMs - wallMs) * speed) : atMs;
}

/**
 * The run from `wallMs` on. A change never moves the clock by itself: only `atMs` jumps.
 * @throws Rejection `replay.outside` for a time that the recording does not hold
 */
export function steerRun(run: ReplayRun, { isPlaying, speed, atMs }: ReplayChange, wallMs: number): ReplayRun {
  if (atMs !== undefined && !(atMs >= run.fromMs && atMs <= run.toMs))
    throw new Rejection('replay.outside', { field: 'at', from: new Date(run.fromMs).toISOString(), to: new Date(run.toMs).toISOString() });
  const at = atMs ?? replayTime(run, wallMs);
  return { ...run, atMs: at, wallMs, speed: speed ?? run.speed, isPlaying: (isPlaying ?? run.isPlaying) && at < run.toMs };
}
