import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, Registry } from 'prom-client';

export interface MetricSources {
  /** Last event in the sums / heard by the tail. */
  seq(): number;
  tailSeq(): number;
  cubeBytes(): number;
  sockets(): number;
  holdsJobs(): boolean;
}

/** What operators watch, as Prometheus text. */
export function metricsOf(sources: MetricSources): () => Promise<string> {
  const registry = new Registry();
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  const gauge = (name: string, help: string, read: () => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  };
  gauge('guantong_log_seq', 'Last event of the log that this process has heard', sources.tailSeq);
  gauge('guantong_sums_seq', 'Last event that the sums hold', sources.seq);
  gauge('guantong_cube_bytes', 'Memory of the sums', sources.cubeBytes);
  gauge('guantong_sockets', 'Connected screens', sources.sockets);
  gauge('guantong_jobs_holder', '1 in the one process that passes deadlines', () => (sources.holdsJobs() ? 1 : 0));
  gauge('guantong_resident_bytes', 'Resident memory of the process', () => process.memoryUsage.rss());
  gauge('guantong_loop_delay_p99_seconds', 'Event loop delay, 99th percentile since the last scrape', () => {
    const seconds = delay.percentile(99) / 1e9;
    delay.reset();
    return seconds;
  });
  return () => registry.metrics();
}
