import { readFileSync } from 'node:fs';

/**
 * How long this process's main thread has stood in the queue for a core, ms: Linux counts it (Documentation/scheduler/sched-stats).
 * On a machine shared with other work that wait is not ours, so benches take it off. Elsewhere 0: the wall clock alone.
 */
export function queuedMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** Seconds that `work` took on a core of its own: what it computed and what it waited for the disk. */
export function coreSeconds(work: () => void): number {
  const queued = queuedMs();
  const begin = performance.now();
  work();
  return (performance.now() - begin - (queuedMs() - queued)) / 1000;
}

/**
 * Seconds of this process's CPU clock, worker threads included: what was computed, without any waiting.
 * @param besides seconds that another process which works for this one has used so far
 */
export async function cpuSeconds(work: () => unknown, besides: () => number = () => 0): Promise<number> {
  const begin = process.cpuUsage();
  const before = besides();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6 + besides() - before;
}

/** One clock for all processes of this machine, ms. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
