import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { commitsAtMs } from './commit-probe.ts';
import { queuedMs } from './core-time.ts';
import { quantile } from './measure.ts';

/**
 * Preloaded into a measured process (`node --import`): tells its parent, since it was last told to begin, how long its event loop
 * was held up, how long it was busy, the CPU it used and its memory. Time spent in the queue for a core is taken off the first two.
 */
export interface ProbeReading {
  loopP99Ms: number;
  loopMaxMs: number;
  /** The loop at work or waiting for the disk; without the time it had nothing to do. */
  busyMs: number;
  cpuMs: number;
  rssBytes: number;
  /** Since the process began. */
  commitsAtMs: number[];
}

/** How often the loop is asked whether it can answer. */
const EVERY_MS = 5;
let delaysMs: number[] = [];
let cpu = process.cpuUsage();
let loop = performance.eventLoopUtilization();
let queuedAtBegin = queuedMs();

let lastMs = performance.now();
let lastQueued = queuedAtBegin;
const timer = setInterval(() => {
  const nowMs = performance.now();
  const queued = queuedMs();
  delaysMs.push(Math.max(0, nowMs - lastMs - EVERY_MS - (queued - lastQueued)));
  lastMs = nowMs;
  lastQueued = queued;
}, EVERY_MS);
timer.unref();

process.on('message', (message) => {
  if (message === 'probe:begin') {
    delaysMs = [];
    cpu = process.cpuUsage();
    loop = performance.eventLoopUtilization();
    queuedAtBegin = queuedMs();
    process.send?.('probe:begun');
  }
  if (message === 'probe:read') {
    const used = process.cpuUsage(cpu);
    delaysMs.sort((a, b) => a - b);
    const reading: ProbeReading = {
      loopP99Ms: quantile(delaysMs, 0.99),
      loopMaxMs: delaysMs.at(-1) ?? 0,
      busyMs: performance.eventLoopUtilization(loop).active - (queuedMs() - queuedAtBegin),
      cpuMs: (used.user + used.system) / 1000,
      rssBytes: process.memoryUsage.rss(),
      commitsAtMs,
    };
    process.send?.(reading);
  }
});
process.channel?.unref();

/** A command that runs to its end leaves its reading in a file. */
export interface ExitReading {
  /** From its start to its end, without the time in the queue for a core. */
  coreMs: number;
  cpuMs: number;
  commitsAtMs: number[];
}
const exitFile = process.env['BENCH_EXIT_FILE'];
if (exitFile !== undefined) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    const reading: ExitReading = { coreMs: performance.now() - queuedMs(), cpuMs: (user + system) / 1000, commitsAtMs };
    writeFileSync(exitFile, JSON.stringify(reading));
  });
}
