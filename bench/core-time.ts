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

/** Seconds of this process's CPU clock, worker threads included: what was computed, without any waiting. */
export async function cpuSeconds(work: () => unknown): Promise<number> {
  const begin = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6;
}
